#include "authoring_input.hpp"

#include "embedded.hpp"

namespace backcoach::cli {

TriedBase read_tried_base(Context& context, std::string folder) {
  TriedBase base;
  if (folder.empty()) folder = context.settings().data;
  if (folder.empty() || folder == "built-in") {
    base.kb = embedded_knowledge(Parts::everything);
    base.cases = embedded_cases();
    return base;
  }
  Checked<std::vector<SourceFile>> files = context.files().tree(folder);
  if (!files.value) {
    base.error = context.report(files.issues, ExitCode::cannot_read_or_write);
    return base;
  }
  std::string shown = folder;
  if (!shown.ends_with('/')) shown += '/';
  Checked<KnowledgeBase> kb = load_knowledge(*files.value, shown);
  base.error = ExitCode::bad_input;
  context.report(kb.issues, ExitCode::done);
  if (!kb.value) return base;
  Checked<Cases> cases = load_cases(*kb.value, *files.value, shown);
  context.report(cases.issues, ExitCode::done);
  if (!cases.value) return base;
  base.error = ExitCode::done;
  base.kb = std::move(*kb.value);
  base.cases = std::move(*cases.value);
  return base;
}

}  // namespace backcoach::cli
