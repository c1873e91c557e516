#include "complete.hpp"

#include <algorithm>
#include <array>

#include "../prove/properties.hpp"
#include "commands/forms.hpp"
#include "config.hpp"
#include "context.hpp"
#include "figures.hpp"
#include "standing.hpp"

namespace backcoach::cli {
namespace {

bool is_verb(std::string_view word) {
  return !word.empty() && word.front() >= 'a' && word.front() <= 'z';
}

std::vector<std::string> cut(std::string_view text, char at) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t end = std::min(text.find(at), text.size());
    out.emplace_back(text.substr(0, end));
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

/// What one place of a call takes.
struct Place {
  const Command* command = nullptr;
  std::string verb;
  std::string takes;   ///< "FILE|-", "ID=VALUE", "auto|always|never"
  std::string before;  ///< the word before it: KEY for VALUE
};

/// Collects what begins as the typed word.
class Offer {
 public:
  Offer(Context& context, std::string typed)
      : context_(context), typed_(std::move(typed)) {}

  void add(std::string_view word, std::string_view about = {}) {
    if (word.starts_with(typed_)) {
      out_.words.push_back({std::string(word), std::string(about)});
    }
  }

  void add_place(const Place& place) {
    const std::string_view takes = place.takes;
    if (takes.starts_with("FILE") || takes == "OLD" || takes == "NEW") {
      out_.files = Candidates::Files::any;
    } else if (takes == "DIR") {
      out_.files = Candidates::Files::folders;
    } else if (takes == "ID=VALUE" || takes == "NAME=VALUE") {
      add_answers();
    } else if (takes == "FORMAT") {
      add_formats(place);
    } else if (takes == "ID" || takes == "NAME" || takes == "TOPIC" ||
               takes == "EXERCISE") {
      add_names(place);
    } else if (takes == "KEY") {
      for (const ConfigKey& key : config_keys()) add(key.name, key.means);
    } else if (takes == "VALUE") {
      add_values(place.before);
    } else if (takes == "CC") {
      add_regions();
    } else if (takes == "STYLE") {
      for (const FigureStyleName& style : figure_styles()) add(style.name);
    } else if (takes == "WHEN") {
      for (const char* when : {"off", "end", "all"}) add(when);
    } else if (takes == "COMMAND" && place.command &&
               place.command->name == "help") {
      for (const Command& one : commands()) add(one.name, one.summary);
    } else if (is_verb(takes)) {
      for (const std::string& word : cut(takes, '|')) add(word);
    }
  }

  void add_flags(const Command* command, const std::string& verb,
                 const std::vector<std::string>& used) {
    const auto offer = [&](const Flag& flag) {
      const std::string word = "--" + std::string(flag.name);
      const bool again =
          !flag.many && std::find(used.begin(), used.end(), word) != used.end();
      if (!again) add(word, flag.help);
    };
    if (command) {
      for (const Flag& flag : command->flags) {
        if (takes(verb, flag)) offer(flag);
      }
    }
    for (const Flag& flag : common_flags()) offer(flag);
  }

  [[nodiscard]] Candidates& out() { return out_; }

 private:
  void add_answers() {
    const KnowledgeBase* kb = context_.knowledge(Parts::decision);
    if (!kb) return;
    const std::size_t equal = typed_.find('=');
    if (equal == std::string::npos) {
      for (const Finding& finding : kb->findings) {
        if (!finding.history) add(finding.id + "=", finding.means);
      }
      out_.goes_on = true;
      return;
    }
    const std::string name = typed_.substr(0, equal);
    for (const Finding& finding : kb->findings) {
      if (finding.id != name) continue;
      if (finding.type == FindingType::yes_no) {
        for (const char* value : {"yes", "no", "not_sure", "prefer_not_to_say"})
          add(name + "=" + value);
      }
      for (const std::string& value : finding.values) add(name + "=" + value);
    }
  }

  void add_formats(const Place& place) {
    const bool flag = place.before == "--format";
    if (!flag && place.command && place.command->name == "export") {
      for (const Form& form : export_forms()) add(form.name, form.summary);
      return;
    }
    const Formats can = place.command ? place.command->formats : Formats::plain;
    for (const std::string_view name : format_names(can)) add(name);
  }

  void add_names(const Place& place) {
    const std::string_view command =
        place.command ? place.command->name : std::string_view();
    if (command == "diary") {
      add("last", "The newest entry");
      return;
    }
    if (command == "rules" && place.takes == "NAME") {
      for (const prove::Property& one : prove::properties()) {
        add(one.name, one.claim);
      }
      return;
    }
    const KnowledgeBase* kb = context_.knowledge();
    if (!kb) return;
    if (command == "schema") {
      for (const SchemaFile& schema : kb->schemas) add(schema.name);
      return;
    }
    if (command == "rules" || command == "explain") {
      for (const Rule& rule : kb->rules) add(rule.id, rule.title);
    }
    if (command == "questions" || command == "explain") {
      for (const Question& one : kb->questions) add(one.id, one.text);
    }
    const bool exercises =
        command == "exercises" || command == "explain" || command == "session";
    // Who was told to get help is shown no exercise, here neither.
    if (!exercises) return;
    if (known(context_, *kb, store::Access::read_now).standing.forbids()) {
      return;
    }
    for (const Exercise& card : kb->exercises) add(card.id, card.name);
  }

