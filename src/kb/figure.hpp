/// \file
/// Pictures of people: a figure is data (where the joints are, in a few poses),
/// and from it come strokes, and from those lines of text or SVG.
///
/// Lengths are hundredths of a standing person, x to the right, y up, the floor
/// at y = 0. Angles are degrees, 0 = to the right, 90 = up. Limbs have fixed
/// lengths, so proportions are right in every pose.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace backcoach {

struct Point {
  double x = 0;
  double y = 0;
};

/// Names of places on the body, as data/figures writes them.
enum class Joint : std::uint8_t {
  head,
  neck,
  shoulder_left,
  shoulder_right,
  elbow_left,
  elbow_right,
  hand_left,
  hand_right,
  hip_left,
  hip_right,
  knee_left,
  knee_right,
  ankle_left,
  ankle_right,
  toe_left,
  toe_right,
  thigh_left,  ///< half-way along it: where hands hold it
  thigh_right,
  low_back,
  middle_back,
  count_of_joints
};

/// A fixed point, or a joint with a distance from it.
struct Place {
  bool is_joint = false;
  Joint joint = Joint::head;
  Point at;  ///< the point; for a joint, what is added to it
};

/// An arm or a leg: two bones and a hand or a foot.
struct Limb {
  bool reaches = false;  ///< to `to`; else the bones have these angles
  double upper = 0;
  double lower = 0;
  Place to;         ///< of the wrist or the ankle
  double bend = 0;  ///< where elbow or knee points to
  double end = 0;   ///< direction of fingers or toes
  bool own_end = false;
  double upper_part = 1;  ///< less than 1: it points towards the viewer
  double lower_part = 1;
};

struct Pose {
  Point hip;
  double low_spine = 0;   ///< from the hips to the middle of the back
  double high_spine = 0;  ///< from there to the shoulders
  double neck = 0;
  Limb left_arm, right_arm, left_leg, right_leg;
};

/// Something that is not the person.
struct Prop {
  enum class Kind : std::uint8_t {
    floor,
    wall,
    chair,
    bed,
    table,
    step,
    cushion,
    pack,
    weight,
    towel,
    band,
    stick,
    line,
    water,
    bath,
    screen,
    ring
  };
  Kind kind = Kind::floor;
  std::vector<Place> at;  ///< what each means is told in data/README.md
  double width = 0;
  double height = 0;
  bool in_front = false;
};

enum class FigureView : std::uint8_t { side, front };
enum class Side : std::uint8_t { none, left, right };
enum class Motion : std::uint8_t { still, there_and_back, round };

/// One picture, of the exercises it names.
struct Figure {
  std::string id;
  std::vector<std::string> exercises;
  FigureView view = FigureView::side;
  Side near = Side::right;  ///< the side towards the viewer, in a side view
  Side works = Side::none;  ///< the side that does the exercise as drawn
  Motion motion = Motion::still;
  double seconds = 2;  ///< from the first pose to the last
  std::vector<Prop> props;
  std::vector<Pose> poses;  ///< 1 to 3
  std::string sentence;     ///< for those who cannot see it
};

using Figures = std::vector<Figure>;

/// \return the figure of an exercise; nullptr when there is none.
[[nodiscard]] const Figure* figure_of(const Figures& figures,
                                      std::string_view exercise);

/// \name Strokes
/// @{
enum class Tone : std::uint8_t { prop, far, body, near };

/// What a stroke belongs to. Arms stand out from the trunk behind them.
enum class BodyPart : std::uint8_t { thing, trunk, head, arm, leg };

/// A line with round ends. One point alone is a filled circle.
struct Stroke {
  std::vector<Point> points;
  double width = 1;
  Tone tone = Tone::near;
  BodyPart part = BodyPart::thing;
  bool right = false;   ///< of arms and legs
  bool filled = false;  ///< a closed, filled shape
};

/// The body at one moment: each joint in the order of `Joint`.
[[nodiscard]] std::vector<Point> joints_of(const Figure& figure, double phase);

/// The figure at `phase`: 0 = first pose, 1 = last; what is first is behind.
/// A figure that goes round is at its first pose again at 1.
/// \param mirrored  left and right change places.
[[nodiscard]] std::vector<Stroke> draw(const Figure& figure, double phase,
                                       bool mirrored = false);

/// What all poses together cover.
struct Box {
  Point low, high;
};
[[nodiscard]] Box bounds_of(const Figure& figure, bool mirrored = false);

/// How far along its poses a figure is after `seconds` of moving.
[[nodiscard]] double phase_at(const Figure& figure, double seconds);
/// @}

/// \name Text
/// @{
enum class FigureStyle : std::uint8_t { quadrant, braille, ascii, none };

/// Lines of equal width. `tones` has one letter for each column: `n` near or
/// body, `f` far, `p` prop, space.
struct Picture {
  std::vector<std::string> lines;
  std::vector<std::string> tones;
};

/// Draws the figure as large as it fits, at most in `columns` x `rows`.
[[nodiscard]] Picture picture_of(const Figure& figure, double phase,
                                 FigureStyle style, int columns, int rows,
                                 bool mirrored = false);
/// @}

/// The poses side by side as one SVG element with title and description. It
/// refers to nothing outside and scales with the page.
/// \param title  the name of the exercise, plain text.
[[nodiscard]] std::string figure_svg(const Figure& figure,
                                     std::string_view title);

/// The figure of an exercise; empty when it has none.
[[nodiscard]] std::string figure_svg(const Figures& figures,
                                     std::string_view exercise,
                                     std::string_view title);

}  // namespace backcoach
