# Our warnings, for our targets only; users of the library see none of them.
add_library(backcoach_warnings INTERFACE)
target_compile_options(backcoach_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-align -Woverloaded-virtual -Wsign-conversion
  -Wformat=2 -Wimplicit-fallthrough
  # GCC 12 sees overlaps in std::string that are not there (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${BACKCOACH_WERROR}>:-Werror>)
