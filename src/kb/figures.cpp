#include "figures.hpp"

#include <array>
#include <optional>
#include <utility>

#include "../base/edit_distance.hpp"
#include "body.hpp"
#include "load_figures.hpp"

namespace backcoach {
namespace load {
namespace {

constexpr std::array<std::pair<std::string_view, Joint>, 20> kJoints = {{
    {"head", Joint::head},
    {"neck", Joint::neck},
    {"shoulder_left", Joint::shoulder_left},
    {"shoulder_right", Joint::shoulder_right},
    {"elbow_left", Joint::elbow_left},
    {"elbow_right", Joint::elbow_right},
    {"hand_left", Joint::hand_left},
    {"hand_right", Joint::hand_right},
    {"hip_left", Joint::hip_left},
    {"hip_right", Joint::hip_right},
    {"knee_left", Joint::knee_left},
    {"knee_right", Joint::knee_right},
    {"ankle_left", Joint::ankle_left},
    {"ankle_right", Joint::ankle_right},
    {"toe_left", Joint::toe_left},
    {"toe_right", Joint::toe_right},
    {"thigh_left", Joint::thigh_left},
    {"thigh_right", Joint::thigh_right},
    {"low_back", Joint::low_back},
    {"middle_back", Joint::middle_back},
}};

constexpr std::array<std::pair<std::string_view, Prop::Kind>, 17> kProps = {{
    {"floor", Prop::Kind::floor},
    {"wall", Prop::Kind::wall},
    {"chair", Prop::Kind::chair},
    {"bed", Prop::Kind::bed},
    {"table", Prop::Kind::table},
    {"step", Prop::Kind::step},
    {"cushion", Prop::Kind::cushion},
    {"pack", Prop::Kind::pack},
    {"weight", Prop::Kind::weight},
    {"towel", Prop::Kind::towel},
    {"band", Prop::Kind::band},
    {"stick", Prop::Kind::stick},
    {"line", Prop::Kind::line},
    {"water", Prop::Kind::water},
    {"bath", Prop::Kind::bath},
    {"screen", Prop::Kind::screen},
    {"ring", Prop::Kind::ring},
}};

template <class List>
auto find_in(const List& list, std::string_view name)
    -> std::optional<decltype(list[0].second)> {
  for (const auto& [known, value] : list) {
    if (known == name) return value;
  }
  return std::nullopt;
}

/// A word of a table; an unknown one is reported with the nearest.
template <class List>
auto read_name(Reader& reader, const std::string& key, const List& list,
               const std::string& name, std::string_view what)
    -> std::optional<decltype(list[0].second)> {
  const auto found = find_in(list, name);
  if (!found && !name.empty()) {
    std::vector<std::string> names;
    for (const auto& entry : list) names.emplace_back(entry.first);
    const std::string near = text::nearest(name, names);
    reader.error(key, "unknown-value",
                 "\"" + name + "\" is not " + std::string(what),
                 near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  return found;
}

bool is_point(const Json& json) {
  return json.is_array() && json.size() == 2 && json[0].is_number() &&
         json[1].is_number();
}

constexpr double kFurthest = 300;

/// A number that a page can hold.
double read_size(Reader& reader, const std::string& key) {
  const double size = reader.number(key, 0);
  if (size >= -kFurthest && size <= kFurthest) return size;
  reader.error(key, "out-of-range", "this is more than 300");
  return 0;
}

std::optional<Point> read_point(Reader& reader, const std::string& key,
                                const Json& json) {
  if (!is_point(json)) {
    reader.error(key, "wrong-type", "a point is [x, y]");
    return std::nullopt;
  }
  const Point point{json[0].get<double>(), json[1].get<double>()};
  if (figure::length(point) > kFurthest) {
    reader.error(key, "out-of-range", "a point is at most 300 from the middle");
    return std::nullopt;
  }
  return point;
}

/// `[x, y]`, `"knee_left"`, or `["knee_left", x, y]`.
Place read_place(Reader& reader, const std::string& key, const Json& json) {
  Place place;
  std::string name;
  if (json.is_string()) {
    name = json.get<std::string>();
  } else if (json.is_array() && json.size() == 3 && json[0].is_string() &&
             json[1].is_number() && json[2].is_number()) {
    name = json[0].get<std::string>();
    place.at = {json[1].get<double>(), json[2].get<double>()};
    if (figure::length(place.at) > kFurthest) {
      reader.error(key, "out-of-range", "this is more than 300 away");
      place.at = {};
    }
  } else {
    if (const auto point = read_point(reader, key, json)) place.at = *point;
    return place;
  }
  place.is_joint = true;
  if (const auto joint = read_name(reader, key, kJoints, name, "a joint")) {
    place.joint = *joint;
  }
  return place;
}

double bend_of(Reader& reader) {
  constexpr std::array<std::pair<std::string_view, double>, 4> kWays = {
      {{"right", 0.0}, {"up", 90.0}, {"left", 180.0}, {"down", 270.0}}};
  const Json* found = reader.raw("bend");
  if (found && found->is_number()) return found->get<double>();
  if (!found || !found->is_string()) return 0;
  return read_name(reader, "bend", kWays, found->get<std::string>(),
                   "right, up, left or down")
      .value_or(0);
}

Limb read_limb(Reader& pose, std::string_view key) {
  Limb limb;
  auto reader = pose.object(key);
  if (!reader) return limb;
  limb.reaches = reader->has("to");
  if (limb.reaches) {
    limb.to = read_place(*reader, "to", *reader->raw("to"));
    limb.bend = bend_of(*reader);
  } else if (const Json* angles = reader->raw("angles")) {
    if (const auto both = read_point(*reader, "angles", *angles)) {
      limb.upper = both->x;
      limb.lower = both->y;
    }
  }
  limb.own_end = reader->has("end");
  if (limb.own_end) limb.end = reader->number("end", 0);
  if (const Json* parts = reader->raw("towards_viewer", false)) {
    if (const auto both = read_point(*reader, "towards_viewer", *parts)) {
      const auto seen = [](double part) { return part > 0 && part <= 1; };
      if (!seen(both->x) || !seen(both->y)) {
        reader->error("towards_viewer", "out-of-range",
                      "the part that is seen is above 0 and at most 1");
      } else {
        limb.upper_part = both->x;
        limb.lower_part = both->y;
      }
    }
  }
  reader->finish();
  return limb;
}

Pose read_pose(Reader& reader) {
  Pose pose;
  reader.text("name", false);
  if (const Json* hip = reader.raw("hip")) {
    pose.hip = read_point(reader, "hip", *hip).value_or(Point{});
  }
  if (const Json* spine = reader.raw("spine")) {
    const Point both = read_point(reader, "spine", *spine).value_or(Point{});
    pose.low_spine = both.x;
    pose.high_spine = both.y;
  }
  pose.neck = reader.number("neck");
  pose.left_arm = read_limb(reader, "left_arm");
  pose.right_arm = read_limb(reader, "right_arm");
  pose.left_leg = read_limb(reader, "left_leg");
  pose.right_leg = read_limb(reader, "right_leg");
  reader.finish();
  return pose;
}

Prop read_prop(Reader& reader) {
  Prop prop;
  const std::string kind = reader.text("kind");
  prop.kind = read_name(reader, "kind", kProps, kind, "a thing to draw")
                  .value_or(Prop::Kind::floor);
  if (const Json* places = reader.raw("at", false)) {
    const bool one = is_point(*places) || places->is_string();
    if (one || !places->is_array()) {
      prop.at.push_back(read_place(reader, "at", *places));
    } else {
      for (std::size_t i = 0; i < places->size(); ++i) {
        prop.at.push_back(
            read_place(reader, "at/" + std::to_string(i), (*places)[i]));
      }
    }
  }
  prop.width = read_size(reader, "width");
  prop.height = read_size(reader, "height");
  prop.in_front = reader.flag("in_front");
  reader.finish();
  return prop;
}

/// A hand or foot that cannot get where it should is a wrong picture.
void demand_reach(Reader& reader, const Figure& figure) {
  constexpr double kNear = 2;
  constexpr std::array<std::string_view, figure::kLimbs> kNames = {
      "left_arm", "right_arm", "left_leg", "right_leg"};
  for (std::size_t p = 0; p < figure.poses.size(); ++p) {
    for (int limb = 0; limb < figure::kLimbs; ++limb) {
      const double gap =
          figure::missed_by(figure, p, static_cast<figure::LimbNumber>(limb));
      if (gap <= kNear) continue;
      const std::string key =
          "poses/" + std::to_string(p) + "/" +
          std::string(kNames[static_cast<std::size_t>(limb)]);
      reader.error(key, "out-of-reach",
                   "this stays " + std::to_string(static_cast<int>(gap + 0.5)) +
                       " hundredths of a person away from \"to\"",
                   "move the hip or turn the back");
    }
  }
}

void check_references(Reader& reader, const Figure& figure,
                      const Context* context) {
  if (!context) {
    reader.raw("provenance", false);
    return;
  }
  for (std::size_t i = 0; i < figure.exercises.size(); ++i) {
    Names::find(context->names.exercises, figure.exercises[i], "exercise",
                reader, "exercises/" + std::to_string(i));
  }
  demand_support(reader, read_provenance(reader, *context), {"/sentence"});
}

}  // namespace

Figure read_figure(Reader reader, const Context* context) {
  const std::size_t issues_before = reader.issues().size();
  constexpr std::array<std::pair<std::string_view, FigureView>, 2> kViews = {
      {{"side", FigureView::side}, {"front", FigureView::front}}};
  constexpr std::array<std::pair<std::string_view, Side>, 3> kSides = {
      {{"none", Side::none}, {"left", Side::left}, {"right", Side::right}}};
  constexpr std::array<std::pair<std::string_view, Motion>, 3> kMotions = {
      {{"still", Motion::still},
       {"there_and_back", Motion::there_and_back},
       {"round", Motion::round}}};
  Figure figure;
  figure.id = reader.text("id");
  figure.exercises = reader.texts("exercises");
  const auto word = [&](const std::string& key, const auto& list, auto& out,
                        std::string_view what) {
    if (const auto found =
            read_name(reader, key, list, reader.text(key), what)) {
      out = *found;
    }
  };
  word("view", kViews, figure.view, "side or front");
  if (figure.view == FigureView::side) {
    word("near", kSides, figure.near, "left or right");
  }
  if (reader.has("works")) {
    word("works", kSides, figure.works, "left, right or none");
  }
  word("motion", kMotions, figure.motion, "still, there_and_back or round");
  constexpr double kUsual = 2;
  figure.seconds = reader.number("seconds", kUsual);
  figure.sentence = reader.text("sentence");
  for (Reader& prop : reader.objects("props", false)) {
    figure.props.push_back(read_prop(prop));
  }
  for (Reader& pose : reader.objects("poses")) {
    figure.poses.push_back(read_pose(pose));
  }
  constexpr std::size_t kMost = 3;
  if (figure.poses.empty() || figure.poses.size() > kMost) {
    reader.error("poses", "out-of-range", "a figure has 1 to 3 poses");
  } else if (reader.issues().size() == issues_before) {
    demand_reach(reader, figure);
  }
  check_references(reader, figure, context);
  reader.finish();
  return figure;
}

}  // namespace load

Checked<Figures> load_figures(const std::vector<SourceFile>& files,
                              const std::string& shown) {
  Checked<Figures> result;
  Figures figures;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with("figures/") || !file.path.ends_with(".json")) {
      continue;
    }
    const auto document =
        load::parse(shown + file.path, file.text, result.issues);
    if (!document) continue;
    load::Reader reader(*document, document->json, "", result.issues);
    if (reader.is_object()) {
      figures.push_back(load::read_figure(std::move(reader), nullptr));
    }
  }
  if (!has_error(result.issues)) result.value = std::move(figures);
  return result;
}

}  // namespace backcoach
