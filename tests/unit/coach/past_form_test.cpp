#include "../../../src/coach/past.hpp"
#include "../../support/catch.hpp"

namespace backcoach::progress {
namespace {

/// One of everything, so that no part of the form is left out.
Past sample() {
  Past past;
  Course course;
  course.walking.walks = {1};
  course.cards.push_back({});
  course.directions.push_back({});
  past.days.push_back({});
  past.told.push_back({});
  past.directions.push_back({});
  past.course.emplace().course = course;
  return past;
}

TEST_CASE("who changes the form of a past counts kPastForm up", "[coach]") {
  // After a change of `Course` or another part of it: count up, and take the
  // new digest.
  CHECK(kPastForm == 1);
  constexpr std::size_t kDigest = 64;
  CHECK(bytes_of(sample()).substr(0, kDigest) ==
        "7ce5277d01235b47102deb22336b034bffa125d2d99194fe4e2b79a1a6caa3fc");
  CHECK(past_from(bytes_of(sample())) == sample());
}

}  // namespace
}  // namespace backcoach::progress
