#include "licenses.hpp"

// NOLINTBEGIN(hicpp-no-assembler)
__asm__(
    ".section .rodata\n"
    ".global backcoach_licenses\n"
    ".global backcoach_licenses_end\n"
    "backcoach_licenses:\n"
    ".incbin \"" BACKCOACH_LICENSE_FILE
    "\"\n"
    ".incbin \"" BACKCOACH_NOTICES_FILE
    "\"\n"
    "backcoach_licenses_end:\n"
    ".previous\n");
// NOLINTEND(hicpp-no-assembler)

// NOLINTBEGIN(modernize-avoid-c-arrays)
extern "C" const char backcoach_licenses[];
extern "C" const char backcoach_licenses_end[];
// NOLINTEND(modernize-avoid-c-arrays)

namespace backcoach::cli {

std::string_view license_texts() {
  return {backcoach_licenses, static_cast<std::size_t>(backcoach_licenses_end -
                                                       backcoach_licenses)};
}

}  // namespace backcoach::cli
