#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// A type of the knowledge base is described once: `describe(a, v)` names each
/// member of `v` with its key in data/ and says how it is written there. What
/// reads JSON (`Fill`), packs (`Packed`) and visits conditions (`GateWalk`) are
/// each an `a` with these members:
///
///   at(key, member, how…)      a value; `how` is one or more of `as`
///   in(key, members)           an object whose values are members of `v`
///   maybe_in(key, members)     the same; it may be left out
///   only_if(holds, members)    values that stand there only if `holds`
///   everything(members)        values that a packed base has only whole
///   elsewhere(member)          a value that its own function reads
///   note(key)                  what is written for authors
///   check(look)                called with the reader once these are read
namespace backcoach {

namespace as {

/// May be left out; then the member keeps its value.
inline constexpr struct Optional {
} optional;
/// Ids of exercises, findings or findings that are numbers.
inline constexpr struct AnExercise {
} exercise;
inline constexpr struct ARule {
} rule;
inline constexpr struct AMenu {
} menu;
inline constexpr struct AFinding {
} finding;
inline constexpr struct NumberFinding {
} number_finding;
/// "pending", or "signed" and the day.
inline constexpr struct Review {
} review;
/// A text or null, which is "".
inline constexpr struct Nullable {
} nullable;
/// For each of some findings a list of values, any of which will do.
inline constexpr struct AnyValue {
} any_value;
/// Minutes of the day, written "07:00".
inline constexpr struct TimeOfDay {
} time_of_day;
/// A range of which only the low end is kept.
inline constexpr struct LowEnd {
} low_end;
/// A range of days; null as its end means "and after".
inline constexpr struct OpenEnd {
} open_end;
/// An object with one value for each stage.
inline constexpr struct ByStage {
} by_stage;
/// A gate written as what has to hold, with "because" and "unknown"; kept is
/// when it does not, so that doubt counts against it as everywhere else.
inline constexpr struct Turned {
} turned;
/// The key of the words of a gate.
struct Words {
  const char* key;
};
/// What a note is, in the words of an error; without this it is a text.
struct Type {
  const char* words;
};
/// A list of gates, each an object with "when" and these words.
struct EachWith {
  const char* words;
};
/// A flag that holds if this word stands there.
struct Text {
  const char* word;
};
/// A text that may be left out unless this holds.
struct RequiredIf {
  bool holds;
};
/// A flag, as the word for yes or the word for no.
struct Either {
  const char* yes;
  const char* no;
};
/// One of these words.
struct OneOf : std::vector<std::string> {
  using std::vector<std::string>::vector;
};
/// A set of values of this finding, one bit each.
struct ValuesOf {
  std::uint16_t finding;
};

}  // namespace as

/// Whether `describe` is there for a type.
template <class T>
concept Described = requires(int& a, T& v) {
  describe(a, v);
};

}  // namespace backcoach

/// Members of `v` that are named as their keys; of the second, all optional.
#define BACKCOACH_MEMBERS(...) \
  BACKCOACH_EXPAND(BACKCOACH_EACH(BACKCOACH_MEMBER, __VA_ARGS__))
#define BACKCOACH_MAYBE(...) \
  BACKCOACH_EXPAND(BACKCOACH_EACH(BACKCOACH_OPTIONAL, __VA_ARGS__))
#define BACKCOACH_MEMBER(name) a.at(#name, v.name)
#define BACKCOACH_OPTIONAL(name) a.at(#name, v.name, as::optional)
#define BACKCOACH_EACH(what, name, ...) \
  what(name) __VA_OPT__(; BACKCOACH_AGAIN BACKCOACH_DONE(what, __VA_ARGS__))
#define BACKCOACH_AGAIN() BACKCOACH_EACH
#define BACKCOACH_DONE ()
#define BACKCOACH_EXPAND(...) BACKCOACH_EXPAND3(BACKCOACH_EXPAND3(__VA_ARGS__))
#define BACKCOACH_EXPAND3(...) \
  BACKCOACH_EXPAND2(BACKCOACH_EXPAND2(BACKCOACH_EXPAND2(__VA_ARGS__)))
#define BACKCOACH_EXPAND2(...) \
  BACKCOACH_EXPAND1(BACKCOACH_EXPAND1(BACKCOACH_EXPAND1(__VA_ARGS__)))
#define BACKCOACH_EXPAND1(...) __VA_ARGS__
