#include "difference_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "../base/shell.hpp"
#include "../base/width.hpp"
#include "backcoach/load.hpp"

namespace backcoach::cli {
namespace {

using authoring::ChangeKind;
using authoring::ShownChange;
using authoring::StructureChange;
using authoring::Verdict;
using Json = nlohmann::ordered_json;

constexpr std::string_view kCompared =
    "Compared are urgency, whether there is a plan, its stage, what is still "
    "to be asked, each rule, each exercise left out, and answers refused as "
    "contradictory. Doses, the choice of a day and words are not.";

constexpr std::string_view kNotSettled =
    "Those are not settled: the solver knows answers that the engine does not "
    "bear out.";

std::string indented(const std::vector<std::string>& lines, const char* label) {
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += (i == 0 ? std::string("    ") + label : std::string("         ")) +
           lines[i] + "\n";
  }
  return out;
}

std::string structure_text(const StructureChange& one) {
  std::string out = "  " + one.what + " " + one.id + ": ";
  const bool short_words =
      one.was.size() == 1 && one.now.size() == 1 && one.change != "condition";
  if (short_words) {
    return out + one.change + " " + one.was[0] + " -> " + one.now[0] + "\n";
  }
  out += one.change == "condition" || one.change == "words"
             ? one.change + " changed\n"
             : one.change + "\n";
  return out + indented(one.was, "was: ") + indented(one.now, "now: ");
}

std::string kind_text(const ChangeKind& kind) {
  const std::string words = kind.was + " -> " + kind.now;
  return kind.what + (kind.id.empty() ? "" : " " + kind.id) + ": " + words;
}

std::string verdict_text(const Verdict& verdict) {
  std::string out = verdict.urgency;
  if (!verdict.decided) return out + " so far, answers missing";
  out += ", " + verdict.decision;
  if (!verdict.stage.empty()) out += ", stage " + verdict.stage;
  return out;
}

Json named_json(const authoring::NamedAnswers& answers) {
  Json out = Json::object();
  for (const auto& [id, value] : answers) {
    const Json parsed = Json::parse(value, nullptr, false);
    out[id] = parsed.is_discarded() ? Json(value) : parsed;
  }
  return out;
}

/// What `--set` of this base takes.
authoring::NamedAnswers taken(const KnowledgeBase& kb,
                              const authoring::NamedAnswers& answers) {
  authoring::NamedAnswers out;
  for (const auto& [id, value] : answers) {
    Answers alone(kb.findings.size());
    if (set_answer(kb, id + "=" + value, alone).empty()) {
      out.emplace_back(id, value);
    }
  }
  return out;
}

/// The command that shows what one of the bases makes of these answers.
std::string replay(const KnowledgeBase& kb, const std::string& folder,
                   const ShownChange& change) {
  const authoring::NamedAnswers answers = taken(kb, change.answers);
  std::string command = change.kind.what == "exercise"
                            ? "backcoach plan --no-input --json"
                            : "backcoach triage --no-save --no-input";
  if (folder != "built-in") command += " --data " + text::shell_word(folder);
  if (answers.size() > authoring::kFewAnswers) {
    return "echo " + text::shell_quoted(named_json(answers).dump()) + " | " +
           command + " --answers -";
  }
  for (const auto& [id, value] : answers) {
    command += " --set " + text::shell_word(id + "=" + value);
  }
  return command;
}

/// Empty where it takes a diary: that cannot be given to a command.
std::vector<std::string> replays(const DifferenceReport& report,
                                 const ShownChange& change) {
  if (!change.diary.empty()) return {};
  return {replay(*report.older, report.old_folder, change),
          replay(*report.newer, report.new_folder, change)};
}

std::string change_text(const DifferenceReport& report,
                        const ShownChange& one) {
  std::string out = "  " + kind_text(one.kind) + "\n";
  std::vector<std::string> answers = one.in_words;
  if (answers.empty()) answers.emplace_back("nothing was answered");
  const std::size_t count = one.answers.size() + one.diary.size();
  const char* title = count <= authoring::kFewAnswers
                          ? "smallest answers:"
                          : "answers, of which none can be left out:";
  out += std::string("    ") + title + "\n";
  for (const std::string& line : answers) out += "      - " + line + "\n";
  if (one.kind.what != "answers") {
    out += "    was: " + verdict_text(one.was) +
           "\n    now: " + verdict_text(one.now) + "\n";
  }
  if (!one.diary.empty()) return out + "    it takes a diary of some days\n";
  return out + indented(replays(report, one), "see: ");
}

std::string decisions_text(const DifferenceReport& report) {
  const authoring::DecisionDifference& all = report.decisions;
  std::string out;
  for (const ShownChange& one : all.changes) out += change_text(report, one);
  const auto one_alone = [&](const char* which,
                             const std::vector<std::string>& names) {
    if (names.empty()) return;
    out += std::string("  only the ") + which +
           " base knows, so the other is not told: " +
           fmt::format("{}", fmt::join(names, ", ")) + "\n";
  };
  const bool nothing = out.empty();
  if (nothing && all.proved()) out = "  Nothing changes for anybody.\n";
  one_alone("old", all.only_old);
  one_alone("new", all.only_new);
  if (all.proved()) {
    out += "\nProved over all answers that there can be (" +
           std::to_string(all.queries) + " questions to the solver).\n";
    if (!nothing) out += "Nothing else changes for anybody.\n";
    return out + std::string(kCompared) + "\n";
  }
  out += "\nNot settled:\n";
  for (const ChangeKind& kind : all.unsettled) {
    out += "  " + kind_text(kind) + "\n";
  }
  return out + std::string(kNotSettled) +
         "\nOf all else it is proved that nothing but the above "
         "changes for anybody.\n" +
         std::string(kCompared) + "\n";
}

std::string answer_file_text(const AnswerFileReport& answers) {
  std::string out = "\n" + answers.file + ": " + std::to_string(answers.sets) +
                    " answer sets, " + std::to_string(answers.changed) +
                    " come out otherwise\n";
  for (const AnswerFileReport::Kind& kind : answers.kinds) {
    out += "  " + std::to_string(kind.times) + "  " + kind_text(kind.kind) +
           "  (first: " + fmt::format("{}", fmt::join(kind.first, ", ")) +
           ")\n";
  }
  const auto left_out = [&](const char* which,
                            const std::vector<std::string>& names) {
    if (names.empty()) return;
    out += std::string("  left out for the ") + which +
           " base, which does not know them: " +
           fmt::format("{}", fmt::join(names, ", ")) + "\n";
  };
  left_out("old", answers.unknown_old);
  left_out("new", answers.unknown_new);
  if (!answers.refused.empty()) {
    out += "  not read: " + std::to_string(answers.refused.size()) +
           " problems, first: " + to_string(answers.refused[0]) + "\n";
  }
  return out;
}

Json kind_json(const ChangeKind& kind) {
  Json out = {{"kind", kind.what}};
  if (!kind.id.empty()) out[kind.what] = kind.id;
  out["was"] = kind.was;
  out["now"] = kind.now;
  return out;
}

Json verdict_json(const Verdict& verdict) {
  Json rules = Json::object();
  for (const auto& [rule, urgency] : verdict.fired) rules[rule] = urgency;
  return {
      {"status", verdict.decided ? "decided" : "needs_answers"},
      {"urgency", verdict.urgency},
      {"decision", verdict.decision.empty() ? Json() : Json(verdict.decision)},
      {"stage", verdict.stage.empty() ? Json() : Json(verdict.stage)},
      {"rules", std::move(rules)}};
}

Json base_json(const KnowledgeBase& kb, const std::string& folder) {
  return {{"folder", folder},
          {"name", kb.manifest.name},
          {"version", kb.manifest.version},
          {"sha256", kb.manifest.sha256}};
}

Json shown_json(const DifferenceReport& report, const ShownChange& one) {
  Json out = kind_json(one.kind);
  out["proved"] = true;
  out["answers"] = named_json(one.answers);
  out["diary"] = named_json(one.diary);
  out["old"] = verdict_json(one.was);
  out["new"] = verdict_json(one.now);
  out["replay"] = replays(report, one);
  return out;
}

Json answer_file_json(const AnswerFileReport& answers) {
  Json kinds = Json::array();
  for (const AnswerFileReport::Kind& kind : answers.kinds) {
    Json one = kind_json(kind.kind);
    one["times"] = kind.times;
    one["first"] = kind.first;
    kinds.push_back(std::move(one));
  }
  Json refused = Json::array();
  for (const Issue& issue : answers.refused) {
    refused.push_back(to_string(issue));
  }
  return {{"file", answers.file},
          {"sets", answers.sets},
          {"changed", answers.changed},
          {"kinds", std::move(kinds)},
          {"refused", std::move(refused)},
          {"unknown_to_old", answers.unknown_old},
          {"unknown_to_new", answers.unknown_new}};
}

}  // namespace

