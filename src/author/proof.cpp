#include "proof.hpp"

#include <fmt/format.h>

#include "../base/shell.hpp"
#include "../base/width.hpp"
#include "../show/json_values.hpp"

namespace backcoach::render {
namespace {

using prove::Failure;
using prove::PropertyReport;
using prove::Replay;
using prove::Verdict;

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::held:
      return "held";
    case Verdict::failed:
      return "FAILED";
    case Verdict::unsure:
      return "not proved";
  }
  return {};
}

std::string_view json_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::held:
      return "held";
    case Verdict::failed:
      return "failed";
    case Verdict::unsure:
      return "not_proved";
  }
  return {};
}

/// Answers that may stand on a command line; more are given as a file.
constexpr std::size_t kMostOnOneLine = 8;

/// The answers of a command: flags, or what is written into it.
struct Given {
  std::string before;
  std::string flags;
};

Given given(const KnowledgeBase& kb, const Answers& answers) {
  std::string flags;
  OrderedJson object = OrderedJson::object();
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (!answers.answered(finding) || kb.findings[f].history) continue;
    const std::string assignment =
        kb.findings[f].id + "=" + answer_text(kb.findings[f], answers[finding]);
    flags += " --set " + text::shell_word(assignment);
    object[kb.findings[f].id] = answer_value(kb.findings[f], answers[finding]);
  }
  if (object.size() <= kMostOnOneLine) return {{}, flags};
  return {"echo " + text::shell_quoted(object.dump()) + " | ", " --answers -"};
}

bool has_diary(const KnowledgeBase& kb, const Answers& answers) {
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const bool measure = kb.findings[f].history;
    if (measure && answers.answered(static_cast<FindingIndex>(f))) return true;
  }
  return false;
}

std::string command(const KnowledgeBase& kb, const Failure& failure,
                    const Answers& answers, const std::string& data) {
  // A diary cannot be given to a command; its measures stand in the answers.
  if (failure.replay == Replay::none || has_diary(kb, answers)) return {};
  const Given person = given(kb, answers);
  std::string out = person.before + "backcoach ";
  out += failure.replay == Replay::plan ? "plan" : "triage";
  if (failure.replay == Replay::triage) out += " --no-save";
  if (!data.empty()) out += " --data " + text::shell_word(data);
  if (!failure.days.empty()) {
    out += " --days " + std::to_string(failure.days.size() + 1) + " --if " +
           failure.days;
  }
  return out + person.flags;
}

std::string in_words(const KnowledgeBase& kb, FindingIndex finding,
                     const Answer& answer) {
  const Finding& about = kb.findings[finding];
  return about.means + ": " + answer_words(about, answer);
}

/// Findings answered "no", or with the first of several values, only fill up.
bool is_plain(const Finding& finding, const Answer& answer) {
  if (finding.type == FindingType::one_of) return answer == Answer(Choice{0});
  return answer == Answer(YesNo::no);
}

std::vector<std::string> answer_lines(const KnowledgeBase& kb,
                                      const Answers& answers) {
  std::vector<std::string> lines;
  std::size_t plain = 0;
  std::size_t all = 0;
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    all += answers.answered(finding) ? 1U : 0U;
  }
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (!answers.answered(finding)) continue;
    if (all > kMostOnOneLine && is_plain(kb.findings[f], answers[finding])) {
      ++plain;
      continue;
    }
    lines.push_back(in_words(kb, finding, answers[finding]));
  }
  if (plain > 0) {
    lines.push_back(
        fmt::format("{} other answers: no, or nothing special", plain));
  }
  if (lines.empty()) lines.emplace_back("no answers at all");
  return lines;
}

std::vector<std::string> changed_lines(const KnowledgeBase& kb,
                                       const Answers& before,
                                       const Answers& after) {
  std::vector<std::string> lines;
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (before[finding] == after[finding]) continue;
    lines.push_back(in_words(kb, finding, after[finding]));
  }
  return lines;
}

std::string listed(const std::string& title,
                   const std::vector<std::string>& lines) {
  std::string out = "    " + title + "\n";
  for (const std::string& line : lines) out += "      - " + line + "\n";
  return out;
}

