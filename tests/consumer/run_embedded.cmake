# Builds the consumer with backcoach as a part of its project, below WORK.
foreach(needed ROOT WORK GENERATOR COMPILER)
  if(NOT DEFINED ${needed})
    message(FATAL_ERROR "-D${needed}=… is missing")
  endif()
endforeach()

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE out
                  ERROR_VARIABLE out)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " words)
    message(FATAL_ERROR "${words}: ${result}\n${out}")
  endif()
endfunction()

# Kept from run to run: what has not changed is not built again.
run(${CMAKE_COMMAND} -S ${ROOT}/tests/consumer/embedded -B ${WORK}
    -G ${GENERATOR} -DBACKCOACH_SOURCE=${ROOT} -DCMAKE_BUILD_TYPE=None
    -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}
    "-DCMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK} --target consumer)
run(${WORK}/consumer ${ROOT}/data)
# The program can be asked for there, too: it is packed from our data.
run(${CMAKE_COMMAND} -S ${ROOT}/tests/consumer/embedded -B ${WORK}/program
    -G Ninja -DBACKCOACH_SOURCE=${ROOT} -DCMAKE_BUILD_TYPE=None
    -DBACKCOACH_EMBEDDED_PROGRAM=ON -DCMAKE_CXX_COMPILER=${COMPILER})
file(READ ${WORK}/program/build.ninja rules)
if(NOT rules MATCHES "cd ${ROOT} && [^\n]*backcoach_pack data")
  message(FATAL_ERROR "data/ is not packed from ${ROOT}")
endif()
