# The program as it is handed on: manual pages, completions, licences, a list of
# what is built in, and packages of them (cpack).

# The day of a release; bytes of a package depend on nothing else.
set(BACKCOACH_RELEASE_DATE 2026-11-30)
set(BACKCOACH_CHANGELOG_DATE "Mon, 30 Nov 2026 00:00:00 +0000")

# Versions of what is built in, where find_package does not tell them.
file(STRINGS ${BACKCOACH_TOML_INCLUDE}/toml++/impl/version.h toml_lines
     REGEX "TOML_LIB_(MAJOR|MINOR|PATCH)[ \t]+[0-9]+")
string(REGEX MATCHALL "[0-9]+" toml_numbers "${toml_lines}")
list(JOIN toml_numbers . BACKCOACH_TOML_VERSION)
file(STRINGS third_party/simdjson/simdjson.h simdjson_line
     REGEX "#define SIMDJSON_VERSION ")
string(REGEX MATCH "[0-9.]+[0-9]" BACKCOACH_SIMDJSON_VERSION "${simdjson_line}")
# The headers of CaDiCaL do not say which it is; the package does.
set(BACKCOACH_CADICAL_VERSION NOASSERTION)
find_program(BACKCOACH_DPKG_QUERY dpkg-query)
if(BACKCOACH_DPKG_QUERY)
  execute_process(
    COMMAND ${BACKCOACH_DPKG_QUERY} -W "-f=\${source:Upstream-Version}"
            libcadical-dev
    OUTPUT_VARIABLE cadical_version ERROR_QUIET)
  if(cadical_version)
    set(BACKCOACH_CADICAL_VERSION ${cadical_version})
  endif()
endif()
set(BACKCOACH_LINK DYNAMIC_LINK)
if(BACKCOACH_STATIC)
  set(BACKCOACH_LINK STATIC_LINK)
endif()
file(WRITE ${PROJECT_BINARY_DIR}/versions.cpp
     "#include <features.h>\n#include <bits/c++config.h>\n"
     "GLIBC=__GLIBC__.__GLIBC_MINOR__\nGCC=_GLIBCXX_RELEASE\n")
execute_process(
  COMMAND ${CMAKE_CXX_COMPILER} -E -P ${PROJECT_BINARY_DIR}/versions.cpp
  OUTPUT_VARIABLE versions ERROR_QUIET)
string(REGEX MATCH "GLIBC=[0-9. ]+" BACKCOACH_GLIBC_VERSION "${versions}")
string(REGEX REPLACE "GLIBC=| " "" BACKCOACH_GLIBC_VERSION
       "${BACKCOACH_GLIBC_VERSION}")
string(REGEX MATCH "GCC=[0-9]+" BACKCOACH_LIBSTDCXX_VERSION "${versions}")
string(REPLACE "GCC=" "" BACKCOACH_LIBSTDCXX_VERSION
       "${BACKCOACH_LIBSTDCXX_VERSION}")
configure_file(packaging/sbom.spdx.json.in
               ${PROJECT_BINARY_DIR}/sbom.spdx.json @ONLY)

# The program writes its own manual page and completions.
set(made ${PROJECT_BINARY_DIR}/made)
set(BACKCOACH_MADE "")
# made_by_program(FILE WORD…)
function(made_by_program file)
  add_custom_command(
    OUTPUT ${made}/${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${made}
    COMMAND ${CMAKE_COMMAND} -E env --unset=BACKCOACH_DATA
            $<TARGET_FILE:backcoach_exe> ${ARGN} --home ${made}/home
            --output ${made}/${file}
    DEPENDS backcoach_exe VERBATIM)
  set(BACKCOACH_MADE ${BACKCOACH_MADE} ${made}/${file} PARENT_SCOPE)
endfunction()
made_by_program(backcoach.1 help --man)
made_by_program(completion.bash completion bash)
made_by_program(completion.zsh completion zsh)
made_by_program(completion.fish completion fish)

# Debian wants these packed; -n leaves time and name out.
find_program(BACKCOACH_GZIP gzip)
configure_file(packaging/changelog.Debian.in ${made}/changelog @ONLY)
# packed(FROM FILE)
function(packed from file)
  add_custom_command(
    OUTPUT ${made}/${file}.gz
    COMMAND ${BACKCOACH_GZIP} -9nc ${from} > ${made}/${file}.gz
    DEPENDS ${from} VERBATIM)
  set(BACKCOACH_MADE ${BACKCOACH_MADE} ${made}/${file}.gz PARENT_SCOPE)
endfunction()
if(BACKCOACH_GZIP)
  packed(${made}/backcoach.1 backcoach.1)
  packed(${PROJECT_SOURCE_DIR}/packaging/backcoach-rules.5 backcoach-rules.5)
  packed(${PROJECT_SOURCE_DIR}/CHANGELOG.md CHANGELOG.md)
  packed(${made}/changelog changelog)
  set(manuals ${made}/backcoach.1.gz ${made}/backcoach-rules.5.gz)
  set(changes ${made}/CHANGELOG.md.gz)
else()
  set(manuals ${made}/backcoach.1
              ${PROJECT_SOURCE_DIR}/packaging/backcoach-rules.5)
  set(changes ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
endif()
add_custom_target(backcoach_papers ALL DEPENDS ${BACKCOACH_MADE})

list(GET manuals 0 manual_1)
list(GET manuals 1 manual_5)
install(TARGETS backcoach_exe RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
        COMPONENT program)
install(FILES ${manual_1} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
        COMPONENT program)
install(FILES ${manual_5} DESTINATION ${CMAKE_INSTALL_MANDIR}/man5
        COMPONENT program)
install(FILES ${made}/completion.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME backcoach COMPONENT program)
install(FILES ${made}/completion.zsh
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
        RENAME _backcoach COMPONENT program)
install(FILES ${made}/completion.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
        RENAME backcoach.fish COMPONENT program)
install(FILES LICENSE packaging/THIRD-PARTY.txt README.md ${changes}
              ${PROJECT_BINARY_DIR}/sbom.spdx.json
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

# Only a package of Debian has these.
if(BACKCOACH_GZIP)
  install(FILES ${made}/changelog.gz packaging/copyright
          DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT debian EXCLUDE_FROM_ALL)
  install(FILES packaging/lintian-overrides
          DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
          RENAME backcoach COMPONENT debian EXCLUDE_FROM_ALL)
endif()

# Packing builds nothing: see backcoach_papers.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_PACKAGE_NAME backcoach)
set(CPACK_PACKAGE_VENDOR "backcoach authors")
set(CPACK_PACKAGE_CONTACT "backcoach authors <backcoach@users.noreply.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "guided recovery coach for low back pain")
set(CPACK_PACKAGE_DESCRIPTION
"Asks an adult with low back pain the questions that matter, says how soon to
get help and why, and, where that is safe, makes a plan for the day. It guides
exercises, checks in every day and keeps a diary on this computer alone.

It does not diagnose, and no clinician has reviewed its rules yet.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR TGZ)
find_program(BACKCOACH_DPKG dpkg-deb)
if(BACKCOACH_DPKG AND BACKCOACH_GZIP)
  set(CPACK_GENERATOR TGZ DEB)
endif()
set(CPACK_PACKAGE_FILE_NAME
    backcoach-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_PACKAGE_CHECKSUM SHA256)
# What a package holds depends on its kind, which is known only then.
set(CPACK_COMPONENTS_ALL program)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/cpack_kind.cmake)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
    WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
if(NOT BACKCOACH_STATIC)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
include(CPack)
