// From joints to strokes: the body and the things around it.
#include <algorithm>
#include <cmath>

#include "../kb/body.hpp"

namespace backcoach {
namespace {

using figure::at;
using figure::between;
using figure::direction;
using figure::Joints;
using figure::operator+;
using figure::operator-;
using figure::operator*;

constexpr double kTrunk = 9.5;
constexpr double kThighWidth = 7.5;
constexpr double kShankWidth = 5.6;
constexpr double kFootWidth = 4.2;
constexpr double kUpperArmWidth = 5;
constexpr double kForearmWidth = 4.2;
constexpr double kHandWidth = 4.6;
constexpr double kNeckWidth = 5;
constexpr double kNose = 2.4;
constexpr double kFarWidth = 0.7;
constexpr double kPropWidth = 1.6;
constexpr double kThin = 1.1;
constexpr double kMargin = 5;

/// A smooth line through three points.
std::vector<Point> curve(Point a, Point b, Point c) {
  constexpr int kPieces = 8;
  const Point control = b * 2 - (a + c) * 0.5;
  std::vector<Point> points;
  for (int i = 0; i <= kPieces; ++i) {
    const double t = static_cast<double>(i) / kPieces;
    points.push_back(
        between(between(a, control, t), between(control, c, t), t));
  }
  return points;
}

class Drawing {
 public:
  Drawing(const Figure& figure, double phase, Box view)
      : figure_(figure), j_(figure::solve(figure, phase)), view_(view) {}

  std::vector<Stroke> draw() {
    props(/*in_front=*/false);
    if (figure_.view == FigureView::side) {
      side_view();
    } else {
      front_view();
    }
    props(/*in_front=*/true);
    return std::move(strokes_);
  }

 private:
  [[nodiscard]] Point joint(Joint one) const { return j_[at(one)]; }

  void add(std::vector<Point> points, double width, Tone tone,
           BodyPart part = BodyPart::thing, bool right = false) {
    strokes_.push_back({std::move(points), width, tone, part, right, false});
  }

  void side_view() {
    const bool right_near = figure_.near == Side::right;
    arm(!right_near, Tone::far, kFarWidth);
    leg(!right_near, Tone::far, kFarWidth);
    add(curve(joint(Joint::hip_left), joint(Joint::middle_back),
              joint(Joint::neck)),
        kTrunk, Tone::body, BodyPart::trunk);
    head();
    leg(right_near, Tone::near, 1);
    arm(right_near, Tone::near, 1);
  }

  void front_view() {
    const Point hips =
        between(joint(Joint::hip_left), joint(Joint::hip_right), 0.5);
    Stroke trunk{{joint(Joint::shoulder_left), joint(Joint::shoulder_right),
                  joint(Joint::hip_right), joint(Joint::hip_left)},
                 5,
                 Tone::body,
                 BodyPart::trunk,
                 false,
                 true};
    strokes_.push_back(std::move(trunk));
    add(curve(hips, joint(Joint::middle_back), joint(Joint::neck)), kTrunk,
        Tone::body, BodyPart::trunk);
    head();
    for (const bool right : {false, true}) leg(right, Tone::near, 1);
    for (const bool right : {false, true}) arm(right, Tone::near, 1);
  }

  void head() {
    const Point head = joint(Joint::head);
    add({joint(Joint::neck), head}, kNeckWidth, Tone::body, BodyPart::head);
    add({head}, figure::kHeadWidth, Tone::body, BodyPart::head);
    if (figure_.view != FigureView::side) return;
    const Point up = head - joint(Joint::neck);
    const double ahead = figure_.near == Side::right ? 1 : -1;
    const Point face = Point{up.y, -up.x} * (ahead / figure::length(up));
    constexpr double kOut = 0.55;
    add({head + face * (figure::kHeadWidth * kOut)}, kNose, Tone::body,
        BodyPart::head);
  }

