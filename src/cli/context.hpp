#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../diary/store.hpp"
#include "backcoach/load.hpp"
#include "backcoach/render.hpp"
#include "command.hpp"
#include "config.hpp"
#include "files.hpp"

namespace backcoach::cli {

/// The streams of one run and what they are connected to.
struct Io {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int columns = 80;  ///< of the terminal; 80 when it cannot be asked
};

/// Everything a run may touch of the world. Tests make their own.
struct World {
  Io io;
  Files& files;
  std::function<std::optional<std::string>(const char*)> environment;
  std::function<std::chrono::local_seconds()> clock;
  std::function<Checked<std::shared_ptr<store::Store>>(const std::string& path,
                                                       store::Access)>
      open_diary = store::open_sqlite;
  /// UTC now; empty stands for the wall clock itself, as in tests.
  std::function<std::chrono::sys_seconds()> utc_clock = {};
};

enum class Format { text, json, markdown, html, ics };

/// The least that a command has to be able to write for `format`.
[[nodiscard]] constexpr Formats formats_with(Format format) {
  switch (format) {
    case Format::text:
      return Formats::words;
    case Format::json:
      return Formats::lines;
    case Format::markdown:
      return Formats::plain;
    case Format::html:
      return Formats::page;
    case Format::ics:
      return Formats::calendar;
  }
  return Formats::words;
}

/// Settings every command shares, merged from flags and environment.
struct Settings {
  Format format = Format::text;
  std::string output = "-";
  bool accessible = false;
  bool helper = false;  ///< somebody else reads, types and calls
  bool no_input = false;
  bool quiet = false;
  bool exit_zero = false;
  bool no_diary = false;  ///< reads and keeps nothing
  std::string region;
  std::string data;  ///< folder of another knowledge base; empty = built in
  std::string home;  ///< folder for all own files; empty = XDG
};

/// What a command works with. Parts are made when first asked for.
class Context {
 public:
  Context(World world, const Arguments& arguments);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const Io& io() const { return world_.io; }
  [[nodiscard]] Files& files() const { return world_.files; }
  [[nodiscard]] std::chrono::local_seconds now() const { return now_; }
  /// The day that `now` belongs to. It lasts until bed: who goes to bed at two
  /// (config `bed`) is still up on the day before at one.
  [[nodiscard]] std::chrono::year_month_day today() const;
  /// Minutes from the midnight that began `today` to `now`; more than a day
  /// when that day lasts past midnight.
  [[nodiscard]] int minute_of_today() const;
  /// `now` in UTC: of the clock, or by the zone that --now names. A --now
  /// without a zone is taken as UTC, so that it gives the same bytes anywhere.
  [[nodiscard]] std::chrono::sys_seconds utc() const { return utc_; }

  /// Problems of the settings themselves (a bad --now, an unknown region).
  [[nodiscard]] const std::vector<Issue>& issues() const { return issues_; }

  /// The knowledge base; nullptr after its problems have been reported.
  /// \param parts what is needed of it; what is not needed may be empty.
  [[nodiscard]] const KnowledgeBase* knowledge(Parts parts = Parts::everything);
  /// Why there is none.
  /// Which base `knowledge` is, at the cost of a few bytes where it is built
  /// in. \return nothing after its problems have been reported.
  [[nodiscard]] std::optional<Manifest> manifest();
  [[nodiscard]] ExitCode knowledge_error() const { return knowledge_error_; }
  /// The region for telephone numbers; nullptr = not known.
  [[nodiscard]] const Region* region(const KnowledgeBase& kb) const;
  /// From now on in this run.
  void set_region(std::string code) { settings_.region = std::move(code); }
  [[nodiscard]] Setting setting(const KnowledgeBase& kb) const;

  /// How text is shown on `out` (or in a file).
  [[nodiscard]] Style style() const;
  [[nodiscard]] bool may_prompt() const;

  /// TERM of the environment; empty when it is not set.
  [[nodiscard]] std::string terminal() const;

  /// Folder for drafts and other state; empty when there is no home.
  [[nodiscard]] std::string state_folder() const;
  /// Folder for what is kept: the diary.
  [[nodiscard]] std::string data_folder() const;

