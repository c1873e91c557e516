#include "../../../src/base/edit_distance.hpp"

#include "../../support/catch.hpp"

namespace backcoach::text {
namespace {

TEST_CASE("how many letters differ", "[text]") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("fever", "fever") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("flaw", "lawn") == 2);
  CHECK(edit_distance("lawn", "flaw") == 2);
}

TEST_CASE("what was probably meant", "[text]") {
  const std::vector<std::string> names = {"fever", "foot_drop", "age",
                                          "collapse"};
  CHECK(nearest("fevr", names) == "fever");
  CHECK(nearest("foot-drop", names) == "foot_drop");
  CHECK(nearest("agee", names) == "age");
  CHECK(nearest("something_else", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(nearest("fever", {}).empty());
  // A hostile name costs no time.
  CHECK(nearest(std::string(1U << 20U, 'f'), names).empty());
}

TEST_CASE("the nearest of several is named", "[text]") {
  CHECK(nearest("trauma_mayor", {"trauma_minor", "trauma_major"}) ==
        "trauma_major");
}

}  // namespace
}  // namespace backcoach::text
