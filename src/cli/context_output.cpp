// What a command says and writes, and the exit status that goes with it.
#include <algorithm>
#include <map>
#include <ostream>
#include <tuple>

#include "../base/shell.hpp"
#include "../base/width.hpp"
#include "context.hpp"
#include "figures.hpp"
#include "own_files.hpp"
#include "page_json.hpp"

namespace backcoach::cli {

ExitCode Context::write(const std::string& text, ExitCode otherwise) {
  return settings_.format == Format::json
             ? write_bytes(text::safe_json(text), otherwise)
             : write_bytes(text, otherwise);
}

std::vector<Issue> Context::output_issues() const {
  const std::string& path = settings_.output;
  Issue issue;
  issue.where.file = path;
  issue.code = "cannot-write";
  if (!world_.files.has_folder(path)) {
    const std::string folder = path.substr(0, path.rfind('/'));
    issue.message = "cannot write this: there is no folder " + folder;
    issue.help = "mkdir -p " + text::shell_word(folder);
    return {std::move(issue)};
  }
  Files& files = world_.files;
  // By any name: through links of the file or of its folders.
  const std::string target = files.target(path);
  const std::string stamp = files.stamp(path);
  for (const OwnFile& own : own_files(*this)) {
    const bool same = path == own.path || target == files.target(own.path) ||
                      (!stamp.empty() && stamp == files.stamp(own.path));
    if (!same) continue;
    issue.message = "this is a file of backcoach itself (" +
                    std::string(own.what) + "); it would be lost";
    issue.help = "choose another name";
    return {std::move(issue)};
  }
  return {};
}

ExitCode Context::write_bytes(const std::string& text, ExitCode otherwise) {
  wrote_ = true;
  if (settings_.output != "-") {
    std::vector<Issue> issues = output_issues();
    if (issues.empty()) issues = world_.files.write(settings_.output, text);
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

Document Context::titled(const Document& page) const {
  Document out = page;
  const bool has = !page.empty() && page.front().kind == Block::Kind::title;
  if (!has) {
    out.insert(out.begin(), {Block::Kind::title, title_});
  }
  return out;
}

ExitCode Context::write_page(const Document& page, ExitCode otherwise) {
  switch (settings_.format) {
    case Format::markdown:
      return write(render_markdown(titled(page)), otherwise);
    case Format::html:
      return write(html_of(titled(page)), otherwise);
    case Format::json:
      return write(page_json(page), otherwise);
    case Format::text:
    case Format::ics:
      break;
  }
  std::string text;
  if (settings_.helper && kb_) {
    text = render_text(
        {{Block::Kind::paragraph, std::string(kb_->notice("helper_result"))}},
        style());
    text += '\n';
  }
  return write(text + render_text(page, style()), otherwise);
}

ExitCode Context::rescue(const std::string& text, ExitCode otherwise) {
  // Words that may save somebody are not lost with a file or a stream.
  if (otherwise < ExitCode::same_day) return ExitCode::cannot_read_or_write;
  world_.io.err << text << std::flush;
  return otherwise;
}

namespace {

/// The issues of which not all are shown: errors first, for they are what stops
/// the program, and of each file the first ones.
std::vector<const Issue*> worst_first(const std::vector<Issue>& issues) {
  std::map<std::string_view, std::size_t> files;
  std::vector<const Issue*> order;
  order.reserve(issues.size());
  for (const Issue& issue : issues) {
    files.emplace(issue.where.file, files.size());
    order.push_back(&issue);
  }
  const auto place = [&](const Issue& issue) {
    const Location& where = issue.where;
    const bool nowhere = where.line == 0;
    return std::tuple(issue.severity != Severity::error,
                      files.find(where.file)->second, nowhere, where.line,
                      where.column);
  };
  std::stable_sort(
      order.begin(), order.end(),
      [&](const Issue* a, const Issue* b) { return place(*a) < place(*b); });
  order.resize(std::min(order.size(), kMostIssuesShown));
  return order;
}

}  // namespace

ExitCode Context::report(const std::vector<Issue>& issues, ExitCode code) {
  std::size_t shown = 0;
  const auto show = [&](const Issue& issue) {
    if (issue.severity == Severity::error) reported_.push_back(issue);
    world_.io.err << describe(issue);
    ++shown;
  };
  if (issues.size() <= kMostIssuesShown) {
    for (const Issue& issue : issues) show(issue);
  } else {
    for (const Issue* issue : worst_first(issues)) show(*issue);
  }
  if (shown < issues.size()) {
    world_.io.err << "and " << issues.size() - shown
                  << " more problems like these\n";
  }
  world_.io.err << std::flush;
  return code;
}

void Context::warn(std::vector<Issue> issues) {
  if (settings_.quiet) return;
  for (Issue& issue : issues) issue.severity = Severity::warning;
  report(issues, ExitCode::done);
}

void Context::say(std::string_view text) {
  if (settings_.quiet) {
    said_.emplace_back(text);
  } else {
    complain(text);
  }
}

void Context::complain(std::string_view text) {
  said_.emplace_back(text);
  world_.io.err << text::safe_lines(text) << std::endl;
}

void Context::complain(const Document& page) {
  const std::string text = render_text(page, style());
  said_.push_back(text);
  world_.io.err << text << std::endl;
}

ExitCode Context::done(std::string_view text) {
  return write(settings_.format == Format::json ? done_json({std::string(text)})
                                                : text::safe(text) + "\n",
               ExitCode::done);
}

ExitCode Context::finish(ExitCode code) {
  // Without a home folder nobody knows whether there was a plan.
  if (code == ExitCode::no_plan && diary_path().empty() &&
      !settings_.no_diary) {
    code = ExitCode::cannot_read_or_write;
    say("error: there is no home folder, so there is no diary to read; use "
        "--home DIR");
  }
  if (settings_.format != Format::json || wrote_) return code;
  const bool wrong = code >= ExitCode::usage && code <= ExitCode::no_plan;
  if (!wrong && code != ExitCode::done) return code;
  world_.io.out << text::safe_json(wrong ? error_json(code, reported_, said_)
                                         : done_json(said_))
                << std::flush;
  return code;
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
