// What a command says and writes, and the exit status that goes with it.
#include <algorithm>
#include <ostream>

#include "../text/width.hpp"
#include "context.hpp"
#include "figures.hpp"

namespace backcoach::cli {

ExitCode Context::write(const std::string& text, ExitCode otherwise) {
  return settings_.format == Format::json
             ? write_bytes(text::safe_json(text), otherwise)
             : write_bytes(text, otherwise);
}

ExitCode Context::write_bytes(const std::string& text, ExitCode otherwise) {
  if (settings_.output != "-") {
    const std::vector<Issue> issues =
        world_.files.write(settings_.output, text);
    if (issues.empty()) return otherwise;
    report(issues, ExitCode::cannot_read_or_write);
    return rescue(text, otherwise);
  }
  world_.io.out << text << std::flush;
  if (world_.io.out.good()) return otherwise;
  Issue issue;
  issue.code = "cannot-write";
  issue.message =
      "what was asked for cannot be written to the screen or where the output "
      "goes";
  issue.help = "look whether that disk is full";
  report({issue}, ExitCode::cannot_read_or_write);
  return rescue(text, otherwise);
}

std::string Context::html_of(const Document& page) {
  const bool drawn = std::any_of(page.begin(), page.end(), [](const auto& b) {
    return !b.figure.empty();
  });
  if (!drawn || !kb_) return render_html(page);
  const Figures figures = figures_of(*this);
  return render_html(page, {[&](std::string_view id) {
                       const Exercise* card = kb_->exercise(id);
                       return card ? figure_svg(figures, id, card->name)
                                   : std::string();
                     }});
}

ExitCode Context::write_page(const Document& page, ExitCode otherwise) {
  switch (settings_.format) {
    case Format::markdown:
      return write(render_markdown(page), otherwise);
    case Format::html:
      return write(html_of(page), otherwise);
    case Format::text:
    case Format::json:
    case Format::ics:
      break;
  }
  return write(render_text(page, style()), otherwise);
}

ExitCode Context::rescue(const std::string& text, ExitCode otherwise) {
  // Words that may save somebody are not lost with a file or a stream.
  if (otherwise < ExitCode::same_day) return ExitCode::cannot_read_or_write;
  world_.io.err << text << std::flush;
  return otherwise;
}

ExitCode Context::report(const std::vector<Issue>& issues, ExitCode code) {
  for (const Issue& issue : issues) world_.io.err << describe(issue);
  world_.io.err << std::flush;
  return code;
}

void Context::warn(std::vector<Issue> issues) {
  if (settings_.quiet) return;
  for (Issue& issue : issues) issue.severity = Severity::warning;
  report(issues, ExitCode::done);
}

void Context::say(std::string_view text) {
  if (!settings_.quiet) complain(text);
}

void Context::complain(std::string_view text) {
  world_.io.err << text::safe_lines(text) << std::endl;
}

void Context::complain(const Document& page) {
  world_.io.err << render_text(page, style()) << std::endl;
}

ExitCode Context::outcome(Urgency urgency) const {
  if (settings_.exit_zero) return ExitCode::done;
  switch (urgency) {
    case Urgency::self_care:
      return ExitCode::done;
    case Urgency::routine:
    case Urgency::soon:
      return ExitCode::routine_or_soon;
    case Urgency::same_day:
      return ExitCode::same_day;
    case Urgency::emergency:
      return ExitCode::emergency;
  }
  return ExitCode::our_fault;
}

}  // namespace backcoach::cli
