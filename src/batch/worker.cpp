#include "worker.hpp"

#include <algorithm>
#include <cstring>

#include "../base/width.hpp"
#include "../rules/answers_line.hpp"
#include "../show/line_json.hpp"
#include "backcoach/interview.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::batch {
namespace {

// Enough to find the fault; a line may be a million bytes of it.
constexpr std::size_t kMostMessage = 300;

/// Whether nothing of a string in JSON could be more than a letter.
bool is_plain(char c) { return static_cast<unsigned char>(c) < 0x7F; }

std::string_view name_or_null(const std::optional<Focus>& focus) {
  return focus ? name(*focus) : std::string_view();
}

std::string_view name_or_null(const std::optional<Stage>& stage) {
  return stage ? name(*stage) : std::string_view();
}

void put_field(std::string& out, std::string_view key, std::string_view value) {
  out += ",\"";
  out += key;
  if (value.empty()) {
    out += "\":null";
    return;
  }
  out += "\":\"";
  out += value;
  out += '"';
}

/// Everything of a line between the id and the rules.
void put_head(std::string& out, const Decision& decision) {
  const bool decided = decision.status == Status::decided;
  out += "\"status\":\"";
  out += decided ? "decided\"" : "needs_answers\"";
  put_field(out, "decision", decided ? decision.decision() : "");
  put_field(out, "urgency", decided ? name(decision.urgency) : "");
  put_field(out, "focus", name_or_null(decision.focus));
  put_field(out, "stage", name_or_null(decision.stage));
  if (!decided) put_field(out, "at_least", name(decision.urgency));
  out += ",\"rules\":[";
}

/// \return the first token at or after the offset `end`.
/// \param guess  where it may be.
std::size_t tokens_until(std::span<const std::uint32_t> tokens,
                         std::size_t first, std::size_t guess,
                         std::size_t end) {
  std::size_t at = std::min(guess, tokens.size());
  while (at > first && tokens[at - 1] >= end) --at;
  while (at < tokens.size() && tokens[at] < end) ++at;
  return at;
}

}  // namespace

Worker::Worker(const KnowledgeBase& kb, const Names& names, Extras extras)
    : kb_(&kb),
      extras_(extras),
      answer_names_(load::answer_names(kb)),
      lanes_(kb),
      reader_(kb, names, lanes_) {
  prepare_texts();
}

void Worker::prepare_texts() {
  for (std::size_t u = 0; u < engine::kUrgencies; ++u) {
    Decision decision;
    decision.urgency = static_cast<Urgency>(u);
    put_head(open_.emplace_back(), decision);
    decision.status = Status::decided;
    put_head(decided_.emplace_back(), decision);
    decision.plan_allowed = true;
    for (const Row& row : kb_->rows) {
      decision.focus = row.focus;
      decision.stage = row.stage;
      put_head(decided_.emplace_back(), decision);
    }
  }
  for (const Rule& rule : kb_->rules) {
    rule_names_.push_back('"' + rule.id + "\",");
  }
}

void Worker::run(Chunk& chunk) {
  chunk_ = &chunk;
  chunk.out.clear();
  chunk.bad_lines = 0;
  line_number_ = chunk.first_line;
  if (chunk.too_long) {
    Issue issue;
    issue.code = "line-too-long";
    issue.message = "this line is too long to be answers";
    put_error({}, line_number_, {issue});
    return;
  }
  const std::string_view text = chunk.text;
  const bool good = structure_.find(text);
  const auto tokens =
      good ? structure_.tokens() : std::span<const std::uint32_t>();
  std::size_t token = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const void* found =
        std::memchr(text.data() + begin, '\n', text.size() - begin);
    const std::size_t end =
        found ? static_cast<std::size_t>(static_cast<const char*>(found) -
                                         text.data())
              : text.size();
    if (good) {
      const std::size_t first = token;
      const std::size_t size = end - begin;
      // Lines of one file have about as many tokens to a byte.
      const std::size_t guess =
          size * usual_tokens_ / std::max<std::size_t>(usual_size_, 1);
      token = tokens_until(tokens, first, first + guess, end);
      usual_tokens_ = token - first;
      usual_size_ = size;
      line(text, tokens.subspan(first, token - first), begin, end, true);
    } else {
      line(text, {}, begin, end, false);
    }
    ++line_number_;
    begin = end + 1;
  }
  settle();
}

void Worker::line(std::string_view text, std::span<const std::uint32_t> tokens,
                  std::size_t begin, std::size_t end, bool indexed) {
  const std::string_view whole = text.substr(begin, end - begin);
  if (!indexed) {
    // Some line of the chunk is damaged; find out whether it is this one.
    if (whole.find_first_not_of(" \t\r") == std::string_view::npos) return;
    if (!one_line_.find(whole)) return slow_line(whole);
    text = whole;
    tokens = one_line_.tokens();
    end = whole.size();
  }
  if (tokens.empty()) return;
  if (!extras_.trace && reader_.read(text, tokens, end, people_)) {
    wait(reader_.id(), whole, /*slow=*/false);
    return;
  }
  lanes_.withdraw(people_);
  slow_line(whole);
}

