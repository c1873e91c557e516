#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace backcoach::cli {

class Context;

/// What a run of the program says to the shell. interface: docs/exit-codes.md
enum class ExitCode : int {
  done = 0,
  our_fault = 1,
  usage = 2,
  bad_input = 3,
  answers_missing = 4,
  cannot_read_or_write = 5,
  no_plan = 6,
  routine_or_soon = 10,
  same_day = 20,
  emergency = 30
};

/// One flag, declared once: parser, help and completions are made from it.
struct Flag {
  std::string_view name;        ///< "answers", typed as --answers
  char letter = 0;              ///< short form; 0 = none
  std::string_view value = {};  ///< "FILE|-"; empty = a switch
  std::string_view help;        ///< under 72 columns
  bool many = false;            ///< may be given several times
  /// "check|test": the verbs of its command that take it; empty = each.
  std::string_view of = {};
};

/// What was typed, validated only in form.
class Arguments {
 public:
  void add(std::string_view flag, std::string value);
  void add_word(std::string word) { words_.push_back(std::move(word)); }
  [[nodiscard]] bool has(std::string_view flag) const;
  /// The last value given; empty when none was.
  [[nodiscard]] std::string value(std::string_view flag) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view flag) const;
  /// The words that are not flags.
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> words_;
};

/// Which formats a command can write. Each holds those before it.
enum class Formats {
  words,    ///< text alone
  lines,    ///< also JSON
  plain,    ///< also Markdown
  page,     ///< also HTML
  calendar  ///< also iCalendar
};

/// Their names as --format takes them: "text", "json", …
[[nodiscard]] std::vector<std::string_view> format_names(Formats formats);

/// One command: one file in src/cli/commands, one line in the table.
struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line for the list of commands
  std::string_view words;    ///< "list|show ID"; empty = takes none
  std::size_t most_words = 0;
  std::string_view example;
  std::span<const Flag> flags;
  ExitCode (*run)(const Arguments&, Context&);
  Formats formats = Formats::plain;
  std::string_view verb = {};  ///< what the first word is when none is typed
};

/// The verb of a call: its first word, or the one that stands for none.
[[nodiscard]] std::string verb_of(const Command& command,
                                  const Arguments& arguments);

/// Whether `flag` goes with that verb of its command.
[[nodiscard]] bool takes(std::string_view verb, const Flag& flag);

[[nodiscard]] std::span<const Command> commands();
[[nodiscard]] const Command* command_named(std::string_view name);

/// Flags that every command takes.
[[nodiscard]] std::span<const Flag> common_flags();

}  // namespace backcoach::cli
