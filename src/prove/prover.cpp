#include "prover.hpp"

#include <algorithm>
#include <cmath>

#include "find_confirmed.hpp"
#include "read_answers.hpp"
#include "smallest.hpp"

namespace backcoach::prove {

Prover::Prover(const KnowledgeBase& kb)
    : kb_(kb), gates_(solver_), space_(kb), encoder_(kb, space_, gates_) {
  person_ = encoder_.copy(encoder_.any_state());
}

Found Prover::find(const Query& asked) {
  Query query = asked;
  if (!query.person) query.person = &person_;
  if (!query.then) query.then = query.person;
  std::vector<Literal> wanted = query.all;
  wanted.push_back(query.person->allowed);
  wanted.push_back(query.then->allowed);
  Found found = find_confirmed(
      solver_, wanted, [&] { return try_on_engine(query); },
      [&]() -> std::optional<std::vector<Literal>> {
        if (encoder_.mixed().empty()) return std::nullopt;
        return other_cells(solver_, query.person->given, encoder_.mixed());
      });
  if (found.exists && query.smallest) make_smaller(query, wanted, found);
  return found;
}

void Prover::make_smaller(const Query& query,
                          const std::vector<Literal>& wanted, Found& found) {
  const auto keep = [&](const std::vector<Literal>& small) {
    if (!solver_.can_hold(small)) return false;
    std::optional<Witness> better = try_on_engine(query);
    if (better) found.witness = std::move(better);
    return better.has_value();
  };
  const std::vector<Literal> fewer =
      with_fewest(gates_, answered_in(query), wanted);
  if (keep(fewer)) {
    keep(with_plainest(kb_, gates_, query.person->given, fewer));
  }
}

std::vector<Literal> Prover::answered_in(const Query& query) const {
  const State& before = query.person->given;
  std::vector<Literal> open;
  for (std::size_t f = before.size(); f-- > 0;) {
    for (const State* state : {&query.then->given, &before}) {
      const Literal answered = (*state)[f].answered;
      if (std::find(open.begin(), open.end(), answered) == open.end() &&
          std::abs(answered) != gates_.yes()) {
        open.push_back(answered);
      }
    }
  }
  return open;
}

std::optional<Witness> Prover::try_on_engine(const Query& query) const {
  const auto& mixed = encoder_.mixed();
  std::optional<Witness> found;
  const auto fits = [&](const std::vector<int>& picks) {
    const Pick pick = [&](FindingIndex finding) {
      const auto it = std::find(mixed.begin(), mixed.end(), finding);
      if (it == mixed.end()) return 0;
      return picks[static_cast<std::size_t>(it - mixed.begin())];
    };
    Witness witness{
        read_answers(kb_, space_, solver_, query.person->given, pick),
        read_answers(kb_, space_, solver_, query.then->given, pick)};
    if (query.really && !query.really(witness)) return false;
    found = std::move(witness);
    return true;
  };
  return try_picks(mixed.size(), fits) ? found : std::nullopt;
}

}  // namespace backcoach::prove
