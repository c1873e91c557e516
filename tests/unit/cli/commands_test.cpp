// Commands in process, in a world that lives in memory.
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/world.hpp"

namespace backcoach::cli {
namespace {

using test::contains;
using test::Json;
using test::Ran;
using test::TestWorld;

/// A world with answers at /a.json.
TestWorld with_answers(const Json& changes = Json::object()) {
  TestWorld world;
  Json all = test::full_answers_json();
  for (const auto& [id, value] : changes.items()) all[id] = value;
  world.files.files["/a.json"] = all.dump();
  return world;
}

const std::vector<std::string> kTriage = {"triage", "--answers", "/a.json"};

std::vector<std::string> triage_with(std::vector<std::string> more) {
  more.insert(more.begin(), kTriage.begin(), kTriage.end());
  return more;
}

TEST_CASE("without a command the state is shown and nothing written", "[cli]") {
  TestWorld world;
  const Ran ran = world.run({});
  CHECK(ran.exit == 0);
  CHECK(contains(ran.out, "backcoach triage"));
  CHECK(world.files.written.empty());
}

TEST_CASE("the exit code tells the urgency", "[cli]") {
  struct Row {
    Json changes;
    int exit;
  };
  for (const Row& row : {Row{Json::object(), 0}, Row{{{"fever", "yes"}}, 20},
                         Row{{{"saddle_change", "yes"}}, 30}}) {
    INFO(row.changes.dump());
    CHECK(with_answers(row.changes).run(kTriage).exit == row.exit);
    CHECK(with_answers(row.changes).run(triage_with({"--json"})).exit ==
          row.exit);
    CHECK(with_answers(row.changes).run(triage_with({"--exit-zero"})).exit ==
          0);
  }
}

TEST_CASE("answers that are missing are named", "[cli]") {
  TestWorld world;
  const Ran ran = world.run({"triage", "--set", "fever=no"});
  CHECK(ran.exit == 4);
  CHECK(contains(ran.err, "saddle_change"));
  const Ran json = world.run({"triage", "--set", "fever=no", "--json"});
  CHECK(json.exit == 4);
  CHECK(Json::parse(json.out)["next"]["id"] == "saddle");
}

TEST_CASE("standard input, file and --set give the same bytes", "[cli]") {
  TestWorld file = with_answers({{"fever", "not_sure"}});
  const std::string wanted = file.run(triage_with({"--json"})).out;
  TestWorld input = with_answers({{"fever", "not_sure"}});
  input.files.standard_input = input.files.files["/a.json"];
  CHECK(input.run({"triage", "--answers", "-", "--json"}).out == wanted);
  TestWorld set = with_answers();
  CHECK(set.run(triage_with({"--set", "fever=not_sure", "--json"})).out ==
        wanted);
  TestWorld all;
  std::vector<std::string> words = {"triage", "--json"};
  const Json answers = Json::parse(file.files.files["/a.json"]);
  for (const auto& [id, value] : answers.items()) {
    words.insert(words.end(),
                 {"--set", id + "=" +
                               (value.is_string() ? value.get<std::string>()
                                                  : value.dump())});
  }
  CHECK(all.run(words).out == wanted);
}

TEST_CASE("bad answers exit 3, an unreadable file 5", "[cli]") {
  TestWorld world;
  world.files.files["/a.json"] = R"({"feverr": "no"})";
  const Ran bad = world.run(kTriage);
  CHECK(bad.exit == 3);
  CHECK(bad.out.empty());
  CHECK(contains(bad.err, "did you mean \"fever\"?"));
  CHECK(world.run({"triage", "--answers", "/none.json"}).exit == 5);
  CHECK(world.run({"triage", "--set", "fever=maybe"}).exit == 3);
  CHECK(world.files.written.empty());
}

TEST_CASE("a full disk is reported with exit 5", "[cli]") {
  TestWorld world = with_answers();
  world.files.disk_full = true;
  const Ran ran = world.run(triage_with({"--output", "/out.txt"}));
  CHECK(ran.exit == 5);
  CHECK(contains(ran.err, "No space left on device"));
  CHECK(contains(ran.err, "[cannot-write]"));
  CHECK_FALSE(world.files.exists("/out.txt"));
}

TEST_CASE("a full disk does not hide an emergency", "[cli]") {
  TestWorld world = with_answers({{"saddle_change", "yes"}});
  world.files.disk_full = true;
  const Ran ran = world.run(kTriage);
  CHECK(ran.exit == 30);
  CHECK(contains(ran.out, "genitals or bottom"));
}

TEST_CASE("an emergency that cannot go to stdout goes to stderr", "[cli]") {
  TestWorld world = with_answers({{"saddle_change", "yes"}});
  world.out_closed = true;
  const Ran ran = world.run(kTriage);
  CHECK(ran.exit == 30);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "genitals or bottom"));
  TestWorld home = with_answers();
  home.out_closed = true;
  CHECK(home.run(kTriage).exit == 5);
}

