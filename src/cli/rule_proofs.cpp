#include "rule_proofs.hpp"

#include <algorithm>
#include <ctime>

#include "../author/proof.hpp"
#include "../base/edit_distance.hpp"
#include "../prove/properties.hpp"

namespace backcoach::cli {
namespace {

/// Time that this thread worked; others on the machine do not count.
double milliseconds_worked() {
  constexpr double kMilliseconds = 1000;
  constexpr double kPerNanosecond = 1e-6;
  timespec worked{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &worked);
  return kMilliseconds * static_cast<double>(worked.tv_sec) +
         kPerNanosecond * static_cast<double>(worked.tv_nsec);
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const prove::Property& property : prove::properties()) {
    all.emplace_back(property.name);
  }
  return all;
}

ExitCode list(Context& context) {
  Block table{Block::Kind::table, {}, {}, {{"Property", "Says"}}};
  for (const prove::Property& property : prove::properties()) {
    table.rows.push_back(
        {std::string(property.name), std::string(property.claim)});
  }
  return context.write_page({table}, ExitCode::done);
}

/// Complains of the first name that is no property.
bool all_known(const std::vector<std::string>& wanted, Context& context) {
  const std::vector<std::string> known = names();
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = text::nearest(name, known);
    context.complain("error: there is no property \"" + name + "\"" +
                     (near.empty() ? "; see: backcoach rules prove --list"
                                   : "; did you mean \"" + near + "\"?"));
    return false;
  }
  return true;
}

ExitCode prove_base(const Arguments& arguments, Context& context,
                    const KnowledgeBase& kb, const std::string& folder) {
  const prove::ProofReport report =
      prove::prove(kb, arguments.values("property"), milliseconds_worked);
  const std::string out =
      context.settings().format == Format::json
          ? render::proof_json(kb, report, folder)
          : render::proof_text(kb, report, folder, context.style());
  return context.write(out,
                       report.holds() ? ExitCode::done : ExitCode::bad_input);
}

}  // namespace

ExitCode prove_rules(const Arguments& arguments, Context& context) {
  if (arguments.has("list")) return list(context);
  if (!all_known(arguments.values("property"), context)) {
    return ExitCode::usage;
  }
  if (arguments.words().size() < 2) {
    const KnowledgeBase* kb = context.knowledge();
    if (!kb) return context.knowledge_error();
    return prove_base(arguments, context, *kb, context.settings().data);
  }
  const std::string& folder = arguments.words()[1];
  Checked<std::vector<SourceFile>> files = context.files().tree(folder);
  if (!files.value) {
    return context.report(files.issues, ExitCode::cannot_read_or_write);
  }
  const std::string shown = folder.ends_with('/') ? folder : folder + "/";
  const Checked<KnowledgeBase> kb =
      load_knowledge(std::move(*files.value), shown);
  if (!kb.value) return context.report(kb.issues, ExitCode::bad_input);
  return prove_base(arguments, context, *kb.value, folder);
}

}  // namespace backcoach::cli
