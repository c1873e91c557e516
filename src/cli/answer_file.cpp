#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "../author/difference_report.hpp"
#include "backcoach/load.hpp"

namespace backcoach::cli {
namespace {

using Json = nlohmann::ordered_json;

/// One answer set of a file.
struct OneSet {
  std::string where;  ///< "line 3 (id p17)"
  Json answers;
};

/// Parses `text`; what is nested deeper than any answer is no JSON to us, so
/// that nothing here walks down a tower of brackets.
Json parse(const std::string& text) {
  constexpr int kDeepest = 8;
  bool deep = false;
  const auto shallow = [&](int depth, Json::parse_event_t, Json&) {
    deep = deep || depth > kDeepest;
    return !deep;
  };
  Json json = Json::parse(text, shallow, /*allow_exceptions=*/false);
  return deep ? Json(Json::value_t::discarded) : json;
}

class Reading {
 public:
  explicit Reading(AnswerFileReport& report) : report_(report) {}

  std::vector<OneSet> run(const std::string& text) {
    const Json whole = parse(text);
    if (whole.is_array()) {
      for (std::size_t i = 0; i < whole.size(); ++i) {
        add("entry " + std::to_string(i), whole[i]);
      }
    } else if (whole.is_object()) {
      add("line 1", whole);
    } else {
      lines(text);
    }
    return std::move(sets_);
  }

 private:
  void lines(const std::string& text) {
    std::size_t begin = 0;
    for (std::size_t number = 1; begin < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string line = text.substr(begin, end - begin);
      begin = end + 1;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      add("line " + std::to_string(number), parse(line));
    }
  }

  void add(std::string where, Json json) {
    ++report_.sets;
    if (!json.is_object()) {
      Issue issue;
      issue.code = "not-json";
      issue.where.file = report_.file;
      issue.message = where + " is no object of answers";
      report_.refused.push_back(std::move(issue));
      return;
    }
    if (json.contains("id")) {
      const Json& id = json["id"];
      where +=
          " (id " + (id.is_string() ? id.get<std::string>() : id.dump()) + ")";
    }
    if (json.contains("answers") && json["answers"].is_object()) {
      json = Json(json["answers"]);
    }
    json.erase("id");
    json.erase("schema");
    sets_.push_back({std::move(where), std::move(json)});
  }

  AnswerFileReport& report_;
  std::vector<OneSet> sets_;
};

/// Reads one set for `kb`, leaving out names that it does not know.
std::optional<Answers> answers_for(const KnowledgeBase& kb, const OneSet& one,
                                   AnswerFileReport& report,
                                   std::set<std::string>& unknown) {
  Json known = Json::object();
  for (const auto& [id, value] : one.answers.items()) {
    if (kb.finding(id)) {
      known[id] = value;
    } else {
      unknown.insert(id);
    }
  }
  Checked<Answers> read =
      load_answers(kb, report.file,
                   known.dump(-1, ' ', false, Json::error_handler_t::replace));
  for (Issue& issue : read.issues) {
    // The text that was read is not the file, so its places say nothing.
    issue.where.line = 0;
    issue.where.column = 0;
    issue.excerpt.clear();
    issue.message = one.where + ": " + issue.message;
    report.refused.push_back(std::move(issue));
  }
  return std::move(read.value);
}

}  // namespace

AnswerFileReport compare_on_answers(const KnowledgeBase& older,
                                    const KnowledgeBase& newer,
                                    const std::string& file,
                                    const std::string& text) {
  constexpr std::size_t kMostNamed = 3;
  AnswerFileReport report;
  report.file = file;
  std::set<std::string> unknown_old;
  std::set<std::string> unknown_new;
  std::map<authoring::ChangeKind, std::vector<std::string>> kinds;
  for (const OneSet& one : Reading(report).run(text)) {
    const auto was = answers_for(older, one, report, unknown_old);
    const auto now = answers_for(newer, one, report, unknown_new);
    if (!was || !now) continue;
    const auto changes = authoring::changes_between(
        authoring::verdict_of(older, *was), authoring::verdict_of(newer, *now));
    report.changed += changes.empty() ? 0U : 1U;
    for (const authoring::ChangeKind& kind : changes) {
      kinds[kind].push_back(one.where);
    }
  }
  for (auto& [kind, where] : kinds) {
    const std::size_t times = where.size();
    where.resize(std::min(times, kMostNamed));
    report.kinds.push_back({kind, times, std::move(where)});
  }
  std::stable_sort(
      report.kinds.begin(), report.kinds.end(),
      [](const auto& a, const auto& b) { return a.times > b.times; });
  report.unknown_old.assign(unknown_old.begin(), unknown_old.end());
  report.unknown_new.assign(unknown_new.begin(), unknown_new.end());
  return report;
}

}  // namespace backcoach::cli