std::string failure_text(const KnowledgeBase& kb, const Failure& failure,
                         const std::string& data) {
  std::string out = "  " + failure.about + ": " + failure.says + "\n";
  if (!failure.answers) return out;
  out += listed("Answers:", answer_lines(kb, *failure.answers));
  if (!failure.days.empty()) {
    out += "    The days after the first went: " + failure.days + "\n";
  }
  if (failure.then) {
    out +=
        listed("and then:", changed_lines(kb, *failure.answers, *failure.then));
  }
  const auto replay = [&](const Answers& answers) {
    const std::string line = command(kb, failure, answers, data);
    if (!line.empty()) out += "    $ " + line + "\n";
  };
  replay(*failure.answers);
  if (failure.then) replay(*failure.then);
  return out;
}

Document table(const prove::ProofReport& report) {
  Block block{Block::Kind::table,
              {},
              {},
              {{"Property", "Result", "Queries", "ms", "Says"}}};
  for (const PropertyReport& property : report.properties) {
    block.rows.push_back({std::string(property.name),
                          std::string(name(property.verdict)),
                          std::to_string(property.queries),
                          fmt::format("{:.0f}", property.milliseconds),
                          std::string(property.claim)});
  }
  return {block};
}

OrderedJson failure_value(const KnowledgeBase& kb, const Failure& failure,
                          const std::string& data) {
  OrderedJson out = {{"about", failure.about}, {"says", failure.says}};
  OrderedJson commands = OrderedJson::array();
  const auto add = [&](const char* key, const Answers& answers) {
    OrderedJson object = OrderedJson::object();
    for (std::size_t f = 0; f < kb.findings.size(); ++f) {
      const auto finding = static_cast<FindingIndex>(f);
      if (!answers.answered(finding)) continue;
      object[kb.findings[f].id] =
          answer_value(kb.findings[f], answers[finding]);
    }
    out[key] = std::move(object);
    const std::string line = command(kb, failure, answers, data);
    if (!line.empty()) commands.push_back(line);
  };
  if (failure.answers) add("answers", *failure.answers);
  if (failure.then) add("then", *failure.then);
  if (!failure.days.empty()) out["days"] = failure.days;
  out["replay"] = std::move(commands);
  return out;
}

}  // namespace

std::string proof_text(const KnowledgeBase& kb,
                       const prove::ProofReport& report,
                       const std::string& data, const Style& style) {
  std::string out;
  std::size_t broken = 0;
  double milliseconds = 0;
  for (const PropertyReport& property : report.properties) {
    milliseconds += property.milliseconds;
    broken += property.verdict == Verdict::held ? 0U : 1U;
    if (property.failures.empty()) continue;
    out += fmt::format("\n{} {}: {}\n", property.name, name(property.verdict),
                       property.claim);
    for (const Failure& failure : property.failures) {
      out += failure_text(kb, failure, data);
    }
  }
  for (const PropertyReport& property : report.properties) {
    for (const std::string& note : property.notes) {
      out += fmt::format("\n{}: {}\n", property.name, note);
    }
  }
  std::string exceptions;
  for (const PropertyReport& property : report.properties) {
    for (const prove::Excepted& one : property.excepted) {
      exceptions +=
          fmt::format("  {} {}: {}\n", property.name, one.about, one.because);
    }
  }
  if (!exceptions.empty()) {
    out += "\nExceptions, as proof.json of the knowledge base says:\n" +
           exceptions;
  }
  for (const std::string& bad : report.bad_exceptions) {
    out += "\nA useless exception in proof.json: " + bad + "\n";
  }
  out += fmt::format("\n{} properties, {} not held, {:.0f} ms.\n",
                     report.properties.size(), broken, milliseconds);
  return render_text(table(report), style) + text::safe_lines(out);
}

std::string proof_json(const KnowledgeBase& kb,
                       const prove::ProofReport& report,
                       const std::string& data) {
  OrderedJson properties = OrderedJson::array();
  for (const PropertyReport& property : report.properties) {
    OrderedJson failures = OrderedJson::array();
    for (const Failure& failure : property.failures) {
      failures.push_back(failure_value(kb, failure, data));
    }
    OrderedJson excepted = OrderedJson::array();
    for (const prove::Excepted& one : property.excepted) {
      excepted.push_back({{"about", one.about}, {"because", one.because}});
    }
    properties.push_back({{"name", property.name},
                          {"claim", property.claim},
                          {"result", json_name(property.verdict)},
                          {"queries", property.queries},
                          {"milliseconds", property.milliseconds},
                          {"failures", std::move(failures)},
                          {"notes", property.notes},
                          {"exceptions", std::move(excepted)}});
  }
  const OrderedJson out = {{"schema", "backcoach/prove/1"},
                           {"holds", report.holds()},
                           {"results", std::move(properties)},
                           {"useless_exceptions", report.bad_exceptions}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach::render
