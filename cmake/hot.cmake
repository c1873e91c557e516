# Where the tests spend their time. Without optimisation the sanitizers would make
# these ten times as slow; with it everywhere the build would take twice as long.
set_source_files_properties(
  src/engine/compile.cpp src/engine/decide.cpp src/engine/evaluate.cpp
  src/engine/lanes.cpp src/load/json_text.cpp src/prove/numbers.cpp
  src/text/sha256.cpp
  PROPERTIES COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON)
