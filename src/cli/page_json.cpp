#include "page_json.hpp"

#include <nlohmann/json.hpp>

#include "../show/json_values.hpp"
#include "backcoach/render.hpp"

namespace backcoach::cli {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::string written(const OrderedJson& json) {
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

std::string_view kind_name(Block::Kind kind) {
  switch (kind) {
    case Block::Kind::title:
      return "title";
    case Block::Kind::heading:
      return "heading";
    case Block::Kind::paragraph:
      return "paragraph";
    case Block::Kind::bullets:
      return "bullets";
    case Block::Kind::quote:
      return "quote";
    case Block::Kind::table:
      return "table";
    case Block::Kind::notice:
      return "notice";
  }
  return {};
}

/// The kebab-case name of what an exit status stands for.
std::string_view code_name(ExitCode code) {
  switch (code) {
    case ExitCode::usage:
      return "usage";
    case ExitCode::answers_missing:
      return "answers-missing";
    case ExitCode::cannot_read_or_write:
      return "cannot-read-or-write";
    case ExitCode::no_plan:
      return "no-plan";
    default:
      return "bad-input";
  }
}

constexpr std::string_view kError = "error: ";

/// Without blanks and ends of lines around it.
std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \n");
  if (first == std::string_view::npos) return {};
  return std::string(
      text.substr(first, text.find_last_not_of(" \n") - first + 1));
}

OrderedJson issue_value(const Issue& issue) {
  OrderedJson value = render::error_value(issue.code, issue.message);
  const Location& where = issue.where;
  if (!where.file.empty()) value["file"] = where.file;
  if (where.line > 0) value["line"] = where.line;
  if (where.column > 0) value["column"] = where.column;
  // "" is the whole document; without a place in a file it says nothing.
  if (where.line > 0 || !where.pointer.empty()) {
    value["pointer"] = where.pointer;
  }
  if (!issue.help.empty()) value["help"] = issue.help;
  return value;
}

}  // namespace

std::string page_json(const Document& page) {
  OrderedJson blocks = OrderedJson::array();
  for (const Block& block : page) {
    OrderedJson value = {{"kind", kind_name(block.kind)}};
    if (!block.text.empty()) value["text"] = block.text;
    if (!block.items.empty()) value["items"] = block.items;
    if (!block.rows.empty()) value["rows"] = block.rows;
    blocks.push_back(std::move(value));
  }
  return written({{"schema", "backcoach/page/1"}, {"blocks", blocks}});
}

std::string error_json(ExitCode code, const std::vector<Issue>& issues,
                       const std::vector<std::string>& said) {
  OrderedJson errors = OrderedJson::array();
  for (const Issue& issue : issues) errors.push_back(issue_value(issue));
  for (const std::string& text : said) {
    if (!text.starts_with(kError)) continue;
    errors.push_back(render::error_value(code_name(code),
                                         trimmed(text.substr(kError.size()))));
  }
  if (errors.empty()) {
    std::string all;
    for (const std::string& text : said) {
      all += (all.empty() ? "" : "\n") + trimmed(text);
    }
    errors.push_back(render::error_value(code_name(code), all));
  }
  return written({{"schema", "backcoach/error/1"}, {"errors", errors}});
}

std::string done_json(const std::vector<std::string>& said) {
  OrderedJson messages = OrderedJson::array();
  for (const std::string& text : said) messages.push_back(trimmed(text));
  return written({{"schema", "backcoach/done/1"}, {"messages", messages}});
}

std::string rules_check_json(const KnowledgeBase& kb, std::size_t warnings) {
  return written({{"schema", "backcoach/rules_check/1"},
                  {"rules", kb.rules.size()},
                  {"questions", kb.questions.size()},
                  {"exercises", kb.exercises.size()},
                  {"warnings", warnings}});
}

std::string config_json(const std::string& file, const Config& config) {
  OrderedJson values = OrderedJson::object();
  for (const ConfigKey& key : config_keys()) {
    const auto it = config.find(key.name);
    values[std::string(key.name)] =
        it == config.end() ? OrderedJson(nullptr) : OrderedJson(it->second);
  }
  return written({{"schema", "backcoach/config/1"},
                  {"file", file},
                  {"values", std::move(values)}});
}

std::string next_json(const NextItem* item, const std::string& headline) {
  OrderedJson value = nullptr;
  if (item) {
    value = {{"at", clock_time(item->at)},
             {"title", item->title},
             {"minutes", item->minutes > 0 ? OrderedJson(item->minutes)
                                           : OrderedJson(nullptr)}};
  }
  return written({{"schema", "backcoach/next/1"},
                  {"item", std::move(value)},
                  {"headline", headline.empty() ? OrderedJson(nullptr)
                                                : OrderedJson(headline)}});
}

std::string licenses_json(std::string_view text) {
  return written({{"schema", "backcoach/licenses/1"}, {"text", text}});
}

bool asks_for_json(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--") return false;
    if (word == "--json" || word == "--format=json" || word == "-fjson") {
      return true;
    }
    const bool format = word == "--format" || word == "-f";
    if (format && i + 1 < words.size() && words[i + 1] == "json") return true;
  }
  return false;
}

}  // namespace backcoach::cli
