// The tables of commands and flags, and what becomes of a command line.
#include <algorithm>
#include <set>

#include "../../../src/cli/command.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/world.hpp"

namespace backcoach::cli {
namespace {

using test::contains;
using test::TestWorld;

TEST_CASE("arguments keep every value", "[cli]") {
  Arguments arguments;
  CHECK_FALSE(arguments.has("set"));
  CHECK(arguments.value("set").empty());
  CHECK(arguments.values("set").empty());
  arguments.add("set", "a=1");
  arguments.add("set", "b=2");
  arguments.add_word("list");
  CHECK(arguments.has("set"));
  CHECK(arguments.value("set") == "b=2");
  CHECK(arguments.values("set") == std::vector<std::string>{"a=1", "b=2"});
  CHECK(arguments.words() == std::vector<std::string>{"list"});
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

TEST_CASE("every command and flag is described", "[cli]") {
  std::set<std::string_view> names;
  for (const Command& command : commands()) {
    INFO(command.name);
    CHECK(names.insert(command.name).second);
    CHECK(command.run != nullptr);
    CHECK_FALSE(command.summary.empty());
    CHECK(command.summary.size() < 72);
    CHECK_FALSE(command.summary.ends_with('.'));
    CHECK(
        command.example.starts_with("backcoach " + std::string(command.name)));
    CHECK(command.words.empty() == (command.most_words == 0));
    CHECK(command_named(command.name) == &command);
    std::set<std::string> flags;
    for (const auto list : {common_flags(), command.flags}) {
      for (const Flag& flag : list) {
        INFO(flag.name);
        CHECK(flags.insert(std::string(flag.name)).second);
        if (flag.letter != 0) {
          CHECK(flags.insert(std::string(1, flag.letter)).second);
        }
        CHECK_FALSE(flag.help.empty());
        CHECK(flag.help.size() < 72);
        CHECK(is_ascii(flag.help));
        CHECK_FALSE(flag.help.ends_with('.'));
      }
    }
  }
  CHECK(command_named("no_such") == nullptr);
}

TEST_CASE("help for every command, on narrow terminals too", "[cli]") {
  for (const Command& command : commands()) {
    const std::string name(command.name);
    INFO(name);
    TestWorld world;
    const test::Ran help = world.run({"help", name});
    CHECK(help.exit == 0);
    CHECK(help.err.empty());
    CHECK(world.run({name, "--help"}).out == help.out);
    CHECK(world.run({name, "-h"}).out == help.out);
    CHECK(world.run({"--help", name}).out == help.out);
    CHECK(contains(help.out, command.example));
    for (const Flag& flag : command.flags) {
      CHECK(contains(help.out, "--" + std::string(flag.name)));
    }
  }
  CHECK(TestWorld().run({"--help"}).out == TestWorld().run({"help"}).out);
}

TEST_CASE("wrong usage exits 2 and says what was meant", "[cli]") {
  struct Row {
    std::vector<std::string> words;
    const char* says;
  };
  for (const Row& row :
       {Row{{"triag"}, "did you mean \"triage\"?"},
        Row{{"triage", "--anwsers", "x"}, "did you mean --answers?"},
        Row{{"triage", "extra"}, "\"extra\" is not expected here"},
        Row{{"triage", "--answers"}, "answers"},
        Row{{"triage", "--color", "red"}, "auto, always or never"},
        Row{{"triage", "--format", "pdf"}, "text, json, markdown, html or ics"},
        Row{{"triage", "--now", "noon"}, "not a time"},
        Row{{"help", "nothing"}, "nothing"},
        Row{{"exercises", "show", "brigde"}, "bridge"},
        Row{{"explain", "no_such_thing_here"}, "no_such_thing_here"},
        Row{{"rules", "prune"}, "list"}}) {
    TestWorld world;
    const test::Ran ran = world.run(row.words);
    INFO(row.words.back() << ": " << ran.err);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, row.says));
    CHECK(world.files.written.empty());
  }
}

TEST_CASE("what was typed cannot drive the terminal", "[cli]") {
  const test::Ran ran = TestWorld().run({"\x1b[2Jtriage"});
  CHECK(ran.exit == 2);
  CHECK_FALSE(contains(ran.err, "\x1b"));
}

TEST_CASE("flags may stand before the command", "[cli]") {
  TestWorld world;
  CHECK(world.run({"--json", "version"}).out ==
        world.run({"version", "--json"}).out);
  CHECK(world.run({"--region", "GB", "version"}).exit == 0);
  CHECK(world.run({"-V"}).out == world.run({"version"}).out);
}

}  // namespace
}  // namespace backcoach::cli
