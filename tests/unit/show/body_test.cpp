#include "../../../src/kb/body.hpp"

#include <algorithm>
#include <cmath>

#include "../../../src/kb/load_figures.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach {
namespace {

const Figures& shipped() {
  static const Figures figures = [] {
    auto loaded = load_figures(test::shipped_files(), "data/");
    REQUIRE(loaded.value);
    return *loaded.value;
  }();
  return figures;
}

double bone(const std::vector<Point>& joints, Joint a, Joint b) {
  const Point from = joints[static_cast<std::size_t>(a)];
  const Point to = joints[static_cast<std::size_t>(b)];
  return std::hypot(from.x - to.x, from.y - to.y);
}

struct Bone {
  Joint from, to;
  double length;
  double Limb::*part;
  Limb Pose::*limb;
};

const std::vector<Bone>& bones() {
  static const std::vector<Bone> all = {
      {Joint::shoulder_left, Joint::elbow_left, figure::kUpperArm,
       &Limb::upper_part, &Pose::left_arm},
      {Joint::shoulder_right, Joint::elbow_right, figure::kUpperArm,
       &Limb::upper_part, &Pose::right_arm},
      {Joint::elbow_left, Joint::hand_left, figure::kForearm, &Limb::lower_part,
       &Pose::left_arm},
      {Joint::elbow_right, Joint::hand_right, figure::kForearm,
       &Limb::lower_part, &Pose::right_arm},
      {Joint::hip_left, Joint::knee_left, figure::kThigh, &Limb::upper_part,
       &Pose::left_leg},
      {Joint::hip_right, Joint::knee_right, figure::kThigh, &Limb::upper_part,
       &Pose::right_leg},
      {Joint::knee_left, Joint::ankle_left, figure::kShank, &Limb::lower_part,
       &Pose::left_leg},
      {Joint::knee_right, Joint::ankle_right, figure::kShank, &Limb::lower_part,
       &Pose::right_leg}};
  return all;
}

double phase_of(const Figure& figure, std::size_t pose) {
  const std::size_t count = figure.poses.size();
  const std::size_t ways = figure.motion == Motion::round
                               ? count
                               : std::max<std::size_t>(count, 2) - 1;
  return static_cast<double>(pose) / static_cast<double>(ways);
}

TEST_CASE("limbs have the lengths of an adult in every pose", "[figure]") {
  for (const Figure& figure : shipped()) {
    for (std::size_t p = 0; p < figure.poses.size(); ++p) {
      const auto joints = joints_of(figure, phase_of(figure, p));
      for (const Bone& one : bones()) {
        const double seen = figure.poses[p].*(one.limb).*(one.part);
        INFO(figure.id << " pose " << p);
        CHECK(std::abs(bone(joints, one.from, one.to) - one.length * seen) <
              0.03 * one.length);
      }
    }
  }
}

TEST_CASE("limbs keep their lengths on the way", "[figure]") {
  for (const Figure& figure : shipped()) {
    for (int step = 0; step <= 20; ++step) {
      const auto joints = joints_of(figure, step / 20.0);
      for (const Bone& one : bones()) {
        INFO(figure.id << " at " << step / 20.0);
        CHECK(bone(joints, one.from, one.to) < one.length * 1.03);
      }
    }
  }
}

TEST_CASE("nobody sinks into the floor", "[figure]") {
  constexpr double kUnder = 3;
  for (const Figure& figure : shipped()) {
    const bool on_floor =
        std::any_of(figure.props.begin(), figure.props.end(),
                    [](const Prop& p) { return p.kind == Prop::Kind::floor; });
    if (!on_floor) continue;
    for (int step = 0; step <= 20; ++step) {
      for (const Point joint : joints_of(figure, step / 20.0)) {
        INFO(figure.id << " at " << step / 20.0);
        CHECK(joint.y > -kUnder);
      }
    }
  }
}

TEST_CASE("hands and feet are where a pose wants them", "[figure]") {
  for (const Figure& figure : shipped()) {
    for (std::size_t p = 0; p < figure.poses.size(); ++p) {
      for (int limb = 0; limb < figure::kLimbs; ++limb) {
        INFO(figure.id << " pose " << p << " limb " << limb);
        CHECK(figure::missed_by(figure, p,
                                static_cast<figure::LimbNumber>(limb)) <= 2);
      }
    }
  }
}

TEST_CASE("a figure that goes there and back does so", "[figure]") {
  Figure figure = *figure_of(shipped(), "knee_to_chest");
  CHECK(phase_at(figure, 0) == 0);
  CHECK(std::abs(phase_at(figure, figure.seconds * 0.5) - 0.5) < 1e-9);
  CHECK(std::abs(phase_at(figure, figure.seconds * 1.5) - 0.5) < 1e-9);
  CHECK(std::abs(phase_at(figure, figure.seconds * 2)) < 1e-9);
  figure.motion = Motion::round;
  const auto first = joints_of(figure, 0);
  const auto last = joints_of(figure, 1);
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(std::hypot(first[i].x - last[i].x, first[i].y - last[i].y) < 1e-6);
  }
}

TEST_CASE("mirrored, the other side is near", "[figure]") {
  const Figure& figure = *figure_of(shipped(), "knee_to_chest");
  const auto plain = draw(figure, 1);
  const auto mirrored = draw(figure, 1, true);
  REQUIRE(plain.size() == mirrored.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    CHECK(plain[i].points[0].x == -mirrored[i].points[0].x);
  }
  CHECK(bounds_of(figure).low.x == -bounds_of(figure, true).high.x);
}

}  // namespace
}  // namespace backcoach
