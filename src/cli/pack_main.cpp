// Run by the build: checks the knowledge base in a folder and writes it in the
// compact form that the program carries. A base with an error stops the build.
#include <cstdio>
#include <string>

#include "backcoach/load_figures.hpp"
#include "files.hpp"

int main(int argc, char** argv) {
  using namespace backcoach;
  if (argc != 4) {
    std::fprintf(stderr, "usage: backcoach_pack FOLDER OUTPUT FIGURES\n");
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
  const std::vector<SourceFile> all = *tree.value;
  const Checked<KnowledgeBase> kb =
      load_knowledge(std::move(*tree.value), std::string(argv[1]) + "/");
  for (const Issue& issue : kb.issues) {
    std::fputs(describe(issue).c_str(), stderr);
  }
  if (!kb.value) return 3;
  // Apart from the rest: only what draws unpacks it.
  const Checked<Figures> figures = load_figures(all);
  if (!figures.value) return 3;
  auto problems = files.write(argv[2], pack(*kb.value));
  const auto more = files.write(argv[3], pack_figures(*figures.value));
  problems.insert(problems.end(), more.begin(), more.end());
  for (const Issue& issue : problems) {
    std::fputs(describe(issue).c_str(), stderr);
  }
  return problems.empty() ? 0 : 5;
}
