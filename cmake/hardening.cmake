# Release builds are hardened and do not depend on where they were built.
add_library(backcoach_hardening INTERFACE)
target_compile_options(backcoach_hardening INTERFACE
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.
  $<$<CONFIG:Release>:-fstack-protector-strong -U_FORTIFY_SOURCE
                      -D_FORTIFY_SOURCE=2>)
target_link_options(backcoach_hardening INTERFACE
  $<$<CONFIG:Release>:-Wl,-z,relro,-z,now>)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
