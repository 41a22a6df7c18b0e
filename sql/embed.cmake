# Writes the numbered steps of the schema as C++: cmake -D OUT=steps.cpp -P sql/embed.cmake
file(GLOB steps LIST_DIRECTORIES false ${CMAKE_CURRENT_LIST_DIR}/[0-9][0-9][0-9][0-9]_*.sql)
list(SORT steps)
set(body "")
set(expected 1)
foreach(step IN LISTS steps)
  get_filename_component(name ${step} NAME_WE)
  string(REGEX MATCH "^0*([0-9]+)" _ ${name})
  if(NOT CMAKE_MATCH_1 EQUAL expected)
    message(FATAL_ERROR "sql/${name}.sql should be number ${expected}")
  endif()
  math(EXPR expected "${expected} + 1")
  file(READ ${step} sql)
  # SQLite keeps the text of each table and reads it at every start: the remarks stay here.
  string(REGEX REPLACE "[ ]*--[^\n]*" "" sql "${sql}")
  string(APPEND body "    {\"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE ${OUT} "// Written by sql/embed.cmake.
#include \"lib/store/schema.hpp\"
namespace mk::store {
std::span<const Step> steps() {
  static constexpr Step all[] = {
${body}  };
  return all;
}
}  // namespace mk::store
")
