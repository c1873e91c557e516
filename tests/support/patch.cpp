#include "patch.hpp"

#include <algorithm>

#include "catch.hpp"

namespace backcoach::test {
namespace {

void apply(const Json& edit, std::string& text) {
  if (edit.contains("text")) {
    text = edit["text"].get<std::string>();
  } else if (edit.contains("pointer")) {
    Json json = Json::parse(text);
    const Json::json_pointer pointer(edit["pointer"].get<std::string>());
    json.at(pointer) = edit["set"];
    text = json.dump(2) + "\n";
  } else {
    const auto old = edit["replace"].get<std::string>();
    const std::size_t at = text.find(old);
    INFO("the text to be replaced is gone: " << old);
    REQUIRE(at != std::string::npos);
    text.replace(at, old.size(), edit["with"].get<std::string>());
  }
}

}  // namespace

std::vector<SourceFile> patched(const Json& edits) {
  std::vector<SourceFile> files = shipped_files();
  for (const Json& edit : edits) {
    const auto path = edit["path"].get<std::string>();
    INFO("patched file: " << path);
    auto it = std::find_if(files.begin(), files.end(),
                           [&](const auto& file) { return file.path == path; });
    if (edit.contains("remove")) {
      REQUIRE(it != files.end());
      files.erase(it);
      continue;
    }
    if (it == files.end()) {
      REQUIRE(edit.contains("text"));
      files.push_back({path, {}});
      it = files.end() - 1;
    }
    apply(edit, it->text);
  }
  return files;
}

}  // namespace backcoach::test
