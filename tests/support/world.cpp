#include "world.hpp"

#include "../../src/term/time.hpp"

namespace backcoach::test {
namespace {

Issue trouble(const std::string& path, std::string code, std::string message) {
  Issue issue;
  issue.where.file = path;
  issue.code = std::move(code);
  issue.message = std::move(message);
  return issue;
}

}  // namespace

Checked<std::string> MemoryFiles::read(const std::string& path) {
  if (path == "-") return {standard_input, {}};
  const auto it = files.find(path);
  if (it == files.end()) {
    return {std::nullopt,
            {trouble(path, "cannot-read",
                     "cannot read this: No such file or directory")}};
  }
  return {it->second, {}};
}

std::vector<Issue> MemoryFiles::write(const std::string& path,
                                      std::string_view bytes) {
  if (disk_full) {
    return {trouble(path, "cannot-write",
                    "cannot write this: No space left on device")};
  }
  written.push_back(path);
  files[path] = bytes;
  return {};
}

bool MemoryFiles::exists(const std::string& path) {
  return files.contains(path);
}

void MemoryFiles::remove(const std::string& path) { files.erase(path); }

std::optional<unsigned> MemoryFiles::mode(const std::string& path) {
  constexpr unsigned kPrivate = 0600;
  return files.contains(path) ? std::optional<unsigned>(kPrivate)
                              : std::nullopt;
}

std::vector<Issue> MemoryFiles::ensure(const std::string& path) {
  if (files.contains(path)) return {};
  return write(path, "");
}

Checked<std::vector<SourceFile>> MemoryFiles::tree(const std::string& folder) {
  std::vector<SourceFile> found;
  for (const auto& [path, text] : files) {
    if (path.starts_with(folder + "/")) {
      found.push_back({path.substr(folder.size() + 1), text});
    }
  }
  if (found.empty()) {
    return {std::nullopt,
            {trouble(folder, "cannot-read",
                     "cannot read this: No such file or directory")}};
  }
  return {std::move(found), {}};
}

Ran TestWorld::run(const std::vector<std::string>& words,
                   const std::string& typed) {
  std::istringstream in(typed);
  std::ostringstream out;
  std::ostringstream err;
  if (out_closed) out.setstate(std::ios::badbit);
  const cli::World world{
      {in, out, err, terminal, terminal, terminal, columns},
      files,
      [this](const char* name) -> std::optional<std::string> {
        const auto it = environment.find(name);
        if (it == environment.end()) return std::nullopt;
        return it->second;
      },
      [this] { return cli::parse_time(time).value(); },
      [this](const std::string& path,
             store::Access) -> Checked<std::shared_ptr<store::Store>> {
        if (!diary_trouble.empty()) return {std::nullopt, diary_trouble};
        auto& diary = diaries[path];
        if (!diary) {
          diary = store::open_sqlite(":memory:", store::Access::write)
                      .value.value();
        }
        return {diary, {}};
      }};
  const cli::ExitCode code = cli::run(words, world);
  return {static_cast<int>(code), out.str(), err.str()};
}

}  // namespace backcoach::test
