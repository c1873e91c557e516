#include "../../../src/cli/config.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/world.hpp"

namespace backcoach {
namespace {

using cli::config_key;
using cli::read_config;
using cli::with_key;
using test::Ran;
using test::TestWorld;

const char* const kPath = "/home/me/.config/backcoach/config.toml";

}  // namespace

TEST_CASE("a config is read in its one form", "[cli]") {
  const auto config = read_config(
      "c", "# mine\nregion = \"gb\"\nwake = \"06:30\"\naccessible = true\n");
  REQUIRE(config.value);
  CHECK(config.value->at("region") == "GB");
  CHECK(config.value->at("wake") == "06:30");
  CHECK(config.value->at("accessible") == "true");
}

TEST_CASE("what a config cannot have is an error with its place", "[cli]") {
  const auto place = [](const std::string& text) {
    const auto config = read_config("c", text);
    REQUIRE(config.issues.size() == 1);
    CHECK(config.issues[0].code == "not-toml");
    return std::pair(config.issues[0].where.line,
                     config.issues[0].where.column);
  };
  CHECK(place("region = \"GB\"\nx\001 = 1\n") == std::pair(2, 2));
  CHECK(place(std::string("region = \"\0\"\n", 13)) == std::pair(1, 11));
  CHECK(place("\n [%") == std::pair(2, 2));
  CHECK(place("regi\xEF\xB9\xBFon = \"GB\"\n") == std::pair(1, 5));
  // Where letters beyond ASCII may stand.
  CHECK(read_config("c", "\xEF\xBB\xBF# \xC3\xA9\ndata = \"/\xC3\xA9 [\"\n")
            .value);
  CHECK(read_config("c", "data = '/a\\' # it's \xC3\xA9\n").value);
}

TEST_CASE("every problem of a config has its place", "[cli]") {
  const auto config =
      read_config("c", "regin = \"GB\"\nwake = \"25:00\"\ncolor = 7\n");
  // What is right of it would count; a slip is a warning, never an end.
  REQUIRE(config.value);
  CHECK(config.value->empty());
  CHECK_FALSE(has_error(config.issues));
  REQUIRE(config.issues.size() == 3);
  CHECK(to_string(config.issues[0]).starts_with("c:"));
  bool near = false;
  for (const Issue& issue : config.issues) {
    CHECK(issue.where.line > 0);
    near |= issue.help == "did you mean \"region\"?";
  }
  CHECK(near);
}

TEST_CASE("a key is set without touching other lines", "[cli]") {
  const cli::ConfigKey& region = *config_key("region");
  const std::string text =
      "# a comment\nregion  = 'FR' # here\nwake = \"07:00\"\n";
  CHECK(with_key(text, region, "GB") ==
        "# a comment\nregion = \"GB\"\nwake = \"07:00\"\n");
  CHECK(with_key(text, region, std::nullopt) ==
        "# a comment\nwake = \"07:00\"\n");
  CHECK(with_key("", region, "GB") == "region = \"GB\"\n");
  CHECK(with_key("wake = \"07:00\"", region, "GB") ==
        "wake = \"07:00\"\nregion = \"GB\"\n");
}

TEST_CASE("setting a key keeps a file readable whatever its form", "[cli]") {
  const cli::ConfigKey& region = *config_key("region");
  for (const char* const text :
       {"\xef\xbb\xbfregion = \"US\"\r\nwake = \"06:30\"\n",
        "\"region\" = \"US\"\nwake = \"06:30\"\n",
        "wake = \"06:30\"\nregion = \"\"\"\nUS\"\"\"\n"}) {
    INFO(text);
    const auto set = read_config("c", cli::with_key(text, region, "GB"));
    REQUIRE(set.value);
    CHECK(set.value->at("region") == "GB");
    CHECK(set.value->at("wake") == "06:30");
    const auto unset = read_config("c", cli::with_key(text, region, {}));
    REQUIRE(unset.value);
    CHECK(unset.value->count("region") == 0);
  }
}

TEST_CASE("flags and environment stand over the config", "[cli]") {
  TestWorld world;
  world.files.files[kPath] = "region = \"FR\"\naccessible = true\n";
  const auto region = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"doctor"};
    words.insert(words.end(), more.begin(), more.end());
    return world.run(words).out;
  };
  CHECK(test::contains(region({}), "FR"));
  world.environment["BACKCOACH_REGION"] = "GB";
  CHECK(test::contains(region({}), "GB"));
  CHECK(test::contains(region({"--region", "US"}), "US"));
}

TEST_CASE("a wrong config is a warning, and the default is used", "[cli]") {
  TestWorld world;
  world.files.files[kPath] = "regin = \"GB\"\n";
  const Ran warned = world.run({"questions", "list"});
  CHECK(warned.exit == 0);
  CHECK(test::contains(warned.err, "warning"));
  CHECK(test::contains(warned.err, "did you mean \"region\""));
  CHECK(world.run({"help"}).exit == 0);
  CHECK(world.run({"config", "list"}).exit == 0);
  CHECK(world.run({"config", "unset", "regin"}).exit == 0);
  CHECK(world.run({"questions", "list"}).err.empty());
  world.files.files[kPath] = "wake = \"7\"\n";
  CHECK(world.run({"config", "set", "wake", "07:00"}).exit == 0);
  CHECK(world.run({"config", "get", "wake"}).out == "07:00\n");
  CHECK(world.run({"config", "unset", "wake"}).exit == 0);
  CHECK(world.run({"config", "get", "wake"}).exit == 3);
}

TEST_CASE("every command and flag can be completed", "[cli]") {
  TestWorld world;
  const auto offered = [&](std::vector<std::string> typed) {
    std::vector<std::string> words = {"completion", "candidates", "--"};
    words.insert(words.end(), typed.begin(), typed.end());
    return "\n" + world.run(words).out;
  };
  for (const cli::Command& command : cli::commands()) {
    CAPTURE(command.name);
    const std::string name(command.name);
    CHECK(test::contains(offered({name.substr(0, 2)}), "\n" + name + "\t"));
    for (const cli::Flag& flag : command.flags) {
      // A flag of some verbs alone is offered with these, and only with these.
      const std::string verb(flag.of.substr(0, flag.of.find('|')));
      const std::string word = "\n--" + std::string(flag.name) + "\t";
      CAPTURE(flag.name);
      CHECK(test::contains(
          verb.empty() ? offered({name, "--"}) : offered({name, verb, "--"}),
          word));
      if (!verb.empty()) {
        CHECK_FALSE(test::contains(offered({name, "other", "--"}), word));
      }
    }
  }
  for (const char* shell : {"bash", "zsh", "fish"}) {
    CHECK(test::contains(world.run({"completion", shell}).out,
                         "completion candidates --"));
  }
  CHECK(world.run({"completion", "tcsh"}).exit == 2);
}

TEST_CASE("a flag of another verb is an error that names its own", "[cli]") {
  TestWorld world;
  const Ran ran = world.run({"rules", "list", "--property", "one-decision"});
  CHECK(ran.exit == 2);
  CHECK(test::contains(ran.err,
                       "rules list does not take --property; it goes with: "
                       "prove"));
  CHECK(world.run({"diary", "--yes"}).exit == 2);
  CHECK(world.run({"diary", "list", "--csv"}).exit == 0);
}

TEST_CASE("doctor writes nothing", "[cli]") {
  TestWorld world;
  const Ran ran = world.run({"doctor"});
  CHECK(ran.exit == 0);
  CHECK(world.files.written.empty());
  CHECK(test::contains(ran.out, "none yet"));
}

}  // namespace backcoach
