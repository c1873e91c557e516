#include "answers_input.hpp"

#include "backcoach/load_fhir.hpp"

namespace backcoach::cli {

Checked<Answers> read_answers_input(const Arguments& arguments,
                                    Context& context, const KnowledgeBase& kb,
                                    InputOf what) {
  Checked<Answers> result;
  if (arguments.has("answers")) {
    const std::string path = arguments.value("answers");
    Checked<std::string> text = context.files().read(path);
    if (!text.value) {
      result.issues = std::move(text.issues);
      return result;
    }
    if (what == InputOf::triage && is_questionnaire_response(*text.value)) {
      result = load_questionnaire_response(kb, path, *text.value);
    } else {
      result = what == InputOf::triage
                   ? load_answers(kb, path, std::move(*text.value))
                   : load_checkin_answers(kb, path, std::move(*text.value));
    }
  } else {
    result.value = Answers(kb.findings.size());
  }
  for (const std::string& assignment : arguments.values("set")) {
    Answers scratch(kb.findings.size());
    Answers& target = result.value ? *result.value : scratch;
    for (Issue& issue : what == InputOf::triage
                            ? set_answer(kb, assignment, target)
                            : set_checkin_answer(kb, assignment, target)) {
      result.issues.push_back(std::move(issue));
    }
  }
  if (result.value && !has_error(result.issues) && arguments.has("set")) {
    for (Issue& issue : check_answers(kb, "--set", *result.value)) {
      result.issues.push_back(std::move(issue));
    }
  }
  if (has_error(result.issues)) result.value.reset();
  return result;
}

ExitCode input_failure(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    if (issue.code == "cannot-read") return ExitCode::cannot_read_or_write;
  }
  return ExitCode::bad_input;
}

}  // namespace backcoach::cli
