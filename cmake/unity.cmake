# With BACKCOACH_UNITY several sources are compiled as one: a build of everything
# takes half of the time, one of a single change more. The test build uses it;
# the others see to it that each source also compiles alone.
# Each command has its own kFlags and run.
file(GLOB BACKCOACH_ALONE CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/cli/commands/*.cpp)
list(APPEND BACKCOACH_ALONE
  # A name in these is also in another file. Who meets "redefinition of NAME"
  # adds the second file here.
  src/cli/earlier_latest.cpp
  src/model/written.cpp
  src/plan/build_plan.cpp
  src/plan/dose.cpp
  src/render/compose_plan.cpp
  src/render/ics.cpp
  src/render/timers.cpp)
set_source_files_properties(${BACKCOACH_ALONE} PROPERTIES
  SKIP_UNITY_BUILD_INCLUSION ON)
set_target_properties(
  backcoach backcoach_batch backcoach_cli backcoach_prove backcoach_store
  PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
