#pragma once

#include "prover.hpp"

namespace backcoach::prove {

/// Two knowledge bases about one person, as statements about the same answers.
///
/// What both ask is answered once. A base is told what it can take: not what
/// it does not ask, a choice it does not offer, or a number out of its range.
/// A finding of the same name and another type is another finding.
class TwoBases {
 public:
  TwoBases(const KnowledgeBase& older, const KnowledgeBase& newer);

  [[nodiscard]] Gates& gates() { return gates_; }
  [[nodiscard]] const NetworkCopy& older() const { return older_.person; }
  [[nodiscard]] const NetworkCopy& newer() const { return newer_.person; }
  /// "No measure of the diary is known", part by part.
  [[nodiscard]] std::vector<Literal> no_diary() const;
  [[nodiscard]] std::size_t queries() const { return solver_.queries(); }

  /// Whether `all` can hold together.
  /// \param really whether both engines come out as the solver says.
  /// \return the smallest answers: `Witness::answers` for the older base,
  /// `Witness::then` for the newer.
  [[nodiscard]] Found find(const std::vector<Literal>& all,
                           const Really& really);

 private:
  struct Side {
    Side(const KnowledgeBase& base, Gates& gates);
    const KnowledgeBase& kb;
    Space space;
    Encoder encoder;
    State given;
    NetworkCopy person;
  };

  void cut_alike();
  void share_answers();
  void link(FindingIndex older, FindingIndex newer);
  void link_values(FindingIndex older, FindingIndex newer);
  void link_numbers(FindingIndex older, FindingIndex newer);
  [[nodiscard]] std::vector<std::string> mixed() const;
  [[nodiscard]] std::optional<Witness> try_on_engine(
      const Really& really) const;
  void make_smaller(const std::vector<Literal>& wanted, const Really& really,
                    Found& found);
  [[nodiscard]] std::optional<std::vector<Literal>> elsewhere();

  Solver solver_;
  Gates gates_;
  Side older_;
  Side newer_;
  std::vector<Literal> answered_;  ///< per finding of either: it is answered
};

}  // namespace backcoach::prove
