#pragma once

#include "../command.hpp"

namespace backcoach::cli {

[[nodiscard]] Command triage_command();
[[nodiscard]] Command plan_command();
[[nodiscard]] Command session_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] Command questions_command();
[[nodiscard]] Command exercises_command();
[[nodiscard]] Command rules_command();
[[nodiscard]] Command schema_command();
[[nodiscard]] Command version_command();
[[nodiscard]] Command help_command();

}  // namespace backcoach::cli
