#include "body.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace backcoach {
namespace figure {
namespace {

constexpr double kHalfTurn = 180;
constexpr double kQuarterTurn = 90;

double degrees_of(Point a) {
  return std::atan2(a.y, a.x) * kHalfTurn / std::numbers::pi;
}

/// From one angle to another the short way round.
double turned(double from, double to, double part) {
  const double difference = std::remainder(to - from, 2 * kHalfTurn);
  return from + difference * part;
}

double mixed(double from, double to, double part) {
  return from + (to - from) * part;
}

/// The two poses around a phase, and how far between them it is.
struct Moment {
  const Pose* from;
  const Pose* to;
  double part;
};

/// Starts and stops softly, as people do.
double eased(double part) { return part * part * (3 - 2 * part); }

Moment moment_of(const Figure& figure, double phase) {
  const std::size_t count = figure.poses.size();
  const bool round = figure.motion == Motion::round;
  const std::size_t ways = round ? count : count - 1;
  if (ways == 0) return {&figure.poses[0], &figure.poses[0], 0};
  const double along = std::clamp(phase, 0.0, 1.0) * static_cast<double>(ways);
  const std::size_t way = std::min(static_cast<std::size_t>(along), ways - 1);
  const double part = along - static_cast<double>(way);
  return {&figure.poses[way], &figure.poses[(way + 1) % count],
          round ? part : eased(part)};
}

struct Bones {
  double upper, lower;
};

Bones bones_of(LimbNumber number, const Limb& limb) {
  const bool arm = number == left_arm || number == right_arm;
  return {(arm ? kUpperArm : kThigh) * limb.upper_part,
          (arm ? kForearm : kShank) * limb.lower_part};
}

struct LimbJoints {
  Point middle, end;
};

/// Two bones from `root` towards `goal`; straight when it is too far away.
LimbJoints reach(Point root, Point goal, Bones bones, double bend) {
  const Point way = goal - root;
  const double shortest = std::abs(bones.upper - bones.lower);
  const double far = std::clamp(length(way), shortest + 1e-6,
                                bones.upper + bones.lower - 1e-6);
  const double along =
      (bones.upper * bones.upper - bones.lower * bones.lower + far * far) /
      (2 * far);
  const double aside =
      std::sqrt(std::max(0.0, bones.upper * bones.upper - along * along));
  const Point ahead = direction(degrees_of(way));
  Point across{-ahead.y, ahead.x};
  const Point wanted = direction(bend);
  if (across.x * wanted.x + across.y * wanted.y < 0) across = across * -1;
  return {root + ahead * along + across * aside, root + ahead * far};
}

constexpr std::array kMiddles = {Joint::elbow_left, Joint::elbow_right,
                                 Joint::knee_left, Joint::knee_right};
constexpr std::array kEnds = {Joint::hand_left, Joint::hand_right,
                              Joint::ankle_left, Joint::ankle_right};
constexpr std::array kRoots = {Joint::shoulder_left, Joint::shoulder_right,
                               Joint::hip_left, Joint::hip_right};

const Limb& limb_of(const Pose& pose, LimbNumber number) {
  switch (number) {
    case left_arm:
      return pose.left_arm;
    case right_arm:
      return pose.right_arm;
    case left_leg:
      return pose.left_leg;
    case right_leg:
      return pose.right_leg;
  }
  return pose.left_arm;
}

/// Puts the parts of a body in their places, trunk first.
class Body {
 public:
  Body(const Figure& figure, double phase)
      : figure_(figure), now_(moment_of(figure, phase)) {}

  Joints solve() {
    trunk();
    // What is reached for must stand before what reaches for it.
    for (const bool reaching : {false, true}) {
      for (const LimbNumber leg : {left_leg, right_leg}) {
        if (reaches_joint(leg) == reaching) place_limb(leg);
      }
    }
    for (const bool reaching : {false, true}) {
      for (const LimbNumber arm : {left_arm, right_arm}) {
        if (reaches_joint(arm) == reaching) place_limb(arm);
      }
    }
    return joints_;
  }

 private:
  [[nodiscard]] const Limb& from(LimbNumber n) const {
    return limb_of(*now_.from, n);
  }
  [[nodiscard]] const Limb& to(LimbNumber n) const {
    return limb_of(*now_.to, n);
  }
  [[nodiscard]] bool reaches_joint(LimbNumber n) const {
    const auto is = [](const Limb& limb) {
      return limb.reaches && limb.to.is_joint;
    };
    return is(from(n)) || is(to(n));
  }
  Point& joint(Joint one) { return joints_[at(one)]; }

  void trunk() {
    const Pose& a = *now_.from;
    const Pose& b = *now_.to;
    const Point hip = between(a.hip, b.hip, now_.part);
    const double low = turned(a.low_spine, b.low_spine, now_.part);
    const double high = turned(a.high_spine, b.high_spine, now_.part);
    const double neck = turned(a.neck, b.neck, now_.part);
    const Point middle = hip + direction(low) * kHalfSpine;
    const Point top = middle + direction(high) * kHalfSpine;
    joint(Joint::low_back) = between(hip, middle, 0.5);
    joint(Joint::middle_back) = middle;
    joint(Joint::neck) = top;
    joint(Joint::head) = top + direction(neck) * kNeck;
    const bool front = figure_.view == FigureView::front;
    const auto pair = [&](Joint left, Joint right, Point middle_of,
                          double angle, double half) {
      const Point aside =
          front ? direction(angle + kQuarterTurn) * half : Point{};
      joint(right) = middle_of + aside;
      joint(left) = middle_of - aside;
    };
    pair(Joint::hip_left, Joint::hip_right, hip, low, kHalfHips);
    pair(Joint::shoulder_left, Joint::shoulder_right, top, high,
         kHalfShoulders);
  }

