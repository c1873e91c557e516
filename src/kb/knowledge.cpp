#include "backcoach/knowledge.hpp"

#include <algorithm>

namespace backcoach {
namespace {

template <class T>
const T* with_id(const std::vector<T>& list, std::string_view id) {
  const auto it = std::find_if(list.begin(), list.end(),
                               [&](const T& item) { return item.id == id; });
  return it == list.end() ? nullptr : &*it;
}

/// The loader has made sure that every value of the enum is there.
template <class T, class Enum>
const T* with_id_of(const std::vector<T>& list, Enum id) {
  const auto it = std::find_if(list.begin(), list.end(),
                               [&](const T& item) { return item.id == id; });
  return &*it;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

}  // namespace

std::optional<FindingIndex> KnowledgeBase::finding(std::string_view id) const {
  const Finding* found = with_id(findings, id);
  if (!found) return std::nullopt;
  return static_cast<FindingIndex>(found - findings.data());
}

const Rule* KnowledgeBase::rule(std::string_view id) const {
  return with_id(rules, id);
}

const Question* KnowledgeBase::question(std::string_view id) const {
  return with_id(questions, id);
}

const Exercise* KnowledgeBase::exercise(std::string_view id) const {
  return with_id(exercises, id);
}

const Source* KnowledgeBase::source(std::string_view id) const {
  return with_id(sources, id);
}

const UrgencyLevel& KnowledgeBase::level(Urgency urgency) const {
  return *with_id_of(levels, urgency);
}

const StageText& KnowledgeBase::stage(Stage stage) const {
  return *with_id_of(stages, stage);
}

std::string_view KnowledgeBase::notice(std::string_view id) const {
  const Notice* found = with_id(notices, id);
  return found ? std::string_view(found->text) : std::string_view();
}

const Region* KnowledgeBase::region(std::string_view code) const {
  const std::string wanted = upper(code);
  for (const Region& region : regions) {
    if (region.code == wanted) return &region;
    for (const std::string& alias : region.aliases) {
      if (alias == wanted) return &region;
    }
  }
  return nullptr;
}

}  // namespace backcoach
