#include "own_files.hpp"

#include <algorithm>
#include <array>

#include "../base/shell.hpp"

namespace backcoach::cli {
namespace {

/// What SQLite lays beside a database while it works.
constexpr std::array<std::string_view, 3> kBesideDiary = {"-journal", "-wal",
                                                          "-shm"};

std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

std::string small(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

std::vector<OwnFile> own_files(const Context& context) {
  std::vector<OwnFile> files;
  const auto add = [&](std::string_view what, const std::string& folder,
                       std::string_view name) {
    if (!folder.empty()) {
      files.push_back({what, folder + "/" + std::string(name)});
    }
  };
  const std::string data = context.data_folder();
  const std::string state = context.state_folder();
  add("Diary", data, "diary.db");
  if (!data.empty()) {
    // A diary behind a link has these beside its target.
    const std::string diary = context.files().target(data + "/diary.db");
    for (const std::string_view end : kBesideDiary) {
      files.push_back({"Diary, unfinished", diary + std::string(end)});
    }
  }
  add("Diary of version 0.1", data, "latest.json");
  add("Prescription", data, "prescription.json");
  add("Draft of a triage", state, "draft.json");
  add("Draft of a check-in", state, "checkin.json");
  add("Items of today", state, "next.txt");
  add("What a calendar was sent", state, "calendar.txt");
  const std::string config = context.config_path();
  if (!config.empty()) files.push_back({"Config", config});
  return files;
}

std::vector<std::string> copies_of_diary(const Context& context) {
  std::vector<std::string> copies;
  const std::string path = context.diary_path();
  if (path.empty()) return copies;
  const std::string target = context.files().target(path);
  std::vector<std::string> folders = {folder_of(path)};
  if (folder_of(target) != folders.front())
    folders.push_back(folder_of(target));
  const std::vector<OwnFile> own = own_files(context);
  for (const std::string& folder : folders) {
    for (const std::string& name : context.files().names(folder)) {
      const std::string one = folder + "/" + name;
      const bool ours =
          one == target || std::any_of(own.begin(), own.end(), [&](auto& file) {
            return file.path == one;
          });
      const std::string lower = small(name);
      const bool diary = lower.find("diary") != std::string::npos;
      const bool copy = lower.ends_with(".db") || lower.ends_with(".db~") ||
                        lower.find("conflict") != std::string::npos ||
                        lower.find(".db.") != std::string::npos;
      if (!ours && diary && copy) copies.push_back(one);
    }
  }
  std::sort(copies.begin(), copies.end());
  return copies;
}

std::vector<Issue> remove_own(Context& context, const OwnFile& own) {
  Files& files = context.files();
  const std::string target = files.target(own.path);
  files.remove(own.path);
  if (target != own.path) files.remove(own.path);  // now the link itself
  const std::string left = files.exists(target) ? target : own.path;
  if (!files.exists(left)) return {};
  Issue issue;
  issue.where.file = left;
  issue.code = "cannot-write";
  issue.message = "this cannot be removed";
  issue.help = "rm " + text::shell_word(left);
  return {std::move(issue)};
}

}  // namespace backcoach::cli