  void add_values(const std::string& key) {
    const ConfigKey* known = config_key(key);
    if (!known) return;
    if (key == "region") {
      add_regions();
    } else if (known->is_switch) {
      add("true");
      add("false");
    } else if (key == "figure") {
      for (const FigureStyleName& style : figure_styles()) add(style.name);
    } else if (key == "color") {
      for (const char* value : {"auto", "always", "never"}) add(value);
    } else if (key == "bell") {
      for (const char* value : {"off", "end", "all"}) add(value);
    } else if (key == "data") {
      out_.files = Candidates::Files::folders;
    }
  }

  void add_regions() {
    const KnowledgeBase* kb = context_.knowledge(Parts::decision);
    if (!kb) return;
    for (const Region& region : kb->regions) add(region.code);
  }

  Context& context_;
  std::string typed_;
  Candidates out_;
};

const Flag* flag_named(const Command* command, std::string_view word) {
  const auto is = [&](const Flag& flag) {
    return word == "--" + std::string(flag.name) ||
           (flag.letter != 0 && word == std::string("-") + flag.letter);
  };
  if (command) {
    for (const Flag& flag : command->flags) {
      if (is(flag)) return &flag;
    }
  }
  for (const Flag& flag : common_flags()) {
    if (is(flag)) return &flag;
  }
  return nullptr;
}

/// The words before the one that is typed, told apart.
struct Before {
  const Command* command = nullptr;
  std::vector<std::string> words;  ///< plain, after the command
  std::vector<std::string> flags;  ///< as "--name"
  const Flag* open = nullptr;      ///< its value is what is typed
};

Before read_before(const std::vector<std::string>& typed) {
  Before out;
  for (std::size_t i = 0; i + 1 < typed.size(); ++i) {
    const std::string& word = typed[i];
    out.open = nullptr;
    if (word.starts_with("-") && word.size() > 1) {
      const std::string name = word.substr(0, word.find('='));
      const Flag* flag = flag_named(out.command, name);
      if (!flag) continue;
      out.flags.push_back("--" + std::string(flag->name));
      if (flag->value.empty() || name.size() < word.size()) continue;
      out.open = flag;
      ++i;  // its value
      if (i + 1 < typed.size()) out.open = nullptr;
    } else if (!out.command) {
      out.command = command_named(word);
      if (!out.command) return out;
    } else {
      out.words.push_back(word);
    }
  }
  return out;
}

void add_words(Offer& offer, const Before& before) {
  const std::size_t at = before.words.size();
  for (const Alternative& one : alternatives(before.command->words)) {
    if (at >= one.size()) continue;
    if (at > 0 && is_verb(one[0]) && one[0] != before.words[0]) continue;
    if (at > 0 && !is_verb(one[0])) continue;
    if (is_verb(one[at])) {
      offer.add(one[at]);
    } else {
      offer.add_place({before.command,
                       before.words.empty() ? "" : before.words[0], one[at],
                       at > 0 ? before.words[at - 1] : ""});
    }
  }
}

}  // namespace

std::vector<Alternative> alternatives(std::string_view words) {
  std::string plain;
  for (const char c : words) {
    if (c != '[' && c != ']') plain += c;
  }
  std::vector<Alternative> out;
  for (const std::string& part : cut(plain, '|')) {
    if (part == "-" || part.empty()) continue;  // "FILE|-"
    out.push_back(cut(part, ' '));
  }
  return out;
}

Candidates candidates(Context& context, const std::vector<std::string>& typed) {
  const std::string current = typed.empty() ? std::string() : typed.back();
  const Before before = read_before(typed);
  const std::string verb =
      before.words.empty()
          ? std::string(before.command ? before.command->verb : "")
          : before.words[0];
  if (before.open) {
    Offer offer(context, current);
    offer.add_place({before.command, verb, std::string(before.open->value),
                     "--" + std::string(before.open->name)});
    return offer.out();
  }
  const std::size_t equal = current.find('=');
  if (current.starts_with("--") && equal != std::string::npos) {
    const Flag* flag = flag_named(before.command, current.substr(0, equal));
    if (!flag || flag->value.empty()) return {};
    Offer offer(context, current.substr(equal + 1));
    offer.add_place({before.command, verb, std::string(flag->value),
                     "--" + std::string(flag->name)});
    for (Candidate& one : offer.out().words) {
      one.word.insert(0, current.substr(0, equal + 1));
    }
    return offer.out();
  }
  Offer offer(context, current);
  if (current.starts_with("-")) {
    offer.add_flags(before.command, verb, before.flags);
    return offer.out();
  }
  if (!before.command) {
    for (const Command& one : commands()) offer.add(one.name, one.summary);
    return offer.out();
  }
  add_words(offer, before);
  return offer.out();
}

}  // namespace backcoach::cli
