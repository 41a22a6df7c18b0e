# What `make install` puts where. Nothing names the prefix: the programs find libmk, the catalogue
# and the letters by the place they stand in, so that an installed tree may be moved.
include(CMakePackageConfigHelpers)

# Our headers say "lib/ROOM/NAME.hpp"; a program outside says <mk/ROOM/NAME.hpp>.
file(GLOB_RECURSE MK_HEADERS CONFIGURE_DEPENDS lib/*.hpp)
set(MK_PUBLIC ${CMAKE_BINARY_DIR}/include)
add_custom_command(OUTPUT ${MK_PUBLIC}/stamp
  COMMAND lib/public ${MK_PUBLIC}
  COMMAND ${CMAKE_COMMAND} -E touch ${MK_PUBLIC}/stamp
  DEPENDS ${MK_HEADERS} lib/public WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)
add_custom_target(public_headers ALL DEPENDS ${MK_PUBLIC}/stamp)
install(DIRECTORY ${MK_PUBLIC}/mk DESTINATION include)

set(MK_PROGRAMS mk)
foreach(job IN LISTS MK_JOBS)
  get_filename_component(name ${job} NAME_WE)
  list(APPEND MK_PROGRAMS mk-${name})
endforeach()
set_target_properties(${MK_PROGRAMS} PROPERTIES INSTALL_RPATH $ORIGIN/../lib)
set_target_properties(libmk PROPERTIES INSTALL_RPATH "" EXPORT_NAME mk)
target_include_directories(libmk INTERFACE $<INSTALL_INTERFACE:include>)
target_compile_features(libmk INTERFACE cxx_std_20)
install(TARGETS ${MK_PROGRAMS} RUNTIME DESTINATION bin)
install(TARGETS libmk EXPORT mk LIBRARY DESTINATION lib)
install(TARGETS sending LIBRARY DESTINATION lib/mk)

# find_package(mk) gives mk::mk, pkg-config knows libmk.
install(EXPORT mk NAMESPACE mk:: FILE mk-config.cmake DESTINATION lib/cmake/mk)
write_basic_package_version_file(mk-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/mk-config-version.cmake DESTINATION lib/cmake/mk)
configure_file(lib/libmk.pc.in libmk.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libmk.pc DESTINATION lib/pkgconfig)

# What the programs read, and what a city adapts.
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/locale DESTINATION share)
install(DIRECTORY examples/letters DESTINATION share/mk)
file(GLOB MK_NOTICES examples/privacy-notice.*.md)
install(FILES ${MK_NOTICES} examples/exchange-words.txt DESTINATION share/mk)
install(DIRECTORY examples DESTINATION share/mk USE_SOURCE_PERMISSIONS PATTERN letters EXCLUDE)
foreach(section IN ITEMS 1 3 5 8)
  file(GLOB pages CONFIGURE_DEPENDS man/*.${section})
  install(FILES ${pages} DESTINATION share/man/man${section})
endforeach()
install(FILES README.md CHANGELOG.md LICENSE DESTINATION share/doc/mk)

# What starts the jobs names the programs by their full path. As kept in jobs/ that is the place of
# the default prefix, so that the units can be read and checked there; another prefix is known only
# now.
file(GLOB MK_UNITS CONFIGURE_DEPENDS jobs/*.service jobs/*.timer jobs/*.cron)
foreach(unit IN LISTS MK_UNITS)
  get_filename_component(name ${unit} NAME)
  string(REGEX MATCH "cron$" cron ${name})
  set(folder lib/systemd/system)
  if(cron)
    set(folder share/mk/examples)
  endif()
  install(CODE "
    file(READ \"${unit}\" text)
    string(REPLACE \"/usr/local/bin/\" \"\${CMAKE_INSTALL_PREFIX}/bin/\" text \"\${text}\")
    file(WRITE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${folder}/${name}\" \"\${text}\")")
endforeach()
install(FILES jobs/mk.sysusers DESTINATION lib/sysusers.d RENAME mk.conf)
