// What batch is measured against in C++: parsing alone, and the same rules
// walked as they stand in data/, as a tree of nlohmann::json.
//
//   baselines parse|index|walk PEOPLE ROUNDS [DATA_DIR]
//
// Prints nanoseconds of processor time per line on stderr, measured over ROUNDS
// of the file held in memory, and for walk the rules of each person on stdout.
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

using Json = nlohmann::json;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Every line becomes a tree, and nothing is done with it.
std::size_t parse(const simdjson::padded_string& text) {
  static simdjson::dom::parser parser;
  static simdjson::dom::document_stream stream;
  std::size_t lines = 0;
  if (parser.parse_many(text, 256 * 1024).get(stream)) std::abort();
  for (auto document : stream) {
    if (document.error()) std::abort();
    ++lines;
  }
  return lines;
}

/// Only the first half of parsing: where the tokens are.
std::size_t index(const simdjson::padded_string& text) {
  static std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  constexpr std::size_t kPiece = 256 * 1024;
  if (!parser &&
      simdjson::get_active_implementation()->create_dom_parser_implementation(
          kPiece, 1, parser)) {
    std::abort();
  }
  std::size_t lines = 0;  // tokens, so that nothing is optimised away
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(at + kPiece, text.size());
    while (end > at && text.data()[end - 1] != '\n') --end;
    if (parser->stage1(reinterpret_cast<const std::uint8_t*>(text.data()) + at,
                       end - at, simdjson::stage1_mode::regular)) {
      std::abort();
    }
    at = end;
    lines += parser->n_structural_indexes;
  }
  return lines;
}

// ---- the walk: docs/knowledge-base.md, word by word

enum Truth { no, open, yes };
const std::vector<std::string> kOrder = {"self_care", "routine", "soon",
                                         "same_day", "emergency"};

int rank(const std::string& urgency) {
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), urgency) -
                          kOrder.begin());
}

struct Base {
  std::map<std::string, Json, std::less<>> findings, facts, rules;
};

struct Interval {
  double low = 0, high = 0;
  bool known = true;
};

class Walk {
 public:
  Walk(const Base& base, const Json& answers) : base_(base), given_(answers) {}

  Truth truth(const Json& c, int urgency, bool negated = false) const {
    if (const auto it = c.find("all_of"); it != c.end()) {
      Truth all = yes;
      for (const Json& p : *it) all = std::min(all, truth(p, urgency, negated));
      return all;
    }
    if (const auto it = c.find("any_of"); it != c.end()) {
      Truth any = no;
      for (const Json& p : *it) any = std::max(any, truth(p, urgency, negated));
      return any;
    }
    if (const auto it = c.find("none_of"); it != c.end()) {
      Truth any = no;
      for (const Json& p : *it)
        any = std::max(any, truth(p, urgency, !negated));
      return static_cast<Truth>(yes - any);
    }
    if (const auto it = c.find("of"); it != c.end()) {
      int sure = 0, possible = 0;
      for (const Json& p : *it) {
        const Truth t = truth(p, urgency, negated);
        sure += t == yes;
        possible += t != no;
      }
      const int wanted = c["at_least"].get<int>();
      return sure >= wanted ? yes : possible >= wanted ? open : no;
    }
    if (const auto it = c.find("fact"); it != c.end()) {
      return truth(base_.facts.find(it->get_ref<const std::string&>())->second,
                   urgency, negated);
    }
    if (const auto it = c.find("rule"); it != c.end()) {
      const int least = c.contains("urgency") ? rank(c["urgency"]) : 1;
      Truth any = no;
      const Json& rule =
          base_.rules.find(it->get_ref<const std::string&>())->second;
      for (const Json& o : rule["outcomes"]) {
        const int u = rank(o["urgency"].get_ref<const std::string&>());
        if (u >= least) any = std::max(any, truth(o["when"], u));
      }
      return any;
    }
    if (c.contains("history")) return no;
    if (const auto it = c.find("number"); it != c.end()) {
      return compare(c, number(*it));
    }
    return leaf(c, urgency, negated);
  }

 private:
  const Json* value(const std::string& name) const {
    if (const auto it = given_.find(name); it != given_.end()) return &*it;
    const Json& finding = base_.findings.find(name)->second;
    const auto it = finding.find("when_absent");
    return it == finding.end() ? nullptr : &*it;
  }

  Truth leaf(const Json& c, int urgency, bool negated) const {
    const auto& name = c["finding"].get_ref<const std::string&>();
    const Json& about = base_.findings.find(name)->second;
    if (const auto it = c.find("answered"); it != c.end()) {
      return given_.contains(name) == it->get<bool>() ? yes : no;
    }
    if (about["type"] == "number") return compare(c, number(c));
    const Json* got = value(name);
    if (!got) return open;
    const auto from = [](bool holds) { return holds ? yes : no; };
    if (const auto it = c.find("in"); it != c.end()) {
      return from(std::find(it->begin(), it->end(), *got) != it->end());
    }
    if (const auto it = c.find("has"); it != c.end()) {
      return from(std::find(got->begin(), got->end(), *it) != got->end());
    }
    if (const auto it = c.find("plainly"); it != c.end()) {
      return from(*got == *it);
    }
    const bool doubt = about["type"] == "yes_no" && *got != "yes" &&
                       *got != "no" && c["is"] == "yes";
    if (!doubt) return from(*got == c["is"]);
    if (const auto it = c.find("doubt"); it != c.end())
      return from(*it == "yes");
    if (negated) return no;
    if (*got == "not_sure") return from(urgency >= 2);
    return from(urgency >= 3 &&
                !(about.contains("refusal") && about["refusal"] == "no"));
  }