void Worker::slow_line(std::string_view line) {
  load::AnswersLine read =
      load::load_answers_line(*kb_, answer_names_, "", std::string(line));
  if (!read.answers.value) {
    settle();
    put_error(read.id, line_number_, read.answers.issues);
    return;
  }
  if (extras_.trace) return wait(read.id, line, /*slow=*/true);
  const Answers& answers = *read.answers.value;
  for (std::size_t f = 0; f < answers.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    // Lanes know answers alone, and a skipped question is none.
    if (answers.declined(finding)) {
      lanes_.withdraw(people_);
      return wait(read.id, line, /*slow=*/true);
    }
    lanes_.set(people_, finding, answers[finding]);
  }
  lanes_.finish(people_);
  wait(read.id, line, /*slow=*/false);
}

void Worker::wait(std::string_view id, std::string_view line, bool slow) {
  const std::size_t start = ids_.size();
  // Byte for byte: whoever joins by it wants what was written. Only what would
  // drive a terminal is escaped; any reader gets the same value from it.
  if (std::all_of(id.begin(), id.end(), is_plain)) {
    ids_ += id;
  } else {
    ids_ += text::safe_json(std::string(id));
  }
  waiting_.push_back(
      {static_cast<std::uint32_t>(start),
       static_cast<std::uint32_t>(ids_.size() - start),
       static_cast<std::uint32_t>(line.data() - chunk_->text.data()),
       static_cast<std::uint32_t>(line.size()), line_number_, slow});
  if (++people_ == engine::Lanes::kCount) settle();
}

/// Decides everybody who waits, and writes their lines.
void Worker::settle() {
  if (people_ == 0) return;
  lanes_.decide(people_);
  engine::Mask again = lanes_.conflicting();
  if (extras_.next) again |= lanes_.outcomes().needs_answers;
  for (unsigned lane = 0; lane < people_; ++lane) {
    const bool alone = waiting_[lane].slow || ((again >> lane) & 1U) != 0;
    if (alone) {
      put_one(waiting_[lane]);
    } else {
      put_decided(waiting_[lane], lane);
    }
  }
  lanes_.clear();
  waiting_.clear();
  ids_.clear();
  people_ = 0;
}

void Worker::put_id(const Waiting& waiting) {
  std::string& out = chunk_->out;
  out += '{';
  if (waiting.id_size == 0) return;
  out += "\"id\":";
  out.append(ids_, waiting.id_start, waiting.id_size);
  out += ',';
}

void Worker::put_decided(const Waiting& waiting, unsigned lane) {
  const engine::Outcomes& outcomes = lanes_.outcomes();
  const auto is = [lane](engine::Mask mask) {
    return ((mask >> lane) & 1U) != 0;
  };
  std::size_t urgency = 0;
  while (!is(outcomes.urgency[urgency])) ++urgency;
  std::string& out = chunk_->out;
  put_id(waiting);
  if (is(outcomes.needs_answers)) {
    out += open_[urgency];
  } else {
    const bool plan = is(outcomes.plan_allowed) && outcomes.row[lane] >= 0;
    const std::size_t row =
        plan ? static_cast<std::size_t>(outcomes.row[lane]) + 1 : 0;
    out += decided_[urgency * (kb_->rows.size() + 1) + row];
  }
  const auto rules = lanes_.rules(lane);
  for (const std::uint16_t rule : rules) out += rule_names_[rule];
  if (!rules.empty()) out.pop_back();
  out += "]}\n";
}

/// One person by the long way: for the extras, and for what lanes cannot do.
void Worker::put_one(const Waiting& waiting) {
  const std::string_view line =
      chunk_->text.substr(waiting.text_start, waiting.text_size);
  const load::AnswersLine read =
      load::load_answers_line(*kb_, answer_names_, "", std::string(line));
  if (!read.answers.value) {
    return put_error(read.id, waiting.number, read.answers.issues);
  }
  put_id(waiting);
  std::string& out = chunk_->out;
  const Assessment now(*kb_, each_sign(*kb_, *read.answers.value));
  const Decision& decision = now.decision();
  put_head(out, decision);
  for (const Reason& reason : decision.because) out += rule_names_[reason.rule];
  if (!decision.because.empty()) out.pop_back();
  out += ']';
  if (extras_.trace) {
    out += ",\"trace\":" + render::trace_json(now);
  }
  if (extras_.next && decision.status == Status::needs_answers) {
    out += ",\"next\":" + render::next_json(now, extras_.region);
  }
  out += "}\n";
}

void Worker::put_error(std::string_view id, std::uint64_t number,
                       const std::vector<Issue>& issues) {
  ++chunk_->bad_lines;
  std::string& out = chunk_->out;
  out += '{';
  if (id.empty()) {
    out += "\"line\":" + std::to_string(number);
  } else {
    out += "\"id\":";
    out += text::safe_json(std::string(id));
  }
  out += ",\"error\":";
  out += render::issue_json(issues.front(), issues.size() - 1, kMostMessage);
  out += "}\n";
}

}  // namespace backcoach::batch
