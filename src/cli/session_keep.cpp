#include "session_keep.hpp"

#include <nlohmann/json.hpp>

#include "time.hpp"

namespace backcoach::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name(SessionEnd end) {
  switch (end) {
    case SessionEnd::finished:
      return "finished";
    case SessionEnd::wrong:
      return "something_wrong";
    case SessionEnd::stopped:
    case SessionEnd::running:
      break;
  }
  return "stopped";
}

std::string_view name(SessionEntry::Result result) {
  switch (result) {
    case SessionEntry::Result::done:
      return "done";
    case SessionEntry::Result::part:
      return "part";
    case SessionEntry::Result::skipped:
      return "skipped";
    case SessionEntry::Result::swapped:
      return "swapped";
  }
  return {};
}

Json pain(const std::optional<int>& value) {
  return value ? Json(*value) : Json();
}

}  // namespace

std::string session_json(const SessionRecord& record,
                         std::chrono::local_seconds at) {
  Json entries = Json::array();
  for (const SessionEntry& entry : record.entries) {
    entries.push_back({{"exercise", entry.exercise},
                       {"result", name(entry.result)},
                       {"easier", entry.eased},
                       {"sets", entry.sets},
                       {"reps", entry.reps},
                       {"seconds", entry.seconds}});
  }
  const Json out = {{"schema", "backcoach/session/1"},
                    {"at", iso_time(at)},
                    {"end", name(record.end)},
                    {"seconds", record.seconds},
                    {"pain_before", pain(record.pain_before)},
                    {"pain_during", pain(record.pain_during)},
                    {"entries", std::move(entries)}};
  return out.dump();
}

bool keep_session(Context& context, const SessionRecord& record, bool again) {
  const std::string folder = context.data_folder();
  if (folder.empty()) return false;
  const std::string path = folder + "/sessions.ndjson";
  std::string lines;
  if (context.files().exists(path)) {
    Checked<std::string> before = context.files().read(path);
    if (!before.value) {
      // Never write over what cannot be read.
      context.report(before.issues, ExitCode::cannot_read_or_write);
      return false;
    }
    lines = std::move(*before.value);
  }
  if (again && lines.ends_with('\n')) {
    lines.pop_back();
    lines.resize(lines.rfind('\n') + 1);  // npos + 1 is 0
  }
  lines += session_json(record, context.now()) + "\n";
  const std::vector<Issue> issues = context.files().write(path, lines);
  context.report(issues, ExitCode::cannot_read_or_write);
  return issues.empty();
}

}  // namespace backcoach::cli
