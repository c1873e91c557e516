#include "names.hpp"

#include <bit>

namespace backcoach::batch {

Names::Names(const KnowledgeBase& kb) {
  table_.resize(std::bit_ceil(4 * (kb.findings.size() + 3)));
  mask_ = table_.size() - 1;
  add("id", id);
  add("schema", schema);
  add("answers", answers);
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const Finding& finding = kb.findings[f];
    if (finding.history || find(finding.id) != none) continue;
    add(finding.id, static_cast<std::uint32_t>(f));
  }
}

void Names::add(std::string_view name, std::uint32_t what) {
  std::size_t at = hash(name) & mask_;
  while (table_[at].what != none) at = (at + 1) & mask_;
  table_[at] = {name, what};
}

}  // namespace backcoach::batch
