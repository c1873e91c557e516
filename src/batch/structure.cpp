#include "structure.hpp"

#include <simdjson.h>

#include <new>

namespace backcoach::batch {

struct Structure::Parser {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

Structure::Structure() : parser_(std::make_unique<Parser>()) {
  // Nesting is checked by who reads the tokens; no stack is needed here.
  constexpr std::size_t kDepth = 1;
  if (simdjson::get_active_implementation()->create_dom_parser_implementation(
          simdjson::SIMDJSON_PADDING, kDepth, parser_->parser) !=
      simdjson::SUCCESS) {
    throw std::bad_alloc();
  }
}
Structure::~Structure() = default;

bool Structure::find(std::string_view text) {
  auto& parser = parser_->parser;
  if (parser->capacity() < text.size() &&
      parser->set_capacity(text.size()) != simdjson::SUCCESS) {
    return false;
  }
  return parser->stage1(reinterpret_cast<const std::uint8_t*>(text.data()),
                        text.size(),
                        simdjson::stage1_mode::regular) == simdjson::SUCCESS;
}

std::span<const std::uint32_t> Structure::tokens() const {
  return {parser_->parser->structural_indexes.get(),
          parser_->parser->n_structural_indexes};
}

}  // namespace backcoach::batch
