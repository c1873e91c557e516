#include "../config.hpp"

#include "../../base/edit_distance.hpp"
#include "../../base/width.hpp"
#include "../context.hpp"
#include "../keep_setting.hpp"
#include "../page_json.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

/// The key that is meant; nullptr after saying which there are.
const ConfigKey* named(Context& context, const std::string& name) {
  if (const ConfigKey* key = config_key(name)) return key;
  std::vector<std::string> names;
  for (const ConfigKey& key : config_keys()) names.emplace_back(key.name);
  const std::string near = text::nearest(name, names);
  context.complain("error: there is no key \"" + text::safe(name) + "\"" +
                   (near.empty() ? ". To see them: backcoach config list"
                                 : "; did you mean \"" + near + "\"?"));
  return nullptr;
}

ExitCode list(Context& context) {
  if (context.settings().format == Format::json) {
    return context.write(config_json(context.config_path(), context.config()),
                         ExitCode::done);
  }
  Block table{Block::Kind::table, ""};
  table.rows.push_back({"Key", "Value", "Takes", "Means"});
  for (const ConfigKey& key : config_keys()) {
    const auto it = context.config().find(key.name);
    table.rows.push_back({std::string(key.name),
                          it == context.config().end() ? "-" : it->second,
                          std::string(key.takes), std::string(key.means)});
  }
  const Document page = {
      std::move(table),
      {Block::Kind::paragraph, "File: " + context.config_path()}};
  return context.write_page(page, ExitCode::done);
}

ExitCode get(Context& context, const ConfigKey& key) {
  const auto it = context.config().find(key.name);
  if (it == context.config().end()) {
    context.say(std::string(key.name) + " is not set.");
    return ExitCode::bad_input;
  }
  if (context.settings().format == Format::json) {
    return context.write(config_json(context.config_path(),
                                     {{std::string(key.name), it->second}}),
                         ExitCode::done);
  }
  return context.write(text::safe(it->second) + "\n", ExitCode::done);
}

std::string text_of_file(Context& context) {
  const std::string path = context.config_path();
  if (path.empty() || !context.files().exists(path)) return {};
  return context.files().read(path).value.value_or("");
}

bool is_in_file(Context& context, const std::string& name) {
  const std::string text = text_of_file(context);
  return !text.empty() && without_key(text, name) != text;
}

/// Takes away a key that nothing here knows: a slip, or one of another version.
ExitCode remove_line(Context& context, const std::string& name) {
  const auto issues = context.files().write(
      context.config_path(), without_key(text_of_file(context), name));
  if (!issues.empty()) {
    return context.report(issues, ExitCode::cannot_read_or_write);
  }
  return ExitCode::done;
}

ExitCode change(Context& context, const ConfigKey& key,
                const std::optional<std::string>& wanted) {
  std::optional<std::string> value;
  if (wanted) {
    value = key.read(*wanted);
    if (!value) {
      context.complain("error: \"" + text::safe(*wanted) +
                       "\" is no value of " + std::string(key.name) +
                       "; it takes " + std::string(key.takes));
      return ExitCode::usage;
    }
  }
  return keep_setting(context, key, value);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const std::vector<std::string>& words = arguments.words();
  const std::string what = words.empty() ? "list" : words[0];
  const std::size_t wanted = what == "list" ? 1U : what == "set" ? 3U : 2U;
  const bool known =
      what == "list" || what == "get" || what == "set" || what == "unset";
  if (!known || (!words.empty() && words.size() != wanted)) {
    context.complain(
        "error: config takes list, get KEY, set KEY VALUE or unset KEY");
    return ExitCode::usage;
  }
  if (what != "set" && what != "unset") context.warn(context.config_issues());
  if (what == "list") return list(context);
  if (what == "unset" && !config_key(words[1]) &&
      is_in_file(context, words[1])) {
    return remove_line(context, words[1]);
  }
  const ConfigKey* key = named(context, words[1]);
  if (!key) return ExitCode::usage;
  if (what == "get") return get(context, *key);
  return change(
      context, *key,
      what == "set" ? std::optional<std::string>(words[2]) : std::nullopt);
}

}  // namespace

Command config_command() {
  return {.name = "config",
          .summary = "Settings that stay: region, times of day, colour",
          .words = "[list|get KEY|set KEY VALUE|unset KEY]",
          .most_words = 3,
          .example =
              "backcoach config set region GB\n"
              "  backcoach config set wake 06:30",
          .flags = {},
          .run = run,
          .verb = "list"};
}

}  // namespace backcoach::cli