  bool answered(const Json& e) const {
    if (e.is_number()) return true;
    if (const auto it = e.find("finding"); it != e.end()) {
      return given_.contains(it->get_ref<const std::string&>());
    }
    if (e.contains("history")) return false;
    for (const auto& [key, parts] : e.items()) {
      for (const Json& part : parts) {
        if (!answered(part)) return false;
      }
    }
    return true;
  }

  Interval number(const Json& e) const {
    if (e.is_number()) return {e.get<double>(), e.get<double>()};
    if (e.contains("history")) return {0, 0, false};
    if (const auto it = e.find("finding"); it != e.end()) {
      const auto& name = it->get_ref<const std::string&>();
      if (const Json* got = value(name)) {
        return {got->get<double>(), got->get<double>()};
      }
      const Json& about = base_.findings.find(name)->second;
      return {about["min"].get<double>(), about["max"].get<double>()};
    }
    if (const auto it = e.find("first_of"); it != e.end()) {
      for (const Json& part : *it) {
        if (answered(part)) return number(part);
      }
      return number(it->back());
    }
    if (const auto it = e.find("sum"); it != e.end()) {
      Interval sum;
      for (const Json& part : *it) {
        const Interval one = number(part);
        sum = {sum.low + one.low, sum.high + one.high, sum.known && one.known};
      }
      return sum;
    }
    if (const auto it = e.find("difference"); it != e.end()) {
      const Interval a = number((*it)[0]), b = number((*it)[1]);
      return {a.low - b.high, a.high - b.low, a.known && b.known};
    }
    const Interval a = number(e["times"][0]);
    const double factor = e["times"][1].get<double>();
    return {std::min(a.low * factor, a.high * factor),
            std::max(a.low * factor, a.high * factor), a.known};
  }

  static Truth compare(const Json& c, Interval v) {
    if (!v.known) return no;
    Truth all = yes;
    const auto bound = [&](const char* word, auto holds, bool upward) {
      const auto it = c.find(word);
      if (it == c.end()) return;
      const double limit = it->get<double>();
      const bool sure = holds(upward ? v.low : v.high, limit);
      const bool possible = holds(upward ? v.high : v.low, limit);
      all = std::min(all, sure ? yes : possible ? open : no);
    };
    bound("at_least", std::greater_equal<>(), true);
    bound("more_than", std::greater<>(), true);
    bound("at_most", std::less_equal<>(), false);
    bound("less_than", std::less<>(), false);
    if (const auto it = c.find("equals"); it != c.end()) {
      const double limit = it->get<double>();
      all = std::min(all, v.low == limit && v.high == limit   ? yes
                          : v.low <= limit && limit <= v.high ? open
                                                              : no);
    }
    return all;
  }

  const Base& base_;
  const Json& given_;
};

Base load(const std::filesystem::path& data) {
  Base base;
  const Json findings = Json::parse(read(data / "findings.json"));
  for (const Json& group : findings["groups"]) {
    for (const Json& one : group["findings"]) base.findings[one["id"]] = one;
  }
  const Json facts = Json::parse(read(data / "facts.json"));
  for (const Json& fact : facts["facts"]) base.facts[fact["id"]] = fact["when"];
  for (const auto& file :
       std::filesystem::directory_iterator(data / "red_flags")) {
    Json rule = Json::parse(read(file.path()));
    const std::string id = rule["id"];
    if (rule.contains("outcomes")) base.rules[id] = std::move(rule);
  }
  return base;
}

std::size_t walk(const Base& base, const std::vector<std::string>& lines,
                 bool print) {
  std::size_t sum = 0;
  for (const std::string& line : lines) {
    const Json answers = Json::parse(line);
    const Walk person(base, answers);
    int urgency = 0;
    std::vector<const std::string*> fired;
    for (const auto& [id, rule] : base.rules) {
      int highest = -1;
      for (const Json& outcome : rule["outcomes"]) {
        const int u = rank(outcome["urgency"].get_ref<const std::string&>());
        if (person.truth(outcome["when"], u) == yes) {
          highest = std::max(highest, u);
        }
      }
      if (highest >= 0) fired.push_back(&id);
      urgency = std::max(urgency, highest);
    }
    sum += fired.size();
    if (!print) continue;
    std::cout << urgency << ' ';
    for (std::size_t i = 0; i < fired.size(); ++i) {
      std::cout << (i > 0 ? " " : "") << *fired[i];
    }
    std::cout << '\n';
  }
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::string what = argv[1];
  const std::string text = read(argv[2]);
  const int rounds = std::atoi(argv[3]);
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  const simdjson::padded_string padded(text);
  Base base;
  if (what == "walk") {
    base = load(argv[4]);
    walk(base, lines, /*print=*/true);
  }
  // Processor time: other work on the machine does not count.
  const std::clock_t begin = std::clock();
  std::size_t sink = 0;
  for (int i = 0; i < rounds; ++i) {
    if (what == "parse") sink += parse(padded);
    if (what == "index") sink += index(padded);
    if (what == "walk") sink += walk(base, lines, /*print=*/false);
  }
  const double took = static_cast<double>(std::clock() - begin) * 1e9 /
                      static_cast<double>(CLOCKS_PER_SEC);
  std::fprintf(stderr, "%f\n",
               took / rounds / static_cast<double>(lines.size()));
  return sink == static_cast<std::size_t>(-1) ? 1 : 0;
}