TEST_CASE("results go to the file of --output", "[cli]") {
  TestWorld world = with_answers();
  const Ran ran = world.run(triage_with({"--json", "-o", "/out.json"}));
  CHECK(ran.exit == 0);
  CHECK(ran.out.empty());
  CHECK(Json::parse(world.files.files["/out.json"])["status"] == "decided");
}

TEST_CASE("private answers are not kept", "[cli]") {
  TestWorld world =
      with_answers({{"suicidal", "prefer_not_to_say"}, {"iv_drugs", "yes"}});
  (void)world.run(kTriage);
  REQUIRE_FALSE(world.files.written.empty());
  for (const std::string& path : world.files.written) {
    for (const Finding& finding : test::shipped_knowledge_base().findings) {
      if (!finding.sensitive) continue;
      INFO(path << ": " << finding.id);
      CHECK_FALSE(contains(world.files.files[path], "\"" + finding.id + "\""));
    }
  }
  TestWorld not_saved = with_answers();
  (void)not_saved.run(triage_with({"--no-save"}));
  CHECK(not_saved.files.written.empty());
}

TEST_CASE("the plan follows the last triage and refuses as it did", "[cli]") {
  TestWorld none;
  CHECK(none.run({"plan"}).exit == 6);
  TestWorld emergency = with_answers({{"saddle_change", "yes"}});
  (void)emergency.run(kTriage);
  const Ran refused = emergency.run({"plan"});
  CHECK(refused.exit == 30);
  CHECK(emergency.run({"exercises", "list"}).exit == 30);
}

TEST_CASE("a relative XDG folder is ignored", "[cli]") {
  TestWorld world = with_answers();
  world.environment["XDG_DATA_HOME"] = "relative";
  (void)world.run(kTriage);
  REQUIRE(world.files.written.size() == 1);
  CHECK(world.files.written[0] == "/home/me/.local/share/backcoach/diary.db");
  TestWorld absolute = with_answers();
  absolute.environment["XDG_DATA_HOME"] = "/x";
  (void)absolute.run(kTriage);
  CHECK(absolute.files.written ==
        std::vector<std::string>{"/x/backcoach/diary.db"});
  TestWorld home = with_answers();
  (void)home.run(triage_with({"--home", "/h"}));
  CHECK(home.files.written == std::vector<std::string>{"/h/diary.db"});
}

TEST_CASE("another knowledge base is used whole or not at all", "[cli]") {
  TestWorld world = with_answers();
  for (const SourceFile& file : test::shipped_files()) {
    world.files.files["kb/" + file.path] = file.text;
  }
  const std::string same =
      world.run(triage_with({"--json", "--data", "kb"})).out;
  CHECK(same == world.run(triage_with({"--json"})).out);
  CHECK(world.run({"rules", "check", "kb"}).exit == 0);
  world.files.files["kb/stages.json"] = "{}";
  const Ran broken = world.run(triage_with({"--data", "kb"}));
  CHECK(broken.exit == 3);
  CHECK(broken.out.empty());
  CHECK(contains(broken.err, "not used"));
  CHECK(world.run({"rules", "check", "kb"}).exit == 3);
  CHECK(world.run(triage_with({"--data", "nowhere"})).exit != 0);
}

