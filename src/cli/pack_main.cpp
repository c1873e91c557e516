// Run by the build: checks the knowledge base in a folder and writes it in the
// compact form that the program carries, and what it is tried on in a second
// file. A base with an error stops the build.
#include <cstdio>
#include <string>

#include "../kb/cases.hpp"
#include "../kb/load_figures.hpp"
#include "files.hpp"

int main(int argc, char** argv) {
  using namespace backcoach;
  if (argc != 5) {
    std::fprintf(stderr, "usage: backcoach_pack FOLDER OUTPUT CASES FIGURES\n");
    return 2;
  }
  cli::DiskFiles files;
  auto tree = files.tree(argv[1]);
  if (!tree.value) {
    for (const Issue& issue : tree.issues) {
      std::fputs(describe(issue).c_str(), stderr);
    }
    return 5;
  }
  const std::string shown = std::string(argv[1]) + "/";
  const Checked<KnowledgeBase> kb = load_knowledge(*tree.value, shown);
  for (const Issue& issue : kb.issues) {
    std::fputs(describe(issue).c_str(), stderr);
  }
  if (!kb.value) return 3;
  const Checked<Cases> cases = load_cases(*kb.value, *tree.value, shown);
  for (const Issue& issue : cases.issues) {
    std::fputs(describe(issue).c_str(), stderr);
  }
  if (!cases.value) return 3;
  auto problems = files.write(argv[2], pack(*kb.value));
  for (Issue& issue : files.write(argv[3], pack_cases(*cases.value))) {
    problems.push_back(std::move(issue));
  }
  // Apart from the rest: only what draws unpacks it.
  const Checked<Figures> figures = load_figures(*tree.value);
  if (!figures.value) return 3;
  for (Issue& issue : files.write(argv[4], pack_figures(*figures.value))) {
    problems.push_back(std::move(issue));
  }
  for (const Issue& issue : problems) {
    std::fputs(describe(issue).c_str(), stderr);
  }
  return problems.empty() ? 0 : 5;
}
