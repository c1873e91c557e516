#include "two_bases.hpp"

#include <algorithm>
#include <cmath>

#include "find_confirmed.hpp"
#include "read_answers.hpp"
#include "smallest.hpp"

namespace backcoach::prove {
namespace {

/// Whether an answer to one can be an answer to the other.
bool comparable(const Finding& a, const Finding& b) {
  return a.type == b.type && a.history == b.history;
}

bool same_answers(const Finding& a, const Finding& b) {
  return a.values == b.values && a.min == b.min && a.max == b.max;
}

/// The first number above what `finding` can take.
double beyond(const Finding& finding) {
  return finding.history
             ? std::nextafter(finding.max,
                              std::numeric_limits<double>::infinity())
             : finding.max + 1;
}

/// Where cells of `space` begin, and where the range begins and ends.
std::vector<double> borders(const Finding& finding, const Space& space,
                            FindingIndex index) {
  std::vector<double> out{finding.min};
  for (const Span& cell : space.cells(index)) out.push_back(cell.low);
  if (std::isfinite(finding.max)) out.push_back(beyond(finding));
  return out;
}

/// "It is answered with `start` or more."
Literal from(Gates& gates, const Finding& finding,
             const std::vector<Span>& cells, const AnswerLiterals& answer,
             double start) {
  if (start <= finding.min) return answer.answered;
  if (start > finding.max) return gates.no();
  std::size_t cell = 0;
  while (cells[cell].low < start) ++cell;
  return answer.value[cell - 1];
}

}  // namespace

TwoBases::Side::Side(const KnowledgeBase& base, Gates& gates)
    : kb(base), space(base), encoder(base, space, gates) {}

TwoBases::TwoBases(const KnowledgeBase& older, const KnowledgeBase& newer)
    : gates_(solver_), older_(older, gates_), newer_(newer, gates_) {
  cut_alike();
  share_answers();
  older_.person = older_.encoder.copy(older_.given);
  newer_.person = newer_.encoder.copy(newer_.given);
}

void TwoBases::cut_alike() {
  for (std::size_t f = 0; f < older_.kb.findings.size(); ++f) {
    const Finding& finding = older_.kb.findings[f];
    const auto index = static_cast<FindingIndex>(f);
    const auto other = newer_.kb.finding(finding.id);
    if (!other || finding.type != FindingType::number) continue;
    const Finding& now = newer_.kb.findings[*other];
    if (!comparable(finding, now)) continue;
    const auto was_at = borders(finding, older_.space, index);
    const auto now_at = borders(now, newer_.space, *other);
    older_.space.also_cut(index, now_at);
    newer_.space.also_cut(*other, was_at);
  }
}

void TwoBases::share_answers() {
  older_.given = older_.encoder.any_state();
  for (std::size_t f = 0; f < newer_.kb.findings.size(); ++f) {
    const auto index = static_cast<FindingIndex>(f);
    const Finding& finding = newer_.kb.findings[f];
    const auto other = older_.kb.finding(finding.id);
    const bool known = other && comparable(older_.kb.findings[*other], finding);
    if (known && same_answers(older_.kb.findings[*other], finding)) {
      newer_.given.push_back(older_.given[*other]);
      continue;
    }
    newer_.given.push_back(newer_.encoder.any_answer(index));
    if (known) link(*other, index);
    if (!known) answered_.push_back(newer_.given.back().answered);
  }
  for (std::size_t f = older_.given.size(); f-- > 0;) {
    const auto other = newer_.kb.finding(older_.kb.findings[f].id);
    const Literal was = older_.given[f].answered;
    const bool known =
        other && comparable(older_.kb.findings[f], newer_.kb.findings[*other]);
    answered_.push_back(known ? gates_.any({was, newer_.given[*other].answered})
                              : was);
  }
}

void TwoBases::link(FindingIndex older, FindingIndex newer) {
  if (older_.kb.findings[older].type == FindingType::number) {
    link_numbers(older, newer);
  } else {
    link_values(older, newer);
  }
}

void TwoBases::link_values(FindingIndex older, FindingIndex newer) {
  const Finding& was = older_.kb.findings[older];
  const Finding& now = newer_.kb.findings[newer];
  const AnswerLiterals& before = older_.given[older];
  const AnswerLiterals& after = newer_.given[newer];
  // A set with a value that a base does not offer is not told to it at all.
  const auto one_side = [&](const Finding& mine, const AnswerLiterals& own,
                            const Finding& theirs,
                            const AnswerLiterals& other) {
    std::vector<Literal> told{-own.answered, other.answered};
    for (std::size_t v = 0; v < mine.values.size(); ++v) {
      const auto at =
          std::find(theirs.values.begin(), theirs.values.end(), mine.values[v]);
      if (at == theirs.values.end()) {
        gates_.demand({-own.value[v], -other.answered});
        told.push_back(own.value[v]);
        continue;
      }
      const Literal same =
          other.value[static_cast<std::size_t>(at - theirs.values.begin())];
      gates_.demand({-own.answered, -other.answered, -own.value[v], same});
    }
    solver_.add(told);
  };
  one_side(was, before, now, after);
  one_side(now, after, was, before);
}

void TwoBases::link_numbers(FindingIndex older, FindingIndex newer) {
  const Finding& was = older_.kb.findings[older];
  const Finding& now = newer_.kb.findings[newer];
  const AnswerLiterals& before = older_.given[older];
  const AnswerLiterals& after = newer_.given[newer];
  const auto older_from = [&](double start) {
    return from(gates_, was, older_.space.cells(older), before, start);
  };
  const auto newer_from = [&](double start) {
    return from(gates_, now, newer_.space.cells(newer), after, start);
  };
  std::vector<double> starts = borders(was, older_.space, older);
  for (const double start : borders(now, newer_.space, newer)) {
    starts.push_back(start);
  }
  for (const double start : starts) {
    const Literal a = older_from(start);
    const Literal b = newer_from(start);
    gates_.demand({-before.answered, -after.answered, -a, b});
    gates_.demand({-before.answered, -after.answered, a, -b});
  }
  // A number that one base alone was told lies outside the other's range.
  gates_.demand({-before.answered, after.answered, -older_from(now.min),
                 older_from(beyond(now))});
  gates_.demand({-after.answered, before.answered, -newer_from(was.min),
                 newer_from(beyond(was))});
}

std::vector<Literal> TwoBases::no_diary() const {
  std::vector<Literal> out;
  for (const Side* side : {&older_, &newer_}) {
    for (std::size_t f = 0; f < side->given.size(); ++f) {
      if (side->kb.findings[f].history) {
        out.push_back(-side->given[f].answered);
      }
    }
  }
  return out;
}

std::vector<std::string> TwoBases::mixed() const {
  std::vector<std::string> ids;
  for (const Side* side : {&older_, &newer_}) {
    for (const FindingIndex finding : side->encoder.mixed()) {
      const std::string& id = side->kb.findings[finding].id;
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
  }
  return ids;
}

std::optional<Witness> TwoBases::try_on_engine(const Really& really) const {
  const std::vector<std::string> ids = mixed();
  std::optional<Witness> found;
  const auto fits = [&](const std::vector<int>& picks) {
    const auto told = [&](const Side& side) {
      return read_answers(
          side.kb, side.space, solver_, side.given, [&](FindingIndex finding) {
            const auto it =
                std::find(ids.begin(), ids.end(), side.kb.findings[finding].id);
            if (it == ids.end()) return 0;
            return picks[static_cast<std::size_t>(it - ids.begin())];
          });
    };
    Witness witness{told(older_), told(newer_)};
    if (!really(witness)) return false;
    found = std::move(witness);
    return true;
  };
  return try_picks(ids.size(), fits) ? found : std::nullopt;
}

void TwoBases::make_smaller(const std::vector<Literal>& wanted,
                            const Really& really, Found& found) {
  const auto keep = [&](const std::vector<Literal>& small) {
    if (!solver_.can_hold(small)) return false;
    std::optional<Witness> better = try_on_engine(really);
    if (better) found.witness = std::move(better);
    return better.has_value();
  };
  const std::vector<Literal> fewer = with_fewest(gates_, answered_, wanted);
  const std::vector<Literal> least =
      with_least(gates_, answered_, wanted, fewer);
  std::vector<Literal> best = least;
  if (!keep(least)) {
    if (!keep(fewer)) return;
    best = fewer;
  }
  best = with_plainest(older_.kb, gates_, older_.given, best);
  best = with_plainest(newer_.kb, gates_, newer_.given, best);
  keep(best);
}

std::optional<std::vector<Literal>> TwoBases::elsewhere() {
  if (mixed().empty()) return std::nullopt;
  std::vector<Literal> other;
  for (const Side* side : {&older_, &newer_}) {
    const auto here = other_cells(solver_, side->given, side->encoder.mixed());
    other.insert(other.end(), here.begin(), here.end());
  }
  return other;
}

Found TwoBases::find(const std::vector<Literal>& all, const Really& really) {
  std::vector<Literal> wanted = all;
  Found found = find_confirmed(
      solver_, wanted, [&] { return try_on_engine(really); },
      [&] { return elsewhere(); });
  if (found.exists) make_smaller(wanted, really, found);
  return found;
}

}  // namespace backcoach::prove