  /// \name What config.toml says; flags and environment stand over it
  /// @{
  [[nodiscard]] std::string config_path() const;
  [[nodiscard]] const Config& config() const { return config_; }
  [[nodiscard]] const std::vector<Issue>& config_issues() const {
    return config_issues_;
  }
  /// @}

  /// Where the diary is; empty when there is no home.
  [[nodiscard]] std::string diary_path() const;
  /// The diary. To read: a null pointer when there is none yet. To write: it
  /// is made. The issues say why it cannot be used.
  [[nodiscard]] Checked<std::shared_ptr<store::Store>> diary(
      store::Access access);

  /// Why the file of --output cannot be written to: its folder is not there, or
  /// it is a file of the program itself.
  [[nodiscard]] std::vector<Issue> output_issues() const;
  /// Writes a result to stdout or to the file of --output.
  [[nodiscard]] ExitCode write(const std::string& text, ExitCode otherwise);
  /// What a page without a title of its own is called in a file.
  void call_pages(std::string title) { title_ = std::move(title); }
  /// Writes a page in the format that was asked for; JSON and calendars are
  /// not pages, so the caller has dealt with them.
  [[nodiscard]] ExitCode write_page(const Document& page, ExitCode otherwise);
  /// Writes that something was done: a line of text, or `backcoach/done/1`.
  [[nodiscard]] ExitCode done(std::string_view text);
  /// The end of a run that was asked for JSON and wrote none: what went wrong
  /// as `backcoach/error/1`, or what was said as `backcoach/done/1`. Else
  /// nothing. \return `code`
  ExitCode finish(ExitCode code);
  /// A command writes on the stream of results by itself.
  void writes_by_itself() { wrote_ = true; }
  /// Writes every issue to stderr. \return `code`
  ExitCode report(const std::vector<Issue>& issues, ExitCode code);
  /// The same as warnings, silenced by --quiet.
  void warn(std::vector<Issue> issues);
  /// A line to stderr, made safe for a terminal: a hint, silenced by --quiet.
  void say(std::string_view text);
  /// The same, not silenced by --quiet.
  void complain(std::string_view text);
  /// A page to stderr.
  void complain(const Document& page);
  /// Applies --exit-zero.
  [[nodiscard]] ExitCode outcome(Urgency urgency) const;

 private:
  [[nodiscard]] std::string folder(const char* xdg, const char* fallback) const;
  [[nodiscard]] bool accessible_from_environment(bool otherwise) const;
  void read_config_file();
  void read_format(const Arguments& arguments);
  void read_clock(const Arguments& arguments);
  void refuse_empty_variables();
  [[nodiscard]] ExitCode write_bytes(const std::string& text,
                                     ExitCode otherwise);
  /// Shows urgent words on stderr when they could not be written.
  [[nodiscard]] ExitCode rescue(const std::string& text, ExitCode otherwise);
  void warn_of_region();
  /// `page` as HTML, with the pictures of its exercises.
  [[nodiscard]] std::string html_of(const Document& page);
  /// `page` with a title, which every file needs.
  [[nodiscard]] Document titled(const Document& page) const;
  [[nodiscard]] bool color() const;
  [[nodiscard]] bool utf8() const;

  World world_;
  Settings settings_;
  std::string color_flag_;
  std::chrono::local_seconds now_;
  std::chrono::sys_seconds utc_;
  std::vector<Issue> issues_;
  Config config_;
  std::vector<Issue> config_issues_;
  std::unique_ptr<KnowledgeBase> own_kb_;  ///< another than the built-in one
  const KnowledgeBase* kb_ = nullptr;
  std::shared_ptr<store::Store> diary_;  ///< opened to write
  std::string title_ = "backcoach";
  bool wrote_ = false;             ///< a result was written
  std::vector<Issue> reported_;    ///< what went wrong
  std::vector<std::string> said_;  ///< what else was told on stderr
  ExitCode knowledge_error_ = ExitCode::bad_input;
};

}  // namespace backcoach::cli
