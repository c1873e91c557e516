#include "difference_report.hpp"

#include <nlohmann/json.hpp>

namespace backcoach::cli {
namespace {

using authoring::ChangeKind;
using authoring::ShownChange;
using authoring::StructureChange;
using authoring::Verdict;
using Json = nlohmann::ordered_json;

constexpr std::string_view kHow =
    "This is a search, not a proof: it tries the examples and worked cases of "
    "both, every answer at a bound, and what stands one or two answers beside "
    "them.";

std::string joined(const std::vector<std::string>& list,
                   const char* between = ", ") {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : between) + one;
  return out;
}

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
  if (kind.what == "rule") return "rule " + kind.rule + ": " + words;
  return kind.what + ": " + words;
}

std::string verdict_text(const Verdict& verdict) {
  std::string out = verdict.urgency;
  if (!verdict.decided) return out + " so far, answers missing";
  out += ", " + verdict.decision;
  if (!verdict.stage.empty()) out += ", stage " + verdict.stage;
  return out;
}

/// The command that decides these answers with one of the bases.
std::string replay(const KnowledgeBase& kb, const std::string& folder,
                   const ShownChange& change) {
  std::string out = "backcoach triage --no-save --no-input";
  if (folder != "built-in") out += " --data " + folder;
  for (const auto& [id, value] : change.answers) {
    if (kb.finding(id)) {
      const bool quoted = value.find_first_of("[\" ") != std::string::npos;
      out += " --set " +
             (quoted ? "'" + id + "=" + value + "'" : id + "=" + value);
    }
  }
  return out;
}

std::string answers_text(const ShownChange& change) {
  std::string out;
  for (const auto& [id, value] : change.answers) {
    out += (out.empty() ? "" : ", ") + id + "=" + value;
  }
  return out.empty() ? "no answers" : out;
}

std::string decisions_text(const DifferenceReport& report) {
  std::string out;
  for (const ShownChange& one : report.decisions.changes) {
    out += "  " + kind_text(one.kind) + "  (" + std::to_string(one.times) +
           " of the sets tried)\n";
    out += "    smallest answers: " + answers_text(one) + "\n";
    out += "    was: " + verdict_text(one.was) +
           "\n    now: " + verdict_text(one.now) + "\n";
    out += "    see: " + replay(*report.older, report.old_folder, one) + "\n";
    out += "         " + replay(*report.newer, report.new_folder, one) + "\n";
  }
  if (out.empty()) out = "  none found\n";
  return out;
}

std::string answer_file_text(const AnswerFileReport& answers) {
  std::string out = "\n" + answers.file + ": " + std::to_string(answers.sets) +
                    " answer sets, " + std::to_string(answers.changed) +
                    " come out otherwise\n";
  for (const AnswerFileReport::Kind& kind : answers.kinds) {
    out += "  " + std::to_string(kind.times) + "  " + kind_text(kind.kind) +
           "  (first: " + joined(kind.first) + ")\n";
  }
  const auto left_out = [&](const char* which,
                            const std::vector<std::string>& names) {
    if (names.empty()) return;
    out += std::string("  left out for the ") + which +
           " base, which does not know them: " + joined(names) + "\n";
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
  if (!kind.rule.empty()) out["rule"] = kind.rule;
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
  out["times"] = one.times;
  Json answers = Json::object();
  for (const auto& [id, value] : one.answers) {
    const Json parsed = Json::parse(value, nullptr, false);
    answers[id] = parsed.is_discarded() ? Json(value) : parsed;
  }
  out["answers"] = std::move(answers);
  out["old"] = verdict_json(one.was);
  out["new"] = verdict_json(one.now);
  out["replay"] = {replay(*report.older, report.old_folder, one),
                   replay(*report.newer, report.new_folder, one)};
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
  out += "\nWhat is decided\n" + decisions_text(report) + "\n" +
         std::to_string(report.decisions.tried) + " answer sets were tried. " +
         std::string(kHow) + "\n";
  if (report.answers) out += answer_file_text(*report.answers);
  return out;
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
  Json out = {{"schema", "backcoach/rules_diff/1"},
              {"old", base_json(*report.older, report.old_folder)},
              {"new", base_json(*report.newer, report.new_folder)},
              {"written", std::move(structure)},
              {"decisions", std::move(decisions)},
              {"tried", report.decisions.tried},
              {"proof", false},
              {"findings_only_in_old", report.decisions.only_old},
              {"findings_only_in_new", report.decisions.only_new}};
  if (report.answers) out["answers_file"] = answer_file_json(*report.answers);
  return out.dump(2) + "\n";
}

}  // namespace backcoach::cli
