#include "prover.hpp"

#include <algorithm>
#include <cmath>

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
  Found found;
  // A solution that the engine does not bear out comes from cells that are not
  // exact: those cells are put aside and the search goes on.
  constexpr int kMostDetours = 25;
  for (int detour = 0; detour < kMostDetours; ++detour) {
    if (!solver_.can_hold(wanted)) {
      found.unsure = detour > 0;
      return found;
    }
    found.witness = try_on_engine(query);
    if (found.witness) {
      found.exists = true;
      if (query.smallest) make_smaller(query, wanted, found);
      return found;
    }
    if (encoder_.mixed().empty()) break;
    const Literal unless = solver_.fresh();
    forbid_cells(query.person->given, unless);
    wanted.push_back(-unless);
  }
  found.unsure = true;
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
      drop_answers(query.person->given, query.then->given, wanted);
  if (keep(fewer)) keep(make_plain(query.person->given, fewer));
}

std::vector<Literal> Prover::drop_answers(const State& before,
                                          const State& after,
                                          std::vector<Literal> wanted) {
  std::vector<Literal> open;
  for (std::size_t f = before.size(); f-- > 0;) {
    for (const State* state : {&after, &before}) {
      const Literal answered = (*state)[f].answered;
      if (std::find(open.begin(), open.end(), answered) == open.end() &&
          std::abs(answered) != gates_.yes()) {
        open.push_back(answered);
      }
    }
  }
  // What the last solution left out stays out.
  const auto keep_out = [&] {
    std::vector<Literal> still;
    for (const Literal answered : open) {
      if (solver_.value(answered)) {
        still.push_back(answered);
      } else {
        wanted.push_back(-answered);
      }
    }
    open = std::move(still);
  };
  keep_out();
  while (!open.empty()) {
    const Literal answered = open.back();
    open.pop_back();
    wanted.push_back(-answered);
    if (solver_.can_hold(wanted)) {
      keep_out();
    } else {
      wanted.pop_back();
    }
  }
  return wanted;
}

std::vector<Literal> Prover::make_plain(const State& state,
                                        std::vector<Literal> wanted) {
  std::vector<Literal> plain;
  for (std::size_t f = 0; f < state.size(); ++f) {
    const FindingType type = kb_.findings[f].type;
    if (type == FindingType::number || type == FindingType::many_of) continue;
    // "no", and the first value of a choice, stand for nothing special; and
    // a plain yes is simpler than doubt.
    for (std::size_t v = 0; v < std::min<std::size_t>(2, state[f].value.size());
         ++v) {
      plain.push_back(state[f].value[v]);
      plain.push_back(state[f].answered);
    }
  }
  if (!solver_.can_hold(wanted)) return wanted;
  for (std::size_t i = 0; i < plain.size(); i += 2) {
    const bool fixed = std::abs(plain[i]) == gates_.yes();
    if (fixed || !solver_.value(plain[i + 1])) continue;
    wanted.push_back(plain[i]);
    if (solver_.can_hold(wanted)) continue;
    wanted.pop_back();
    if (!solver_.can_hold(wanted)) return wanted;
  }
  return wanted;
}

double Prover::number(FindingIndex finding, const State& state,
                      const Picks& picks) const {
  std::size_t cell = 0;
  for (const Literal later : state[finding].value) {
    cell += solver_.value(later) ? 1U : 0U;
  }
  const Span& span = space_.cells(finding)[cell];
  const auto& mixed = encoder_.mixed();
  const auto it = std::find(mixed.begin(), mixed.end(), finding);
  const int pick = it == mixed.end()
                       ? 0
                       : picks[static_cast<std::size_t>(it - mixed.begin())];
  // A number that is short to write, where the cell has one.
  const double low = std::ceil(span.low);
  const double high = std::floor(span.high);
  if (low > high) return (span.low + span.high) / 2;
  if (pick == 0) return low;
  return pick == 1 ? high : std::floor((low + high) / 2);
}

Answers Prover::read(const State& state, const Picks& picks) const {
  Answers answers(kb_.findings.size());
  for (std::size_t f = 0; f < state.size(); ++f) {
    if (!solver_.value(state[f].answered)) continue;
    const auto finding = static_cast<FindingIndex>(f);
    std::uint32_t bits = 0;
    std::uint8_t value = 0;
    for (std::size_t v = 0; v < state[f].value.size(); ++v) {
      if (!solver_.value(state[f].value[v])) continue;
      value = static_cast<std::uint8_t>(v);
      bits |= 1U << v % 32;
    }
    switch (kb_.findings[f].type) {
      case FindingType::yes_no:
        answers.set(finding, static_cast<YesNo>(value));
        break;
      case FindingType::one_of:
        answers.set(finding, Choice{value});
        break;
      case FindingType::many_of:
        answers.set(finding, Choices{bits});
        break;
      case FindingType::number:
        answers.set(finding, number(finding, state, picks));
        break;
    }
  }
  return answers;
}

std::optional<Witness> Prover::try_on_engine(const Query& query) const {
  constexpr int kPlaces = 3;
  constexpr std::size_t kMostTries = 243;
  Picks picks(encoder_.mixed().size());
  std::size_t tries = 0;
  for (;;) {
    Witness witness{read(query.person->given, picks),
                    read(query.then->given, picks)};
    if (!query.really || query.really(witness)) return witness;
    if (++tries == kMostTries) return std::nullopt;
    std::size_t i = 0;
    while (i < picks.size() && ++picks[i] == kPlaces) picks[i++] = 0;
    if (i == picks.size()) return std::nullopt;
  }
}

void Prover::forbid_cells(const State& state, Literal unless) {
  std::vector<Literal> other{unless};
  for (const FindingIndex finding : encoder_.mixed()) {
    const AnswerLiterals& answer = state[finding];
    const auto differently = [&](Literal literal) {
      other.push_back(solver_.value(literal) ? -literal : literal);
    };
    differently(answer.answered);
    std::size_t cell = 0;
    while (cell < answer.value.size() && solver_.value(answer.value[cell])) {
      ++cell;
    }
    if (cell > 0) differently(answer.value[cell - 1]);
    if (cell < answer.value.size()) differently(answer.value[cell]);
  }
  solver_.add(other);
}

}  // namespace backcoach::prove
