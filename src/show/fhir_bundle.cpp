#include <fmt/format.h>

#include "../base/sha256.hpp"
#include "fhir_answers.hpp"
#include "render_fhir.hpp"
#include "say.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

/// A name for a resource that is the same for the same content.
std::string urn(const std::string& seed) {
  text::Sha256 digest;
  digest.add(seed);
  std::string hex = digest.hex().substr(0, 32);
  hex[12] = '8';  // made by a rule of our own (RFC 9562, version 8)
  hex[16] = 'a';
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8),
                     hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20));
}

std::string_view priority(Urgency urgency) {
  switch (urgency) {
    case Urgency::emergency:
      return "stat";
    case Urgency::same_day:
      return "asap";
    case Urgency::soon:
      return "urgent";
    case Urgency::routine:
    case Urgency::self_care:
      break;
  }
  return "routine";
}

class Bundle {
 public:
  Bundle(const KnowledgeBase& kb, const LetterSource& source,
         const Setting& setting, LetterOptions options)
      : kb_(kb), source_(source), setting_(setting), options_(options) {
    seed_ = decision_id(kb, *source.answers, setting.program_version) +
            iso_date(source.decided_on);
    subject_ = {{"reference", urn(seed_ + "Patient")}};
  }

  std::string write() {
    add("Patient", {{"resourceType", "Patient"}});
    add("QuestionnaireResponse", response());
    for (const DiaryDay& day : source_.trends.days) {
      if (day.pain) pain(day);
    }
    add("GuidanceResponse", guidance());
    const Decision& decision = *source_.decision;
    if (decision.urgency > Urgency::self_care) add("ServiceRequest", request());
    if (decision.plan_allowed) add("CarePlan", plan());
    const OrderedJson out = {{"resourceType", "Bundle"},
                             {"type", "collection"},
                             {"entry", std::move(entries_)}};
    return out.dump(2) + "\n";
  }

 private:
  void add(const std::string& name, OrderedJson resource) {
    entries_.push_back(
        {{"fullUrl", urn(seed_ + name)}, {"resource", std::move(resource)}});
  }

  [[nodiscard]] OrderedJson response() const {
    OrderedJson items = OrderedJson::array();
    for (const Question& question : kb_.questions) {
      OrderedJson inner = OrderedJson::array();
      for (const FindingIndex index : question.sets) {
        const Finding& finding = kb_.findings[index];
        if (finding.sensitive && !options_.with_private) continue;
        OrderedJson answers =
            render::fhir_answers(finding, (*source_.answers)[index]);
        if (answers.empty()) continue;
        inner.push_back({{"linkId", finding.id}, {"answer", answers}});
      }
      if (inner.empty()) continue;
      items.push_back(
          {{"linkId", "question." + question.id}, {"item", std::move(inner)}});
    }
    OrderedJson out = {
        {"resourceType", "QuestionnaireResponse"},
        {"questionnaire",
         fmt::format("{}|{}", render::kQuestionnaire, kb_.manifest.version)},
        {"status", "completed"},
        {"subject", subject_},
        {"authored", iso_date(source_.decided_on)}};
    if (!items.empty()) out["item"] = std::move(items);
    return out;
  }

  void pain(const DiaryDay& day) {
    const std::string date = iso_date(std::chrono::year_month_day(day.date));
    OrderedJson out = {{"resourceType", "Observation"},
                       {"status", "final"},
                       {"code", {{"text", kb_.notice("pain_told")}}},
                       {"subject", subject_},
                       {"effectiveDateTime", date}};
    out["valueQuantity"] = {{"value", *day.pain}};
    add("Observation" + date, std::move(out));
  }

  [[nodiscard]] OrderedJson guidance() const {
    OrderedJson reasons = OrderedJson::array();
    bool hidden = source_.private_reason;
    for (const Reason& reason : source_.decision->because) {
      if (!options_.with_private && is_private(kb_, reason)) {
        hidden = true;
        continue;
      }
      const Rule& rule = kb_.rules[reason.rule];
      reasons.push_back(
          {{"coding", OrderedJson::array({{{"system", "urn:backcoach:rule"},
                                           {"code", rule.id},
                                           {"display", rule.title}}})},
           {"text", fmt::format("{} ({})", rule.title, name(reason.urgency))}});
    }
    if (hidden) reasons.push_back({{"text", "A private answer"}});
    OrderedJson out = {{"resourceType", "GuidanceResponse"},
                       {"moduleUri", fmt::format("urn:backcoach:knowledge:{}",
                                                 kb_.manifest.sha256)},
                       {"status", source_.decision->status == Status::decided
                                      ? "success"
                                      : "data-required"},
                       {"subject", subject_},
                       {"occurrenceDateTime", iso_date(source_.decided_on)}};
    if (!reasons.empty()) out["reasonCode"] = std::move(reasons);
    out["note"] = OrderedJson::array(
        {{{"text",
           fmt::format(
               "Urgency: {}. {}", name(source_.decision->urgency),
               fill(kb_, setting_.region, kb_.notice("not_a_diagnosis")))}}});
    return out;
  }

  [[nodiscard]] OrderedJson request() const {
    const Decision& decision = *source_.decision;
    return {{"resourceType", "ServiceRequest"},
            {"status", "draft"},
            {"intent", "proposal"},
            {"priority", priority(decision.urgency)},
            {"code",
             {{"text", fill(kb_, setting_.region,
                            kb_.level(decision.urgency).headline)}}},
            {"subject", subject_},
            {"authoredOn", iso_date(source_.decided_on)}};
  }

  [[nodiscard]] OrderedJson plan() const {
    OrderedJson activities = OrderedJson::array();
    for (const std::string& line :
         render::what_to_do(kb_, *source_.decision, setting_.region)) {
      activities.push_back(
          {{"detail", {{"status", "in-progress"}, {"description", line}}}});
    }
    OrderedJson out = {
        {"resourceType", "CarePlan"},
        {"status", "active"},
        {"intent", "plan"},
        {"title", render::headline(kb_, *source_.decision, setting_.region)},
        {"subject", subject_},
        {"created", iso_date(source_.decided_on)}};
    if (!activities.empty()) out["activity"] = std::move(activities);
    return out;
  }

  const KnowledgeBase& kb_;
  const LetterSource& source_;
  const Setting& setting_;
  LetterOptions options_;
  std::string seed_;
  OrderedJson subject_;
  OrderedJson entries_ = OrderedJson::array();
};

}  // namespace

std::string fhir_bundle(const KnowledgeBase& kb, const LetterSource& source,
                        const Setting& setting, LetterOptions options) {
  return Bundle(kb, source, setting, options).write();
}

}  // namespace backcoach
