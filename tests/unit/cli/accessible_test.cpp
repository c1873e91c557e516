// What --accessible promises, over every command that shows something.
#include "../../../src/base/width.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/world.hpp"

namespace backcoach::cli {
namespace {

using test::contains;
using test::Json;
using test::TestWorld;

/// The first code point that a screen reader stumbles over, as U+…; else "".
std::string stumbling_block(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode(text, i);
    i += c.bytes;
    const bool drawing =
        (c.value >= 0x2190 && c.value <= 0x2BFF) || c.value >= 0x1F000;
    const bool control = c.value == 0x1B || c.value == 0x0D || c.value == 0x08;
    if (drawing || control) {
      return std::to_string(static_cast<unsigned>(c.value));
    }
  }
  return "";
}

TestWorld world_with(const Json& changes) {
  TestWorld world;
  world.terminal = true;
  world.environment["BACKCOACH_REGION"] = "GB";
  world.environment["TERM"] = "xterm";
  Json all = test::full_answers_json();
  for (const auto& [id, value] : changes.items()) all[id] = value;
  world.files.files["/a.json"] = all.dump();
  return world;
}

TEST_CASE("nothing a listener hears is drawn or redrawn", "[cli]") {
  for (const Json& changes :
       {Json::object(), Json{{"saddle_change", "yes"}}, Json{{"fever", "yes"}},
        Json{{"weight_loss_unexplained", "yes"}, {"cancer_ever", "yes"}}}) {
    TestWorld world = world_with(changes);
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{
             {"triage", "--answers", "/a.json"},
             {},
             {"plan"},
             {"explain"},
             {"explain", "cauda_equina_saddle"},
             {"explain", "bridge"},
             {"questions", "list"},
             {"questions", "show", "bladder_bowel"},
             {"exercises", "list"},
             {"exercises", "show", "bridge"},
             {"rules", "list"},
             {"help"},
             {"help", "triage"},
             {"version"}}) {
      std::vector<std::string> accessible = words;
      accessible.emplace_back("--accessible");
      accessible.emplace_back("--color");
      accessible.emplace_back("always");
      const test::Ran ran = world.run(accessible);
      INFO((words.empty() ? "status" : words.back()) << "\n" << ran.out);
      CHECK(stumbling_block(ran.out) == "");
      CHECK(stumbling_block(ran.err) == "");
    }
  }
}

TEST_CASE("an interview for listeners", "[cli]") {
  TestWorld world;
  world.terminal = true;
  world.environment["BACKCOACH_REGION"] = "GB";
  const test::Ran ran =
      world.run({"triage", "--accessible"}, "x\nx\n?\n1?\n2\n0\nq\n");
  INFO(ran.out);
  CHECK(stumbling_block(ran.out) == "");
  CHECK(contains(ran.out, "\n1. Yes\n2. No\n3. Still not sure\n"));
  CHECK(contains(ran.out, "Type numbers from 1 to"));
  CHECK(contains(ran.out, "thighs, not sure."));
  // A second miss is worded differently.
  CHECK(contains(ran.out, "That did not match."));
  // How to answer is told once, and again where somebody asks.
  const std::string how = "type b to go back";
  const std::size_t first = ran.out.find(how);
  REQUIRE(first != std::string::npos);
  const std::size_t asked = ran.out.find(how, first + 1);
  REQUIRE(asked != std::string::npos);
  CHECK(ran.out.find(how, asked + 1) == std::string::npos);
}

TEST_CASE("what turns the accessible form on", "[cli]") {
  const auto plain = [](std::map<std::string, std::string> environment,
                        std::vector<std::string> flags) {
    TestWorld world = world_with({{"saddle_change", "yes"}});
    for (auto& [key, value] : environment) world.environment[key] = value;
    flags.insert(flags.begin(), {"triage", "--answers", "/a.json"});
    return !world.run(flags).out.starts_with("  ") &&
           !contains(world.run(flags).out, "\n  ");
  };
  CHECK(plain({}, {"--accessible"}));
  CHECK(plain({{"ACCESSIBLE", "1"}}, {}));
  CHECK(plain({{"BACKCOACH_ACCESSIBLE", "yes"}}, {}));
  CHECK(plain({{"TERM", "dumb"}}, {}));
  CHECK_FALSE(plain({}, {}));
  CHECK_FALSE(plain({{"ACCESSIBLE", ""}}, {}));
  CHECK_FALSE(plain({{"ACCESSIBLE", "0"}}, {}));
  CHECK_FALSE(plain({{"ACCESSIBLE", "false"}}, {}));
  CHECK_FALSE(plain({{"BACKCOACH_ACCESSIBLE", "0"}, {"ACCESSIBLE", "1"}}, {}));
}

}  // namespace
}  // namespace backcoach::cli
