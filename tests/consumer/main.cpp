// Decides from answers with the installed library: no terminal, no JSON library
// and no private header is needed.
#include <backcoach/load.hpp>
#include <backcoach/plan.hpp>
#include <backcoach/triage.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

std::vector<backcoach::SourceFile> read_folder(
    const std::filesystem::path& folder) {
  std::vector<backcoach::SourceFile> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files.push_back({entry.path().lexically_relative(folder).generic_string(),
                     {std::istreambuf_iterator<char>(file), {}}});
  }
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto kb = backcoach::load_knowledge(read_folder(argv[1]));
  for (const auto& issue : kb.issues) std::cerr << describe(issue);
  if (!kb.value) return 3;
  const auto answers = backcoach::load_answers(
      *kb.value, "answers",
      R"({"saddle_change": "yes", "pelvic_symptom_days": 1})");
  if (!answers.value) return 3;
  const backcoach::Decision decision =
      backcoach::triage(*kb.value, *answers.value);
  std::cout << backcoach::name(decision.urgency) << '\n';
  const bool right = decision.urgency == backcoach::Urgency::emergency &&
                     !decision.plan_permission();
  return right ? 0 : 1;
}
