#include "../../batch/run.hpp"

#include <array>
#include <ostream>
#include <thread>

#include "../../base/number.hpp"
#include "../context.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"jobs", 'j', "N", "Lines decided at the same time (0: per processor)"},
    Flag{"next", 0, {}, "With each line that needs answers: what to ask next"},
    Flag{"trace", 0, {}, "With each line: every rule and how it came out"},
};

constexpr unsigned kMostJobs = 64;

/// \return empty when `text` is not a number of jobs.
std::optional<unsigned> jobs_of(const std::string& words) {
  const auto jobs = text::count(words);
  if (!jobs || *jobs > static_cast<int>(kMostJobs)) {
    return std::nullopt;
  }
  if (*jobs > 0) return static_cast<unsigned>(*jobs);
  return std::clamp(std::thread::hardware_concurrency(), 1U, kMostJobs);
}

ExitCode report_end(Context& context, const batch::Result& result,
                    const std::string& path) {
  if (result.bad_lines > 0) {
    context.say(std::to_string(result.bad_lines) +
                (result.bad_lines == 1 ? " line" : " lines") +
                " could not be used; \"error\" in the output says why.");
  }
  if (result.read_failed) {
    context.complain("error: " + path + ": cannot read this [cannot-read]");
  }
  if (result.read_failed || result.write_failed) {
    return ExitCode::cannot_read_or_write;
  }
  return result.bad_lines > 0 ? ExitCode::bad_input : ExitCode::done;
}

ExitCode run(const Arguments& arguments, Context& context) {
  batch::Options options;
  options.extras.trace = arguments.has("trace");
  options.extras.next = arguments.has("next");
  if (arguments.has("jobs")) {
    const auto jobs = jobs_of(arguments.value("jobs"));
    if (!jobs) {
      context.complain("error: --jobs takes a number from 0 to " +
                       std::to_string(kMostJobs));
      return ExitCode::usage;
    }
    options.jobs = *jobs;
  }
  const std::string path =
      arguments.words().empty() ? "-" : arguments.words()[0];
  Checked<std::unique_ptr<Source>> source = context.files().open(path);
  if (!source.value) {
    return context.report(source.issues, ExitCode::cannot_read_or_write);
  }
  const KnowledgeBase* kb = context.knowledge(
      options.extras.next ? Parts::everything : Parts::decision);
  if (!kb) return context.knowledge_error();
  if (options.extras.next) options.extras.region = context.region(*kb);

  const std::string target = context.settings().output;
  std::unique_ptr<Sink> sink;
  if (target != "-") {
    if (const auto issues = context.output_issues(); !issues.empty()) {
      return context.report(issues, ExitCode::cannot_read_or_write);
    }
    Checked<std::unique_ptr<Sink>> made = context.files().create(target);
    if (!made.value) {
      return context.report(made.issues, ExitCode::cannot_read_or_write);
    }
    sink = std::move(*made.value);
  }
  std::ostream& out = context.io().out;
  context.writes_by_itself();
  const batch::Result result =
      batch::run(*kb, options,
                 {[&](char* into, std::size_t size) {
                    return (*source.value)->read(into, size);
                  },
                  [&](std::string_view bytes) {
                    if (sink) return sink->write(bytes);
                    return (out << bytes << std::flush).good();
                  }});
  if (sink) {
    const std::vector<Issue> issues = sink->finish();
    if (!issues.empty()) {
      return context.report(issues, ExitCode::cannot_read_or_write);
    }
  }
  return report_end(context, result, path);
}

}  // namespace

Command batch_command() {
  return {
      .name = "batch",
      .summary = "Decide many people at once: a line in, a line out",
      .words = "[FILE]",
      .most_words = 1,
      .example =
          "backcoach batch people.ndjson > decisions.ndjson\n"
          "  backcoach batch --jobs 2 < people.ndjson | jq -c "
          "'select(.urgency == \"emergency\")'\n\n"
          "Each line of the input is an answers file, with an \"id\" if you "
          "like. Empty\nlines are left out. A line that cannot be used "
          "gives a line with \"error\";\nthe others go on, and the exit "
          "status is 3.",
      .flags = kFlags,
      .run = run,
      .formats = Formats::lines};
}

}  // namespace backcoach::cli