  void arm(bool right, Tone tone, double part) {
    const Point shoulder =
        joint(right ? Joint::shoulder_right : Joint::shoulder_left);
    const Point elbow = joint(right ? Joint::elbow_right : Joint::elbow_left);
    const Point wrist = joint(right ? Joint::hand_right : Joint::hand_left);
    add({shoulder, elbow}, kUpperArmWidth * part, tone, BodyPart::arm, right);
    add({elbow, wrist}, kForearmWidth * part, tone, BodyPart::arm, right);
    const Point way = wrist - elbow;
    const double far = figure::length(way);
    if (far < 1) return;
    constexpr double kPalm = 0.5;
    add({wrist, wrist + way * (figure::kHand * kPalm / far)}, kHandWidth * part,
        tone, BodyPart::arm, right);
  }

  void leg(bool right, Tone tone, double part) {
    const Point hip = joint(right ? Joint::hip_right : Joint::hip_left);
    const Point knee = joint(right ? Joint::knee_right : Joint::knee_left);
    const Point ankle = joint(right ? Joint::ankle_right : Joint::ankle_left);
    const Point toe = joint(right ? Joint::toe_right : Joint::toe_left);
    add({hip, knee}, kThighWidth * part, tone, BodyPart::leg, right);
    add({knee, ankle}, kShankWidth * part, tone, BodyPart::leg, right);
    add({ankle, toe}, kFootWidth * part, tone, BodyPart::leg, right);
  }

  // ---- things ----

  void props(bool in_front) {
    for (const Prop& prop : figure_.props) {
      if (prop.in_front == in_front) one_prop(prop);
    }
  }

  void line(std::vector<Point> points, double width = kPropWidth) {
    add(std::move(points), width, Tone::prop);
  }

  void box(Point low, double width, double height, bool filled = false) {
    std::vector<Point> corners = {low, low + Point{width, 0},
                                  low + Point{width, height},
                                  low + Point{0, height}};
    if (!filled) corners.push_back(low);
    strokes_.push_back({std::move(corners), filled ? 1 : kPropWidth, Tone::prop,
                        BodyPart::thing, false, filled});
  }

  void one_prop(const Prop& prop) {
    std::vector<Point> p;
    for (const Place& place : prop.at) p.push_back(figure::where(place, j_));
    const Point first = p.empty() ? Point{} : p.front();
    switch (prop.kind) {
      case Prop::Kind::floor:
        return line({{view_.low.x - kMargin, first.y - 1},
                     {view_.high.x + kMargin, first.y - 1}},
                    kThin);
      case Prop::Kind::wall:
        return line({{first.x, 0}, {first.x, prop.height}}, 2);
      case Prop::Kind::chair:
        return chair(first, prop);
      case Prop::Kind::bed:
        return bed(first, prop);
      case Prop::Kind::table:
        line({first, first + Point{prop.width, 0}}, 2);
        line({first + Point{prop.width * 0.85, 0},
              {first.x + prop.width * 0.85, 0}});
        return;
      case Prop::Kind::step:
      case Prop::Kind::screen:
        return box(first, prop.width, prop.height);
      case Prop::Kind::cushion:
      case Prop::Kind::pack:
      case Prop::Kind::weight:
        return box(first - Point{prop.width, prop.height} * 0.5, prop.width,
                   prop.height, true);
      case Prop::Kind::towel:
      case Prop::Kind::band:
        return line(std::move(p), kThin);
      case Prop::Kind::stick:
        return stick(p, prop.width);
      case Prop::Kind::line:
        return line(std::move(p));
      case Prop::Kind::water:
        return water(first);
      case Prop::Kind::bath:
        return line({first + Point{0, prop.height}, first + Point{4, 0},
                     first + Point{prop.width - 4, 0},
                     first + Point{prop.width, prop.height}},
                    2);
      case Prop::Kind::ring:
        return ring(first, prop.width);
    }
  }

