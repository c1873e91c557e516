#include "fields.hpp"
#include "fill.hpp"
#include "sections.hpp"

namespace backcoach::load {
Range read_range(Reader& reader, std::string_view key, bool required) {
  const Json* found = reader.raw(key, required);
  if (!found) return {};
  const bool is_range = found->is_array() && found->size() == 2 &&
                        (*found)[0].is_number_integer() &&
                        (*found)[1].is_number_integer();
  if (!is_range) {
    reader.error(std::string(key), "wrong-type",
                 "\"" + std::string(key) + "\" is to be [low, high]");
    return {};
  }
  const Range range{(*found)[0].get<int>(), (*found)[1].get<int>()};
  if (range.low < 0 || range.high < range.low) {
    reader.error(std::string(key), "out-of-range",
                 "the range \"" + std::string(key) + "\" is upside down");
  }
  return range;
}

Exercise read_exercise(Reader reader, const Context& context) {
  Exercise card;
  Fill fill(reader, context);
  describe(fill, card);
  reader.finish();
  demand_support(reader, card.provenance, {"/dose", "/avoid", "/steps"});
  return card;
}

}  // namespace backcoach::load
