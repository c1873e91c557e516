# Where the tests spend their time. Without optimisation the sanitizers would make
# these ten times as slow; with it everywhere the build would take twice as long.
file(GLOB BACKCOACH_HOT CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/src/rules/*.cpp ${PROJECT_SOURCE_DIR}/src/plan/*.cpp
     ${PROJECT_SOURCE_DIR}/src/coach/*.cpp ${PROJECT_SOURCE_DIR}/src/prove/*.cpp)
list(APPEND BACKCOACH_HOT
  src/kb/body.cpp src/show/raster.cpp src/kb/json_text.cpp
  src/kb/reader.cpp src/base/sha256.cpp)
set_source_files_properties(${BACKCOACH_HOT}
  PROPERTIES COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON)