TEST_CASE("the examples of every rule come out as they say", "[cli]") {
  const Ran ran = TestWorld().run({"rules", "test"});
  INFO(ran.out);
  CHECK(ran.exit == 0);
}

TEST_CASE("every reference page can be shown", "[cli]") {
  TestWorld world;
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"questions", "list"},
                                             {"questions", "show", "saddle"},
                                             {"questions", "template"},
                                             {"exercises", "list"},
                                             {"exercises", "show", "bridge"},
                                             {"rules", "list"},
                                             {"schema"},
                                             {"version"},
                                             {"explain", "cauda_equina_saddle"},
                                             {"explain", "bridge"},
                                             {"explain", "saddle"},
                                             {"explain", "RF01"},
                                             {"help"}}) {
    INFO(words[0]);
    const Ran text = world.run(words);
    CHECK(text.exit == 0);
    CHECK_FALSE(text.out.empty());
    CHECK(text.out.ends_with("\n"));
  }
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{
           {"questions", "list", "--json"},
           {"exercises", "list", "--json"},
           {"questions", "show", "saddle", "--json"},
           {"exercises", "show", "bridge", "--json"},
           {"rules", "list", "--json"},
           {"version", "--json"},
           {"questions", "template"}}) {
    INFO(words[0]);
    CHECK_FALSE(Json::parse(world.run(words).out).empty());
  }
}

TEST_CASE("the template of answers is an answers file", "[cli]") {
  TestWorld world;
  world.files.files["/a.json"] = world.run({"questions", "template"}).out;
  CHECK(world.run(kTriage).exit == 4);
}

TEST_CASE("colour follows flags, then the environment", "[cli]") {
  const auto colored = [](std::map<std::string, std::string> environment,
                          bool terminal, std::vector<std::string> flags) {
    TestWorld world = with_answers();
    world.terminal = terminal;
    for (auto& [key, value] : environment) world.environment[key] = value;
    return contains(world.run(triage_with(std::move(flags))).out, "\x1b");
  };
  const std::map<std::string, std::string> xterm = {{"TERM", "xterm"}};
  CHECK(colored(xterm, true, {}));
  CHECK_FALSE(colored(xterm, false, {}));
  CHECK_FALSE(colored({}, true, {}));
  CHECK_FALSE(colored({{"TERM", "dumb"}}, true, {}));
  CHECK_FALSE(colored({{"TERM", "xterm"}, {"NO_COLOR", "1"}}, true, {}));
  CHECK(colored({{"TERM", "xterm"}, {"NO_COLOR", ""}}, true, {}));
  CHECK(colored({{"TERM", "xterm"}, {"NO_COLOR", "1"}}, true,
                {"--color", "always"}));
  CHECK(colored({{"CLICOLOR_FORCE", "1"}}, false, {}));
  CHECK_FALSE(colored({{"CLICOLOR_FORCE", "0"}}, false, {}));
  CHECK_FALSE(colored({{"TERM", "xterm"}, {"CLICOLOR", "0"}}, true, {}));
  CHECK_FALSE(colored(xterm, true, {"--color", "never"}));
  CHECK_FALSE(colored(xterm, true, {"--color", "always", "--accessible"}));
}

TEST_CASE("words of the command line reach no terminal raw", "[cli]") {
  TestWorld world;
  const std::string word = "x\x1b[2J\xC2\x9B\xE2\x80\xAE";
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"explain", word},
        {"exercises", "show", word},
        {"questions", "show", word},
        {"schema", word},
        {"export", word},
        {"help", word},
        {"rules", "prove", "--property", word}}) {
    const Ran ran = world.run(words);
    INFO(words[0]);
    CHECK(ran.exit == 2);
    CHECK(contains(ran.err, "x?[2J??"));
    CHECK_FALSE(contains(ran.err, "\x1b"));
  }
}

}  // namespace
}  // namespace backcoach::cli
