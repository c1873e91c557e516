#pragma once

#include <array>
#include <string_view>

#include "figure.hpp"

/// The proportions of an adult, in hundredths of the standing height.
namespace backcoach::figure {

inline constexpr double kHalfSpine = 14.5;
inline constexpr double kNeck = 11.5;  ///< shoulders to the middle of the head
inline constexpr double kHeadWidth = 12.5;
inline constexpr double kUpperArm = 17;
inline constexpr double kForearm = 15;
inline constexpr double kHand = 5.5;
inline constexpr double kThigh = 24;
inline constexpr double kShank = 23;
inline constexpr double kFoot = 10;
inline constexpr double kSole = 2.5;  ///< toes below the ankle
inline constexpr double kHalfShoulders = 9;
inline constexpr double kHalfHips = 5;

enum LimbNumber : std::uint8_t { left_arm, right_arm, left_leg, right_leg };
inline constexpr int kLimbs = 4;

using Joints =
    std::array<Point, static_cast<std::size_t>(Joint::count_of_joints)>;

[[nodiscard]] inline std::size_t at(Joint joint) {
  return static_cast<std::size_t>(joint);
}
[[nodiscard]] Point direction(double degrees);
[[nodiscard]] inline Point operator+(Point a, Point b) {
  return {a.x + b.x, a.y + b.y};
}
[[nodiscard]] inline Point operator-(Point a, Point b) {
  return {a.x - b.x, a.y - b.y};
}
[[nodiscard]] inline Point operator*(Point a, double k) {
  return {a.x * k, a.y * k};
}
[[nodiscard]] double length(Point a);
[[nodiscard]] Point between(Point a, Point b, double part);

/// All joints of a figure at a phase.
[[nodiscard]] Joints solve(const Figure& figure, double phase);

/// How far a hand or foot stays from where a pose wants it.
[[nodiscard]] double missed_by(const Figure& figure, std::size_t pose,
                               LimbNumber limb);

/// `place` with the body where it is.
[[nodiscard]] Point where(const Place& place, const Joints& joints);

}  // namespace backcoach::figure
