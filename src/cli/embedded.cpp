#include "embedded.hpp"

// The bytes stand in the read-only part of the program as the build made them.
// NOLINTBEGIN(hicpp-no-assembler)
__asm__(
    ".section .rodata\n"
    ".balign 16\n"
    ".global backcoach_packed\n"
    ".global backcoach_packed_end\n"
    "backcoach_packed:\n"
    ".incbin \"" BACKCOACH_PACKED_FILE
    "\"\n"
    "backcoach_packed_end:\n"
    ".balign 16\n"
    ".global backcoach_cases\n"
    ".global backcoach_cases_end\n"
    "backcoach_cases:\n"
    ".incbin \"" BACKCOACH_CASES_FILE
    "\"\n"
    "backcoach_cases_end:\n"
    ".global backcoach_figures\n"
    ".global backcoach_figures_end\n"
    "backcoach_figures:\n"
    ".incbin \"" BACKCOACH_FIGURES_FILE
    "\"\n"
    "backcoach_figures_end:\n"
    ".previous\n");
// NOLINTEND(hicpp-no-assembler)

// NOLINTBEGIN(modernize-avoid-c-arrays)
extern "C" const char backcoach_packed[];
extern "C" const char backcoach_packed_end[];
extern "C" const char backcoach_cases[];
extern "C" const char backcoach_cases_end[];
extern "C" const char backcoach_figures[];
extern "C" const char backcoach_figures_end[];
// NOLINTEND(modernize-avoid-c-arrays)

namespace backcoach::cli {

namespace {

std::string_view packed() {
  return {backcoach_packed,
          static_cast<std::size_t>(backcoach_packed_end - backcoach_packed)};
}

}  // namespace

const KnowledgeBase& embedded_knowledge(Parts parts) {
  if (parts == Parts::decision) {
    static const auto* const decision =
        new KnowledgeBase(unpack(packed(), Parts::decision));
    return *decision;
  }
  if (parts == Parts::day) {
    static const auto* const day =
        new KnowledgeBase(unpack(packed(), Parts::day));
    return *day;
  }
  static const auto* const whole =
      new KnowledgeBase(unpack(packed(), Parts::everything));
  return *whole;
}

Manifest embedded_manifest() { return unpack_manifest(packed()); }

Cases embedded_cases() {
  const auto size =
      static_cast<std::size_t>(backcoach_cases_end - backcoach_cases);
  return unpack_cases({backcoach_cases, size});
}

Figures embedded_figures() {
  const auto size =
      static_cast<std::size_t>(backcoach_figures_end - backcoach_figures);
  return unpack_figures({backcoach_figures, size});
}

}  // namespace backcoach::cli
