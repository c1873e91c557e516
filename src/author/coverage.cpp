#include "coverage.hpp"

#include "../rules/compile.hpp"
#include "bench.hpp"

namespace backcoach::authoring {
namespace {

class Cover {
 public:
  Cover(const KnowledgeBase& kb, const Cases& cases) : kb_(kb) {
    engine::compile(kb_, &places_);
    written_ = written_conditions(kb_);
    const Bench bench(kb_, cases);
    seen_.resize(kb_.network.nodes.size());
    engine::Evaluation truth(kb_, engine::Grading::worst_case);
    for (const Test& test : bench.tests()) note(truth, test.implied);
    for (const Answers& answers : bench.people_answers()) {
      note(truth, with_implied(kb_, answers));
    }
  }

  Coverage run() {
    Coverage coverage;
    for (const Written& written : written_) {
      for (const WrittenPart& part : parts_of(written)) {
        const auto* all = std::get_if<AllOf>(&part.condition->is);
        if (all && all->parts.empty()) continue;  // "always" never changes
        Covered one = covered(written, part);
        coverage.states += one.can_be_open ? 3 : 2;
        coverage.seen += (one.yes ? 1U : 0U) + (one.no ? 1U : 0U) +
                         (one.open && one.can_be_open ? 1U : 0U);
        coverage.parts.push_back(std::move(one));
      }
    }
    return coverage;
  }

 private:
  struct Values {
    bool yes = false;
    bool no = false;
    bool open = false;
  };

  void note(engine::Evaluation& truth, const Answers& answers) {
    truth.decide(answers);
    for (std::size_t n = 0; n < seen_.size(); ++n) {
      switch (truth[static_cast<NodeIndex>(n)]) {
        case Truth::yes:
          seen_[n].yes = true;
          break;
        case Truth::no:
          seen_[n].no = true;
          break;
        case Truth::unknown:
          seen_[n].open = true;
          break;
      }
    }
  }

  Covered covered(const Written& written, const WrittenPart& part) const {
    Covered one{written.id, written.file, part.pointer, false,
                false,      false,        false};
    const auto [first, last] = places_.equal_range(part.condition);
    for (auto it = first; it != last; ++it) {
      const Values& values = seen_[it->second];
      one.yes = one.yes || values.yes;
      one.no = one.no || values.no;
      one.open = one.open || values.open;
      one.can_be_open = one.can_be_open || can_be_open(it->second);
    }
    return one;
  }

  /// A leaf that is open before anything is answered, or what hangs on one.
  bool can_be_open(NodeIndex index) const {
    const Network& net = kb_.network;
    const Node& node = net.nodes[index];
    if (engine::is_leaf(node)) {
      return net.before_decision[index] == Truth::unknown;
    }
    for (std::uint32_t i = 0; i < node.count; ++i) {
      if (can_be_open(net.children[node.first + i])) return true;
    }
    return false;
  }

  KnowledgeBase kb_;  ///< a copy: parts are found by where they stand
  engine::Places places_;
  std::vector<Written> written_;
  std::vector<Values> seen_;
};

}  // namespace

Coverage cover(const KnowledgeBase& kb, const Cases& cases) {
  return Cover(kb, cases).run();
}

}  // namespace backcoach::authoring
