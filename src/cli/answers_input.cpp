#include "answers_input.hpp"

#include "../rules/load_fhir.hpp"

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

Checked<AnswersFile> read_triage_input(const Arguments& arguments,
                                       Context& context,
                                       const KnowledgeBase& kb) {
  Checked<AnswersFile> result;
  result.value = AnswersFile{Answers(kb.findings.size()), {}, {}, {}};
  if (arguments.has("answers")) {
    const std::string path = arguments.value("answers");
    Checked<std::string> text = context.files().read(path);
    if (!text.value) {
      result.value.reset();
      result.issues = std::move(text.issues);
      return result;
    }
    if (is_questionnaire_response(*text.value)) {
      Checked<Answers> answers =
          load_questionnaire_response(kb, path, *text.value);
      result.issues = std::move(answers.issues);
      result.value.reset();
      if (answers.value) {
        result.value = AnswersFile{std::move(*answers.value), {}, {}, {}};
      }
    } else {
      result = load_answers_file(kb, path, std::move(*text.value));
    }
  }
  Answers scratch(kb.findings.size());
  for (const std::string& assignment : arguments.values("set")) {
    Answers& target = result.value ? result.value->answers : scratch;
    for (Issue& issue : set_answer(kb, assignment, target)) {
      result.issues.push_back(std::move(issue));
    }
  }
  if (result.value && !has_error(result.issues) && arguments.has("set")) {
    for (Issue& issue : check_answers(kb, "--set", result.value->answers)) {
      result.issues.push_back(std::move(issue));
    }
  }
  if (has_error(result.issues)) result.value.reset();
  if (!result.value) return result;
  for (std::string& id : arguments.values("about")) {
    result.value->about.push_back(std::move(id));
  }
  return result;
}

ExitCode input_failure(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    if (issue.code == "cannot-read") return ExitCode::cannot_read_or_write;
  }
  return ExitCode::bad_input;
}

}  // namespace backcoach::cli
