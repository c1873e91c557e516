# What `cmake --install` puts in place: the library with its headers, a package
# that find_package(backcoach) finds, and backcoach.pc. The program with its
# papers is in package.cmake.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS backcoach EXPORT backcoachTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)
install(EXPORT backcoachTargets NAMESPACE backcoach::
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/backcoach COMPONENT library)
install(DIRECTORY data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/backcoach
        COMPONENT program FILES_MATCHING PATTERN *.json)

configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/backcoachConfig.cmake.in
  ${PROJECT_BINARY_DIR}/backcoachConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/backcoach)
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/backcoachConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/backcoachConfig.cmake
              ${PROJECT_BINARY_DIR}/backcoachConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/backcoach COMPONENT library)

# Found from where the file is, so that the folder can be moved.
file(RELATIVE_PATH BACKCOACH_PC_UP
     /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(packaging/backcoach.pc.in ${PROJECT_BINARY_DIR}/backcoach.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/backcoach.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT library)
