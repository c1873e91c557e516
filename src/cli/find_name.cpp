#include "find_name.hpp"

#include <algorithm>

#include "../base/edit_distance.hpp"

namespace backcoach::cli {
namespace {

/// Its words in small letters: "Cat-camel (all fours)" is cat camel all fours.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9');
    if (letter && !inside) words.emplace_back();
    inside = letter;
    if (!letter) continue;
    const bool capital = c >= 'A' && c <= 'Z';
    words.back() += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words,
                   const std::string& between = {}) {
  std::string out;
  for (const std::string& word : words) {
    out += (out.empty() ? "" : between) + word;
  }
  return out;
}

/// Whether each word that was typed begins a word of the name.
bool begins(const std::vector<std::string>& typed,
            const std::vector<std::string>& name) {
  return std::all_of(typed.begin(), typed.end(), [&](const std::string& word) {
    return std::any_of(name.begin(), name.end(), [&](const std::string& one) {
      return one.starts_with(word);
    });
  });
}

}  // namespace

std::vector<const Exercise*> exercises_meant(const KnowledgeBase& kb,
                                             std::string_view typed) {
  const std::vector<std::string> words = words_of(typed);
  if (words.empty()) return {};
  const std::string whole = joined(words);
  std::vector<const Exercise*> meant;
  for (const Exercise& one : kb.exercises) {
    const std::string name = one.name.substr(0, one.name.find(" ("));
    for (const std::string_view known :
         {std::string_view(one.id), std::string_view(name),
          std::string_view(one.name)}) {
      if (joined(words_of(known)) == whole) return {&one};
    }
    std::vector<std::string> of_both = words_of(one.name);
    for (std::string& word : words_of(one.id)) {
      of_both.push_back(std::move(word));
    }
    if (begins(words, of_both)) meant.push_back(&one);
  }
  return meant;
}

const Notice* answer_about(const KnowledgeBase& kb, std::string_view typed) {
  const std::vector<std::string> words = words_of(typed);
  const auto found = std::find_if(
      kb.notices.begin(), kb.notices.end(), [&](const Notice& one) {
        return one.id.starts_with("about_") && begins(words, words_of(one.id));
      });
  return words.empty() || found == kb.notices.end() ? nullptr : &*found;
}

std::string no_exercise(const KnowledgeBase& kb, std::string_view typed,
                        const std::vector<const Exercise*>& meant) {
  std::string words = "there is no exercise \"" + std::string(typed) + "\"";
  constexpr std::size_t kMost = 6;
  for (std::size_t i = 0; i < meant.size() && i < kMost; ++i) {
    words += i == 0 ? "; did you mean " : " or ";
    words += "\"" + meant[i]->id + "\"";
  }
  if (!meant.empty()) return words + "?";
  // A slip of the keys.
  std::vector<std::string> names;
  for (const Exercise& one : kb.exercises) names.push_back(one.id);
  std::string typed_id = joined(words_of(typed), "_");
  const std::string near = text::nearest(typed_id, names);
  return words + (near.empty() ? "" : "; did you mean \"" + near + "\"?");
}

}  // namespace backcoach::cli
