/// \file
/// Questions, as data.
#pragma once

#include <string>
#include <vector>

#include "backcoach/rules.hpp"

namespace backcoach {

/// What counts as what when a person is not sure, or would rather not say.
struct DoubtPolicy {
  bool offer = false;
  std::string counts_as;
  std::string because;
};

/// One choice of a question, with every finding that it sets.
struct Option {
  std::string text;
  SparseAnswers sets;
  std::string reply;  ///< said at once to whoever chooses it; may be empty
};

/// One line of a list question: a sign that can be picked.
struct Item {
  FindingIndex finding = 0;
  std::string text;
  std::string clarify;
};

enum class QuestionKind : std::uint8_t { yes_no, number, choice, list, many };

/// A part of the interview, named where a person sees it.
struct QuestionSection {
  std::string id;
  std::string title;
};

/// One screen of the interview.
struct Question {
  std::string id;
  int order = 0;
  std::string title;  ///< a few words that no other question has
  std::string section;
  QuestionKind kind = QuestionKind::yes_no;
  std::vector<FindingIndex> sets;
  bool is_private = false;
  std::string frame;
  std::string text;
  std::string example;
  std::string why;
  std::string clarify;
  std::string unit;
  std::vector<std::string> anchors;
  bool accepts_duration = false;
  bool may_skip = false;
  std::vector<Option> options;  ///< of choice and many
  std::vector<Item> items;      ///< of list
  DoubtPolicy not_sure;
  DoubtPolicy prefer_not_to_say;
  std::vector<Provenance> provenance;
};

}  // namespace backcoach