std::string difference_text(const DifferenceReport& report) {
  std::string out = "From " + report.older->manifest.version + " (" +
                    report.old_folder + ") to " +
                    report.newer->manifest.version + " (" + report.new_folder +
                    ")\n\nWhat is written\n";
  for (const StructureChange& one : report.structure) {
    out += structure_text(one);
  }
  if (report.structure.empty()) out += "  the same\n";
  out += "\nWhat is decided\n" + decisions_text(report);
  if (report.answers) out += answer_file_text(*report.answers);
  return text::safe_lines(out);
}

std::string difference_json(const DifferenceReport& report) {
  Json structure = Json::array();
  for (const StructureChange& one : report.structure) {
    structure.push_back({{"what", one.what},
                         {"id", one.id},
                         {"change", one.change},
                         {"was", one.was},
                         {"now", one.now}});
  }
  Json decisions = Json::array();
  for (const ShownChange& one : report.decisions.changes) {
    decisions.push_back(shown_json(report, one));
  }
  Json unsettled = Json::array();
  for (const ChangeKind& kind : report.decisions.unsettled) {
    unsettled.push_back(kind_json(kind));
  }
  Json out = {{"schema", "backcoach/rules_diff/2"},
              {"old", base_json(*report.older, report.old_folder)},
              {"new", base_json(*report.newer, report.new_folder)},
              {"written", std::move(structure)},
              {"decisions", std::move(decisions)},
              {"proof", report.decisions.proved()},
              {"not_settled", std::move(unsettled)},
              {"queries", report.decisions.queries},
              {"tried", 0},
              {"findings_only_in_old", report.decisions.only_old},
              {"findings_only_in_new", report.decisions.only_new}};
  if (report.answers) out["answers_file"] = answer_file_json(*report.answers);
  return out.dump(2) + "\n";
}

}  // namespace backcoach::cli
