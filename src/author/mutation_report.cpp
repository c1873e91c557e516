#include "mutation_report.hpp"

#include <nlohmann/json.hpp>

#include "../base/width.hpp"
#include "answer_list.hpp"
#include "rule_tests.hpp"

namespace backcoach::cli {
namespace {

using authoring::Fault;
using authoring::MutationReport;
using authoring::Survivor;
using authoring::Tally;
using Json = nlohmann::ordered_json;

/// More than this many at once help nobody; --list-survivors shows all.
constexpr std::size_t kMostShown = 10;

std::string_view words(Fault fault) {
  switch (fault) {
    case Fault::threshold:
      return "a threshold one step off";
    case Fault::border:
      return "\"at least\" for \"more than\"";
    case Fault::drop:
      return "a condition left out";
    case Fault::swap:
      return "all, any and none swapped";
    case Fault::urgency:
      return "an urgency one level lower";
    case Fault::plan:
      return "a plan where none may be";
    case Fault::doubt:
      return "doubt counted as no";
  }
  return "";
}

std::string outcome_words(const Survivor& one) {
  std::string out(name(one.holds));
  if (one.urgency) out += " " + std::string(name(*one.urgency));
  return out;
}

std::string survivor_text(const KnowledgeBase& kb, const Survivor& one) {
  const bool harmless = !one.why_harmless.empty();
  std::string out = one.file + ": " + (harmless ? "harmless" : "missed") +
                    ": " + one.change + " (at " + one.pointer + ") [" +
                    std::string(authoring::name(one.fault)) + "]\n";
  if (harmless) return out + "  why: " + one.why_harmless + "\n";
  if (!one.telling) {
    return out + "  no answers were found that tell; look at it yourself\n";
  }
  const std::string where =
      one.at.empty() ? "an example" : "an example of " + one.at;
  return out + "  " + where +
         " would notice: " + authoring::answer_list(kb, *one.telling) +
         " is to come out " + outcome_words(one) + "\n";
}

Json answers_json(const KnowledgeBase& kb, const SparseAnswers& answers,
                  bool history) {
  Json out = Json::object();
  for (const auto& [finding, value] : answers) {
    const Finding& about = kb.findings[finding];
    if (about.history != history) continue;
    if (const auto* number = std::get_if<double>(&value)) {
      const auto whole = static_cast<std::int64_t>(*number);
      const bool is_whole = static_cast<double>(whole) == *number;
      out[about.id] = is_whole ? Json(whole) : Json(*number);
    } else if (const auto* choices = std::get_if<Choices>(&value)) {
      Json list = Json::array();
      for (std::size_t v = 0; v < about.values.size(); ++v) {
        if (((choices->bits >> v) & 1U) != 0) list.push_back(about.values[v]);
      }
      out[about.id] = std::move(list);
    } else {
      out[about.id] = answer_text(about, value);
    }
  }
  return out;
}

Json tally_json(const Tally& tally) {
  return {{"made", tally.made},
          {"noticed", tally.noticed},
          {"harmless", tally.harmless},
          {"missed", tally.missed()}};
}

Json survivor_json(const KnowledgeBase& kb, const Survivor& one) {
  Json out = {{"rule", one.id},
              {"file", one.path},
              {"pointer", one.pointer},
              {"kind", authoring::name(one.fault)},
              {"change", one.change}};
  if (!one.why_harmless.empty()) out["harmless"] = one.why_harmless;
  if (one.telling) {
    Json example = Json::object();
    if (!one.at.empty()) example["at"] = one.at;
    example["holds"] = name(one.holds);
    if (one.urgency) example["urgency"] = name(*one.urgency);
    example["answers"] = answers_json(kb, *one.telling, false);
    const Json history = answers_json(kb, *one.telling, true);
    if (!history.empty()) example["history"] = history;
    out["example"] = std::move(example);
  }
  return out;
}

}  // namespace

std::string mutation_text(const KnowledgeBase& kb, const MutationReport& report,
                          bool list_all, const Style& style) {
  Block table{Block::Kind::table,
              {},
              {},
              {{"Change", "Made", "Noticed", "Harmless", "Missed"}}};
  const auto row = [&](std::string_view what, const Tally& tally) {
    table.rows.push_back({std::string(what), std::to_string(tally.made),
                          std::to_string(tally.noticed),
                          std::to_string(tally.harmless),
                          std::to_string(tally.missed())});
  };
  for (const auto& [fault, tally] : report.faults) row(words(fault), tally);
  const Tally all = report.all();
  row("all", all);
  std::string out;
  std::size_t shown = 0;
  for (const bool harmless : {false, true}) {
    for (const Survivor& one : report.survivors) {
      if (one.why_harmless.empty() == harmless) continue;
      if (!list_all && (harmless || shown == kMostShown)) continue;
      out += survivor_text(kb, one);
      ++shown;
    }
  }
  if (!list_all && all.missed() > shown) {
    out += "… and " + std::to_string(all.missed() - shown) +
           " more: add --list-survivors\n";
  }
  for (const HarmlessChange& one : report.unused) {
    out += "cases/harmless_changes.json: \"" + one.change + "\" in " + one.of +
           " (at " + one.at + ") is noticed, or not made any more\n";
  }
  if (shown > 0 || !report.unused.empty()) out += "\n";
  out += std::to_string(all.made) +
         " changes: " + percent(all.noticed, all.made) +
         " % noticed (by examples " + std::to_string(report.by_examples) +
         ", by worked cases " + std::to_string(report.by_cases) +
         ", by properties " + std::to_string(report.by_properties) +
         ", by proofs " + std::to_string(report.by_proofs) + "), " +
         std::to_string(all.harmless) + " harmless, " +
         std::to_string(all.missed()) + " missed.\n";
  if (report.not_proved > 0) {
    out += "On " + std::to_string(report.not_proved) +
           " of these changes nothing was proved, since that takes long: name "
           "a rule with --rule.\n";
  }
  return render_text({table}, style) + "\n" + text::safe_lines(out);
}

std::string mutation_json(const KnowledgeBase& kb,
                          const MutationReport& report) {
  const Tally all = report.all();
  Json kinds = Json::object();
  for (const auto& [fault, tally] : report.faults) {
    kinds[std::string(authoring::name(fault))] = tally_json(tally);
  }
  Json survivors = Json::array();
  for (const Survivor& one : report.survivors) {
    survivors.push_back(survivor_json(kb, one));
  }
  Json unused = Json::array();
  for (const HarmlessChange& one : report.unused) {
    unused.push_back(
        {{"file", one.of}, {"pointer", one.at}, {"change", one.change}});
  }
  const Json out = {{"schema", "backcoach/mutate/2"},
                    {"all", tally_json(all)},
                    {"kinds", std::move(kinds)},
                    {"noticed_by",
                     {{"examples", report.by_examples},
                      {"cases", report.by_cases},
                      {"promises", report.by_properties},
                      {"proofs", report.by_proofs}}},
                    {"not_proved", report.not_proved},
                    {"survivors", std::move(survivors)},
                    {"unused_reasons", std::move(unused)}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach::cli
