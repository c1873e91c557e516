# Most of the time to compile a file goes into these.
option(BACKCOACH_PRECOMPILE "Precompile the heavy headers" ON)
add_custom_target(backcoach_rooms)

# backcoach_room(NAME [LINKS room…] [WITH library…])
# A folder of src whose sources are found. It may call the rooms of LINKS and
# what those link: backcoach_NAME_alone links it with these and nothing else, so
# that a call upwards does not link. WITH names libraries from outside.
function(backcoach_room name)
  cmake_parse_arguments(room "" "" "LINKS;WITH" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
       ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "main\\.cpp$")
  add_library(backcoach_${name} OBJECT ${sources})
  target_compile_features(backcoach_${name} PRIVATE cxx_std_20)
  target_include_directories(backcoach_${name}
    PRIVATE ${PROJECT_SOURCE_DIR}/include)
  target_link_libraries(backcoach_${name}
    PRIVATE fmt::fmt-header-only nlohmann_json::nlohmann_json
            backcoach_warnings backcoach_hardening ${room_WITH})
  if(BACKCOACH_PRECOMPILE AND name STREQUAL base)
    target_precompile_headers(backcoach_base PRIVATE
      <nlohmann/json.hpp> <fmt/format.h> <algorithm> <chrono> <functional>
      <map> <optional> <string> <variant> <vector>)
  elseif(BACKCOACH_PRECOMPILE)
    target_precompile_headers(backcoach_${name} REUSE_FROM backcoach_base)
  endif()

  # Sanitizers leave names open for the program to bring.
  if(NOT PROJECT_IS_TOP_LEVEL OR CMAKE_CXX_FLAGS MATCHES "fsanitize")
    return()
  endif()
  set(alone backcoach_${name}_alone)
  add_library(${alone} SHARED EXCLUDE_FROM_ALL)
  set_target_properties(${alone} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_options(${alone} PRIVATE LINKER:-z,defs)
  target_link_libraries(${alone} PRIVATE backcoach_${name})
  foreach(other IN LISTS room_LINKS)
    target_link_libraries(${alone} PUBLIC backcoach_${other}_alone)
  endforeach()
  add_dependencies(backcoach_rooms ${alone})
endfunction()
