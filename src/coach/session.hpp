/// \file
/// A guided session: exercises with countdowns, holds, repetitions, rests and
/// changes of side. A plain state machine: time and keys go in, what to show
/// and say comes out. It reads no clock, so a test can run it as it likes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../kb/figure.hpp"
#include "backcoach/plan.hpp"

namespace backcoach {

/// Something that can be done in a session, with what may take its place.
struct SessionCard {
  ExerciseIndex exercise = 0;
  std::string id;
  std::string title;
  ItemDose dose;
  std::vector<std::string> care;
  std::vector<std::string> steps;
  std::string easier_words;  ///< how it is made easier; of easier cards
  std::optional<std::size_t> easier;  ///< in `SessionScript::cards`
  std::vector<std::size_t> swaps;     ///< best first
};

/// Seconds between the parts of a session.
struct SessionTimes {
  int get_ready = 0;
  int between_holds = 0;
  int between_sets = 0;
  int switch_sides = 0;
  int per_rep = 0;
  int uncounted_set = 0;
  int more = 0;
};

/// What a session is made of.
struct SessionScript {
  std::vector<SessionCard> cards;
  std::vector<std::size_t> order;  ///< the cards to do
  SessionTimes times;
};

/// The session of a plan: the goes that follow each other without a gap around
/// `minute` of the day, or the next ones after it, or the last of the day.
/// Every card in it, and every swap and easier form, is one that this person
/// may do.
/// \param only  an exercise id: just that one; empty = as above.
/// \return a script without `order` when there is nothing to guide.
[[nodiscard]] SessionScript session_of(const KnowledgeBase& kb,
                                       const Answers& answers,
                                       const PlanPermission& permission,
                                       const Plan& plan, int minute,
                                       const std::string& only = {});

/// One step of a test of a direction, or the rest that follows the last one.
/// \param step  a place in `test.steps`, or their number for the rest.
[[nodiscard]] SessionScript session_of_step(const KnowledgeBase& kb,
                                            const Answers& answers,
                                            const DirectionTest& test,
                                            std::size_t step);

enum class SessionPart : std::uint8_t {
  get_ready,
  hold,
  reps,
  timer,  ///< minutes, or a set that is not counted
  pause,  ///< between holds
  rest,   ///< between sets
  switch_sides,
  ended
};

enum class SessionKey : std::uint8_t {
  pause,  ///< and go on again
  next,
  swap,
  easier,
  more,
  done,   ///< this part is over
  wrong,  ///< something is wrong: ends the session at once
  stop
};

enum class SessionEnd : std::uint8_t { running, finished, stopped, wrong };

/// Something to say or to ring, once.
struct SessionCue {
  enum class Bell : std::uint8_t { none, start, end };
  std::string words;  ///< empty = only the bell
  Bell bell = Bell::none;
};

/// Everything a screen shows of one moment.
struct SessionView {
  SessionPart part = SessionPart::get_ready;
  SessionEnd end = SessionEnd::running;
  bool paused = false;
  std::size_t card = 0;               ///< in `SessionScript::cards`
  std::size_t number = 0, count = 0;  ///< "2 of 5", from 1
  Side side = Side::none;
  int seconds_left = 0;   ///< rounded up
  int rep = 0, reps = 0;  ///< the one that is done now, from 1
  int set = 0, sets = 0;
  int moved_ms = 0;  ///< since this part began
  std::string next;  ///< what comes after this part
  bool has_easier = false, has_swap = false;
};

/// What was done of one exercise.
struct SessionEntry {
  std::string exercise;
  enum class Result : std::uint8_t { done, part, skipped, swapped };
  Result result = Result::skipped;
  bool eased = false;
  int sets = 0;     ///< whole ones, of both sides
  int reps = 0;     ///< or holds, all together
  int seconds = 0;  ///< of holding, moving or walking
  /// What the three would be if all of it were done.
  int planned_sets = 0, planned_reps = 0, planned_seconds = 0;
  std::string rating;  ///< name of a `Rating`; empty when not told
};

/// What a diary keeps of a session.
struct SessionReport {
  std::vector<SessionEntry> entries;
  SessionEnd end = SessionEnd::running;
  int seconds = 0;  ///< from the first count to the end, without pauses
  std::optional<int> pain_before;  ///< 0 to 10; asked by the screen
  std::optional<int> pain_during;
};

class Session {
 public:
  explicit Session(SessionScript script);

  /// Lets time pass, at most to the end of an exercise: the next one begins
  /// with its whole countdown. \return what to say now, in order.
  std::vector<SessionCue> tick(int milliseconds);
  /// Goes on, paused, after it ended because something was wrong.
  void resume();
  /// A key. Keys that mean nothing now do nothing.
  std::vector<SessionCue> press(SessionKey key);

  [[nodiscard]] SessionView view() const;
  [[nodiscard]] const SessionScript& script() const { return script_; }
  [[nodiscard]] bool ended() const { return end_ != SessionEnd::running; }
  /// What was done so far; whole at any moment.
  [[nodiscard]] SessionReport record() const;

 private:
  /// A stretch of time within an exercise.
  struct Piece {
    SessionPart part = SessionPart::get_ready;
    int milliseconds = 0;
    Side side = Side::none;
    int rep = 0;  ///< of holds
    int set = 0;
  };
  using Cues = std::vector<SessionCue>;

  void begin_card(Cues& cues);
  void begin_piece(Cues& cues);
  void finish_piece(Cues& cues);
  void finish_card(Cues& cues, SessionEntry::Result result);
  void replace_card(std::size_t card, bool eased, Cues& cues);
  void end(SessionEnd how);
  void count(const Piece& piece, int milliseconds);
  void count_down(int before_ms, Cues& cues) const;
  [[nodiscard]] const SessionCard& card() const;
  [[nodiscard]] std::vector<Piece> pieces_of(const SessionCard& card) const;
  [[nodiscard]] std::string words_of(const Piece& piece) const;
  [[nodiscard]] std::string next_words() const;
  [[nodiscard]] static int reps_in(const Piece& piece, const SessionCard& card);
  [[nodiscard]] SessionEntry fresh(const SessionCard& card) const;

  SessionScript script_;
  std::size_t at_ = 0;         ///< in `order`
  std::size_t card_ = 0;       ///< in `cards`
  std::size_t swap_ = 0;       ///< how many swaps of this place were used
  std::size_t swap_from_ = 0;  ///< the planned card of this place
  std::vector<Piece> pieces_;
  std::size_t piece_ = 0;
  int left_ms_ = 0;
  int moved_ms_ = 0;
  bool paused_ = false;
  long long active_ms_ = 0;
  SessionEnd end_ = SessionEnd::running;
  SessionEntry entry_;
  int entry_ms_ = 0;
  std::vector<SessionEntry> entries_;
  std::size_t entries_at_end_ = 0;  ///< before it ended
};

/// How far along a figure is at this moment of a session.
[[nodiscard]] double figure_phase(const Figure& figure, const SessionView& view,
                                  const SessionTimes& times);

}  // namespace backcoach
