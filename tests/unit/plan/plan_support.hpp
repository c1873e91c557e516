#pragma once

#include <map>
#include <set>
#include <string>

#include "../../support/knowledge.hpp"
#include "backcoach/plan.hpp"

namespace backcoach::test {

[[nodiscard]] inline PlanRequest request_for(int day) {
  PlanRequest request;
  request.date = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) +
                 std::chrono::days(day - 1);
  request.day = day;
  return request;
}

/// The plan of a person who must be allowed to have one.
[[nodiscard]] inline std::optional<Plan> plan_of(
    const Answers& answers, const PlanRequest& request = request_for(1)) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto permission = triage(kb, answers).plan_permission();
  if (!permission) return std::nullopt;
  return build_plan(kb, answers, *permission, request);
}

[[nodiscard]] inline const Exercise* card_of(const PlanItem& item) {
  if (!item.exercise) return nullptr;
  return &shipped_knowledge_base().exercises[*item.exercise];
}

/// How often each exercise stands in the plan.
[[nodiscard]] inline std::map<std::string, int> goes(const Plan& plan) {
  std::map<std::string, int> counts;
  for (const PlanItem& item : plan.items) {
    if (const Exercise* card = card_of(item)) ++counts[card->id];
  }
  return counts;
}

[[nodiscard]] inline bool planned(const Plan& plan, const std::string& id) {
  return goes(plan).contains(id);
}

/// The first reason; empty when it is not excluded.
[[nodiscard]] inline std::string excluded_because(const Plan& plan,
                                                  const std::string& id) {
  for (const Exclusion& exclusion : plan.excluded) {
    if (shipped_knowledge_base().exercises[exclusion.exercise].id == id) {
      return exclusion.because.front();
    }
  }
  return {};
}

[[nodiscard]] inline const StagePlan& stage_of(const Plan& plan) {
  for (const StagePlan& stage : shipped_knowledge_base().plan.stages) {
    if (stage.id == plan.stage) return stage;
  }
  return shipped_knowledge_base().plan.stages.front();
}

}  // namespace backcoach::test
