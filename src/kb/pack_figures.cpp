#include <cassert>

#include "load_figures.hpp"

namespace backcoach {

// Declared before the archive, which looks them up by their arguments.
template <class A>
void fields(A& a, Point& v) {
  a(v.x, v.y);
}
template <class A>
void fields(A& a, Place& v) {
  a(v.is_joint, v.joint, v.at);
}
template <class A>
void fields(A& a, Limb& v) {
  a(v.reaches, v.upper, v.lower, v.to, v.bend, v.end, v.own_end, v.upper_part,
    v.lower_part);
}
template <class A>
void fields(A& a, Pose& v) {
  a(v.hip, v.low_spine, v.high_spine, v.neck, v.left_arm, v.right_arm,
    v.left_leg, v.right_leg);
}
template <class A>
void fields(A& a, Prop& v) {
  a(v.kind, v.at, v.width, v.height, v.in_front);
}
template <class A>
void fields(A& a, Figure& v) {
  a(v.id, v.exercises, v.view, v.near, v.works, v.motion, v.seconds, v.props,
    v.poses, v.sentence);
}

}  // namespace backcoach

#include "archive.hpp"

namespace backcoach {

std::string pack_figures(const Figures& figures) {
  load::Writer writer(Parts::everything);
  writer(figures);
  return writer.take();
}

Figures unpack_figures(std::string_view bytes) {
  Figures figures;
  load::Unpacker reader(bytes, Parts::everything);
  reader(figures);
  assert(reader.good());
  return figures;
}

}  // namespace backcoach
