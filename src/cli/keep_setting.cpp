#include "keep_setting.hpp"

namespace backcoach::cli {

ExitCode keep_setting(Context& context, const ConfigKey& key,
                      const std::optional<std::string>& value) {
  const std::string path = context.config_path();
  if (path.empty()) {
    context.complain("error: there is no home folder; use --home DIR");
    return ExitCode::cannot_read_or_write;
  }
  std::string text;
  if (context.files().exists(path)) {
    Checked<std::string> old = context.files().read(path);
    if (!old.value) {
      return context.report(old.issues, ExitCode::cannot_read_or_write);
    }
    text = std::move(*old.value);
  }
  const auto issues = context.files().write(path, with_key(text, key, value));
  if (!issues.empty()) {
    return context.report(issues, ExitCode::cannot_read_or_write);
  }
  // A key that was fixed need not be the only one that was wrong.
  context.report(read_config(path, with_key(text, key, value)).issues,
                 ExitCode::bad_input);
  return ExitCode::done;
}

}  // namespace backcoach::cli
