#pragma once

#include "../command.hpp"

namespace backcoach::cli {

[[nodiscard]] Command triage_command();
[[nodiscard]] Command plan_command();
[[nodiscard]] Command batch_command();
[[nodiscard]] Command checkin_command();
[[nodiscard]] Command next_command();
[[nodiscard]] Command progress_command();
[[nodiscard]] Command flare_command();
[[nodiscard]] Command config_command();
[[nodiscard]] Command doctor_command();
[[nodiscard]] Command completion_command();
[[nodiscard]] Command diary_command();
[[nodiscard]] Command session_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] Command export_command();
[[nodiscard]] Command import_command();
[[nodiscard]] Command questions_command();
[[nodiscard]] Command exercises_command();
[[nodiscard]] Command rules_command();
[[nodiscard]] Command schema_command();
[[nodiscard]] Command version_command();
[[nodiscard]] Command help_command();

}  // namespace backcoach::cli