  /// A seat at its front edge; a negative width: the back is on the left.
  void chair(Point front, const Prop& prop) {
    const Point back = front + Point{prop.width, 0};
    line({front, back}, 2);
    line({front, {front.x, 0}});
    line({back, {back.x, 0}});
    if (prop.height > 0) line({back, back + Point{0, prop.height}}, 2);
  }

  void bed(Point corner, const Prop& prop) {
    const Point top = corner;
    line({top, top + Point{prop.width, 0}}, 2.4);
    line({top, {top.x, 0}});
    line({top + Point{prop.width, 0}, {top.x + prop.width, 0}});
  }

  /// From one point to the other and `beyond` further at each end.
  void stick(const std::vector<Point>& p, double beyond) {
    if (p.size() < 2) return;
    const Point way = p[1] - p[0];
    const double far = figure::length(way);
    const Point more = far > 0 ? way * (beyond / far) : Point{};
    line({p[0] - more, p[1] + more});
  }

  void water(Point at_level) {
    constexpr double kWave = 6;
    std::vector<Point> wave;
    bool up = true;
    for (double x = view_.low.x - kMargin; x <= view_.high.x + kMargin;
         x += kWave) {
      wave.push_back({x, at_level.y + (up ? 1.0 : -1.0)});
      up = !up;
    }
    line(std::move(wave), kThin);
  }

  void ring(Point middle, double width) {
    constexpr int kPieces = 16;
    constexpr double kTurn = 360;
    std::vector<Point> round;
    for (int i = 0; i <= kPieces; ++i) {
      round.push_back(middle + direction(kTurn * i / kPieces) * (width / 2));
    }
    line(std::move(round));
  }

  const Figure& figure_;
  Joints j_;
  Box view_;
  std::vector<Stroke> strokes_;
};

void grow(Box& box, const Stroke& stroke) {
  for (const Point p : stroke.points) {
    const double half = stroke.width / 2;
    box.low = {std::min(box.low.x, p.x - half),
               std::min(box.low.y, p.y - half)};
    box.high = {std::max(box.high.x, p.x + half),
                std::max(box.high.y, p.y + half)};
  }
}

Box all_poses(const Figure& figure) {
  constexpr double kEdge = 1e9;
  Box box{{kEdge, kEdge}, {-kEdge, -kEdge}};
  // Between two poses an arm may swing out further than in both.
  const int moments = figure.motion == Motion::still ? 0 : 8;
  Figure bare = figure;
  std::erase_if(bare.props, [](const Prop& prop) {
    return prop.kind == Prop::Kind::floor || prop.kind == Prop::Kind::water;
  });
  for (int i = 0; i <= moments; ++i) {
    const double phase = moments == 0 ? 0 : static_cast<double>(i) / moments;
    for (const Stroke& stroke : Drawing(bare, phase, {}).draw()) {
      grow(box, stroke);
    }
  }
  for (const Prop& prop : figure.props) {
    if (prop.kind != Prop::Kind::floor) continue;
    box.low.x -= kMargin;
    box.high.x += kMargin;
    const double y = prop.at.empty() ? 0 : prop.at[0].at.y;
    box.low.y = std::min(box.low.y, y - 2);
  }
  return box;
}

}  // namespace

Box bounds_of(const Figure& figure, bool mirrored) {
  const Box box = all_poses(figure);
  if (!mirrored) return box;
  return {{-box.high.x, box.low.y}, {-box.low.x, box.high.y}};
}

std::vector<Stroke> draw(const Figure& figure, double phase, bool mirrored) {
  std::vector<Stroke> strokes =
      Drawing(figure, phase, all_poses(figure)).draw();
  if (!mirrored) return strokes;
  for (Stroke& stroke : strokes) {
    for (Point& p : stroke.points) p.x = -p.x;
  }
  return strokes;
}

}  // namespace backcoach