  /// Upper and lower bone of one pose, as angles.
  [[nodiscard]] Bones angles(LimbNumber n, const Limb& limb) const {
    if (!limb.reaches) return {limb.upper, limb.lower};
    const Point root = joints_[at(kRoots[n])];
    const LimbJoints found =
        reach(root, where(limb.to, joints_), bones_of(n, limb), limb.bend);
    return {degrees_of(found.middle - root),
            degrees_of(found.end - found.middle)};
  }

  void place_limb(LimbNumber n) {
    const Limb& a = from(n);
    const Limb& b = to(n);
    const Point root = joint(kRoots[n]);
    Limb now = a;
    now.upper_part = mixed(a.upper_part, b.upper_part, now_.part);
    now.lower_part = mixed(a.lower_part, b.lower_part, now_.part);
    const Bones bones = bones_of(n, now);
    LimbJoints placed;
    if (a.reaches && b.reaches) {
      const Point goal =
          between(where(a.to, joints_), where(b.to, joints_), now_.part);
      placed = reach(root, goal, bones, turned(a.bend, b.bend, now_.part));
    } else {
      const Bones first = angles(n, a);
      const Bones last = angles(n, b);
      placed.middle =
          root +
          direction(turned(first.upper, last.upper, now_.part)) * bones.upper;
      placed.end =
          placed.middle +
          direction(turned(first.lower, last.lower, now_.part)) * bones.lower;
    }
    joint(kMiddles[n]) = placed.middle;
    joint(kEnds[n]) = placed.end;
    if (n == left_leg || n == right_leg) place_foot(n, a, b);
  }

  void place_foot(LimbNumber n, const Limb& a, const Limb& b) {
    const Point root = joint(kRoots[n]);
    const Point knee = joint(kMiddles[n]);
    const Point ankle = joint(kEnds[n]);
    const double shank = degrees_of(ankle - knee);
    const bool side = figure_.view == FigureView::side;
    const double ahead = figure_.near == Side::right ? 1 : -1;
    // At rest a foot stands at a right angle to the shank.
    const double at_rest = side ? shank + ahead * kQuarterTurn : shank;
    const double toes = turned(a.own_end ? a.end : at_rest,
                               b.own_end ? b.end : at_rest, now_.part);
    const Point sole =
        side ? direction(toes - ahead * kQuarterTurn) * kSole : Point{};
    const Joint toe = n == left_leg ? Joint::toe_left : Joint::toe_right;
    const Joint thigh = n == left_leg ? Joint::thigh_left : Joint::thigh_right;
    const double foot = side ? kFoot : kFoot / 2;
    joint(toe) = ankle + direction(toes) * foot + sole;
    constexpr double kNearKnee = 0.7;
    joint(thigh) = between(root, knee, kNearKnee);
  }

  const Figure& figure_;
  Moment now_;
  Joints joints_{};
};

}  // namespace

Point direction(double degrees) {
  const double radians = degrees * std::numbers::pi / kHalfTurn;
  return {std::cos(radians), std::sin(radians)};
}

double length(Point a) { return std::hypot(a.x, a.y); }

Point between(Point a, Point b, double part) {
  return {mixed(a.x, b.x, part), mixed(a.y, b.y, part)};
}

Point where(const Place& place, const Joints& joints) {
  return place.is_joint ? joints[at(place.joint)] + place.at : place.at;
}

Joints solve(const Figure& figure, double phase) {
  return Body(figure, phase).solve();
}

double missed_by(const Figure& figure, std::size_t pose, LimbNumber limb) {
  Figure still = figure;
  still.poses = {figure.poses[pose]};
  const Limb& wanted = limb_of(still.poses[0], limb);
  if (!wanted.reaches) return 0;
  const Joints joints = solve(still, 0);
  return length(joints[at(kEnds[limb])] - where(wanted.to, joints));
}

}  // namespace figure

const Figure* figure_of(const Figures& figures, std::string_view exercise) {
  for (const Figure& one : figures) {
    const auto& names = one.exercises;
    if (std::find(names.begin(), names.end(), exercise) != names.end()) {
      return &one;
    }
  }
  return nullptr;
}

std::vector<Point> joints_of(const Figure& one, double phase) {
  const figure::Joints joints = figure::solve(one, phase);
  return {joints.begin(), joints.end()};
}

double phase_at(const Figure& one, double seconds) {
  if (one.motion == Motion::still || one.poses.size() < 2) return 0;
  const double ways = seconds / std::max(one.seconds, 0.1);
  const double part = ways - std::floor(ways);
  if (one.motion == Motion::round) return part;
  return std::fmod(ways, 2) < 1 ? part : 1 - part;
}

}  // namespace backcoach
