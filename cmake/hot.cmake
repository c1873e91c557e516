# Where the tests spend their time. Without optimisation the sanitizers would make
# these ten times as slow; with it everywhere the build would take twice as long.
file(GLOB BACKCOACH_HOT CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/src/engine/*.cpp ${PROJECT_SOURCE_DIR}/src/plan/*.cpp
     ${PROJECT_SOURCE_DIR}/src/progress/*.cpp ${PROJECT_SOURCE_DIR}/src/prove/*.cpp)
list(APPEND BACKCOACH_HOT
  src/figure/body.cpp src/figure/raster.cpp src/load/json_text.cpp
  src/load/reader.cpp src/text/sha256.cpp)
set_source_files_properties(${BACKCOACH_HOT}
  PROPERTIES COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON)
