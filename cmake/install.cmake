# What `cmake --install` puts in place: the program, the library with its
# headers, and a package that find_package(backcoach) finds.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS backcoach_exe RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS backcoach EXPORT backcoachTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT backcoachTargets NAMESPACE backcoach::
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/backcoach)
install(DIRECTORY data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/backcoach
        FILES_MATCHING PATTERN *.json)

configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/backcoachConfig.cmake.in
  ${CMAKE_BINARY_DIR}/backcoachConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/backcoach)
write_basic_package_version_file(
  ${CMAKE_BINARY_DIR}/backcoachConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/backcoachConfig.cmake
              ${CMAKE_BINARY_DIR}/backcoachConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/backcoach)
