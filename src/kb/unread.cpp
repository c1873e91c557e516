#include "unread.hpp"

namespace backcoach::load {
namespace {

constexpr std::string_view kWaiting = "waiting.json";

/// Looks at every value of one file.
class Walk {
 public:
  explicit Walk(const Document& document) : document_(document) {}

  std::vector<std::string> unread() {
    visit(document_.json, "", false);
    return std::move(unread_);
  }

 private:
  /// \param read  of a list that was read.
  void visit(const Json& json, const std::string& pointer, bool read) {
    if (document_.waiting.contains(pointer)) return;
    if (json.is_object()) {
      for (const auto& [key, value] : json.items()) {
        const bool for_editors = pointer.empty() && key == "$schema";
        if (!for_editors)
          visit(value, pointer + "/" + escape_token(key), false);
      }
      return;
    }
    if (json.is_array()) {
      // Numbers and words of a list are read with the list.
      const bool asked = read || document_.asked.contains(pointer);
      for (std::size_t i = 0; i < json.size(); ++i) {
        visit(json[i], pointer + "/" + std::to_string(i), asked);
      }
      return;
    }
    if (!read && !document_.asked.contains(pointer)) {
      unread_.push_back(pointer);
    }
  }

  const Document& document_;
  std::vector<std::string> unread_;
};

void add(const Document& document, const std::string& pointer, std::string code,
         std::string message, std::string help, std::vector<Issue>& issues) {
  Issue issue;
  issue.code = std::move(code);
  issue.where.file = document.file;
  issue.where.pointer = pointer;
  issue.message = std::move(message);
  issue.help = std::move(help);
  locate(document, pointer, Part::key, issue);
  issues.push_back(std::move(issue));
}

bool has_value(const Document& document, const std::string& pointer) {
  return document.json.contains(Json::json_pointer(pointer));
}

}  // namespace

void mark_waiting(Reader reader, const Documents& documents) {
  for (Reader& entry : reader.objects("values")) {
    const std::string path = entry.text("file");
    entry.text("waits_for");
    const auto it = documents.find(path);
    if (it == documents.end() || !it->second) {
      entry.error("file", "unknown-file",
                  "there is no file \"" + path + "\" here");
      continue;
    }
    const std::vector<std::string> pointers = entry.texts("pointers");
    for (std::size_t i = 0; i < pointers.size(); ++i) {
      const std::string& pointer = pointers[i];
      if (!pointer.starts_with("/") || !has_value(*it->second, pointer)) {
        entry.error("pointers/" + std::to_string(i), "unknown-pointer",
                    "\"" + path + "\" has no value at \"" + pointer + "\"");
        continue;
      }
      it->second->waiting.insert(pointer);
    }
    entry.finish();
  }
  reader.finish();
}

void refuse_unread(const Documents& documents, std::vector<Issue>& issues) {
  for (const auto& [path, document] : documents) {
    // The rules for words are read by the test of the texts.
    const bool other = path == kWaiting || path.starts_with("words/");
    if (!document || other) continue;
    for (const std::string& pointer : Walk(*document).unread()) {
      add(*document, pointer, "unread-value", "nothing reads this value",
          "take it out, or say in waiting.json what it waits for", issues);
    }
    for (const std::string& pointer : document->waiting) {
      if (!document->asked.contains(pointer)) continue;
      add(*document, pointer, "unread-value",
          "this value is read, but waiting.json says that it waits",
          "take it out of waiting.json", issues);
    }
  }
}

}  // namespace backcoach::load
