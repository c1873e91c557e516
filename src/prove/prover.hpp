#pragma once

#include <functional>
#include <optional>

#include "network_copy.hpp"

namespace backcoach::prove {

/// Two sets of answers; the second is the first again where only one matters.
struct Witness {
  Answers answers;
  Answers then;
};

/// Whether the engine itself comes out as the solver says.
using Really = std::function<bool(const Witness&)>;

/// One question: can `all` hold together, and for which answers?
struct Query {
  std::vector<Literal> all;
  const NetworkCopy* person = nullptr;  ///< empty = `Prover::person`
  const NetworkCopy* then = nullptr;    ///< empty = the same
  Really really;
  bool smallest = true;  ///< look for as few answers as possible
};

struct Found {
  bool exists = false;
  bool unsure = false;  ///< the solver knows answers, the engine disagrees
  std::optional<Witness> witness;
};

/// The knowledge base as statements about one person whose answers are free.
class Prover {
 public:
  explicit Prover(const KnowledgeBase& kb);

  [[nodiscard]] const KnowledgeBase& kb() const { return kb_; }
  [[nodiscard]] Gates& gates() { return gates_; }
  [[nodiscard]] Encoder& encoder() { return encoder_; }
  [[nodiscard]] const Space& space() const { return space_; }
  [[nodiscard]] const NetworkCopy& person() const { return person_; }
  [[nodiscard]] std::size_t queries() const { return solver_.queries(); }

  /// Only answers without a conflict are considered.
  [[nodiscard]] Found find(const Query& query);
  [[nodiscard]] bool can_hold(const std::vector<Literal>& all) {
    return solver_.can_hold(all);
  }
  [[nodiscard]] bool value(Literal literal) const {
    return solver_.value(literal);
  }

 private:
  /// Replaces the witness by one with as few answers as possible, if the
  /// engine bears that one out too.
  void make_smaller(const Query& query, const std::vector<Literal>& wanted,
                    Found& found);
  /// What says that something is answered, and may be said or not.
  [[nodiscard]] std::vector<Literal> answered_in(const Query& query) const;
  [[nodiscard]] std::optional<Witness> try_on_engine(const Query& query) const;

  const KnowledgeBase& kb_;
  Solver solver_;
  Gates gates_;
  Space space_;
  Encoder encoder_;
  NetworkCopy person_;
};

}  // namespace backcoach::prove
