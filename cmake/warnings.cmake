# Our warnings, for our targets only; users of the library see none of them.
add_library(backcoach_warnings INTERFACE)
target_compile_options(backcoach_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-align -Woverloaded-virtual -Wsign-conversion
  -Wformat=2 -Wnull-dereference -Wimplicit-fallthrough
  $<$<BOOL:${BACKCOACH_WERROR}>:-Werror>)
