# What is tried on the program from outside, in Python, Node or a shell. The last label says when it runs:
#   fast   `ctest -L fast`, after each change (so do the unit tests, but not the proofs)
#   full   in CI
#   desk   in `script/test`: wants a quiet machine for tmux, a browser, packages of npm, or minutes
# Whatever can do its part nowhere here ends with 77 and is left out; the last line it prints says why.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(BACKCOACH_PROGRAM $<TARGET_FILE:backcoach_exe>)

function(backcoach_outside name when)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES
    LABELS "outside;${when}" SKIP_RETURN_CODE 77 TIMEOUT 1800)
endfunction()

# With the program at the end.
function(backcoach_outside_program name when)
  backcoach_outside(${name} ${when} ${ARGN} --binary ${BACKCOACH_PROGRAM})
endfunction()

set(PYTHON ${Python3_EXECUTABLE})

backcoach_outside(rules.check fast ${BACKCOACH_PROGRAM} rules check data)
backcoach_outside(rules.test fast ${BACKCOACH_PROGRAM} rules test --data data)
backcoach_outside(rules.prove full ${BACKCOACH_PROGRAM} rules prove --data data)
backcoach_outside_program(golden fast ${PYTHON} tests/golden/run.py)
backcoach_outside(errors_doc fast ${PYTHON} script/errors-doc --check)
backcoach_outside(evidence_doc fast ${PYTHON} script/evidence-doc --check)
backcoach_outside(kinds_of_faults fast ${PYTHON} tests/readme/kinds_of_faults.py)
backcoach_outside(words fast ${PYTHON} tests/words/run.py)
backcoach_outside(words.grades fast ${PYTHON} tests/words/grades.py)
backcoach_outside(format fast ${PROJECT_SOURCE_DIR}/script/format-check)
backcoach_outside_program(readme full ${PYTHON} tests/readme/run.py)
backcoach_outside_program(population full ${PYTHON} bench/population/test_population.py)

# What stands, against a second program of it.
backcoach_outside(standing.model fast ${PYTHON} tests/standing/model.py)
backcoach_outside_program(standing.cases full ${PYTHON} tests/standing/courses.py --cases)
backcoach_outside_program(standing.few desk ${PYTHON} tests/standing/courses.py --courses 20)
backcoach_outside_program(standing.courses desk ${PYTHON} tests/standing/courses.py --courses 200)

# The decisions, against a second evaluator of the files.
backcoach_outside(verify.names fast ${PYTHON} tests/verify/naive.py check data)
backcoach_outside(verify.examples full ${PYTHON} tests/verify/naive.py examples data)
backcoach_outside(verify.self full ${PYTHON} tests/verify/test_naive.py)
backcoach_outside_program(verify.people full
  ${PYTHON} tests/verify/run_cases.py data/cases/people --quiet)
backcoach_outside(verify.naive_people full
  ${PYTHON} tests/verify/run_cases.py data/cases/people --data data --quiet)

# One for each file that is a program; the others in that folder are what these share.
file(GLOB scripts CONFIGURE_DEPENDS cli/*.py)
foreach(script ${scripts})
  file(STRINGS ${script} main REGEX "__main__" LIMIT_COUNT 1)
  cmake_path(GET script STEM stem)
  if(NOT main)
    continue()
  endif()
  # It puts calls of its own before those of the C library.
  if(stem STREQUAL "faults" AND BACKCOACH_STATIC)
    continue()
  endif()
  set(when full)
  if(stem MATCHES "^(completion|faults|hostile|mutation|reported_faults)$")
    set(when desk)
  endif()
  backcoach_outside_program(cli.${stem} ${when} ${PYTHON} ${script})
endforeach()

# At a terminal. One at a time: a slow key is another key.
set_tests_properties(cli.standing cli.kill_nine cli.clients PROPERTIES RUN_SERIAL ON)
foreach(stem run session day journeys)
  backcoach_outside_program(terminal.${stem} desk ${PYTHON} tests/terminal/${stem}.py)
  set_tests_properties(terminal.${stem} PROPERTIES RUN_SERIAL ON)
endforeach()

# Read by programs that are not ours.
backcoach_outside_program(schema desk sh tests/schema/run.sh)
backcoach_outside_program(schema.agree full ${PYTHON} -W ignore tests/schema/agree.py)
backcoach_outside_program(schema.contract desk sh tests/schema/contract.sh)
backcoach_outside_program(formats.pages desk sh tests/formats/run.sh)
backcoach_outside_program(formats.browser desk sh tests/pages/run.sh)
backcoach_outside_program(formats.fhir desk sh tests/fhir/run.sh)
backcoach_outside_program(formats.calendar desk sh tests/formats/calendar.sh)
if(BACKCOACH_STATIC)
  backcoach_outside(install desk ${PYTHON} tests/install/run.py --build ${PROJECT_BINARY_DIR} --static)
endif()
