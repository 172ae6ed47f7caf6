# Writes one C++ source with the texts of the page's parts: cmake -DPAGE=<this folder> -DVEGA=<folder of vega-*.min.js>
# -DMODULES=<their names> -DOUTPUT=<file> -P embed.cmake

# text(FUNCTION FILE...): a function that gives the files, one after the other.
function(text name)
  file(APPEND "${OUTPUT}" "std::string_view ${name}() {\n  return ")
  foreach(part ${ARGN})
    file(READ "${part}" content)
    file(APPEND "${OUTPUT}" "R\"caseload(${content})caseload\"\n")
  endforeach()
  file(APPEND "${OUTPUT}" ";\n}\n")
endfunction()

file(WRITE "${OUTPUT}" "// Written by embed.cmake.\n#include \"report/page/assets.hpp\"\n\nnamespace caseload::web {\n")
text(css "${PAGE}/page.css")
text(script "${PAGE}/page.js")
text(queue_script "${PAGE}/queue.js")

# Each module of Vega is a function of those before it, as it would be in Node.
file(READ "${PAGE}/vega_begin.js" begin)
file(READ "${PAGE}/vega_end.js" end)
file(APPEND "${OUTPUT}" "std::string_view vega() {\n  return R\"caseload(${begin})caseload\"\n")
foreach(module ${MODULES})
  file(READ "${VEGA}/${module}.min.js" content)
  string(REGEX REPLACE "//# sourceMappingURL=[^\n]*" "" content "${content}")
  file(APPEND "${OUTPUT}"
       "R\"caseload(define(\"${module}\", function (exports, require, module) {\n)caseload\"\n"
       "R\"caseload(${content})caseload\"\nR\"caseload(\n});\n)caseload\"\n")
endforeach()
file(APPEND "${OUTPUT}" "R\"caseload(${end})caseload\";\n}\n\n}  // namespace caseload::web\n")
