# Run a deck that is wrong on purpose and compare the exit code and the complete message with those that its first
# comment lines promise:
#
#   # expect: 2                                  exit code
#   # command: run                               `nadir check` if absent
#   # arguments: --set "Region anode/Material=x" more of the command line, if any
#   # message: $DECK:7: error: ...               one line of the expected standard error each, in order
#   # message:   help: ...
#
# The program runs in the deck's folder, and $DECK stands for the deck's file name there; $SOURCE is the project's
# folder, $SCRATCH one that may be written to (--output for `run`). It is removed before and after.
#
#   cmake -DNADIR=... -DDECK=... -DSOURCE=... -DSCRATCH=... -P run_bad_deck.cmake
cmake_minimum_required(VERSION 3.25)

file(READ "${DECK}" text)
cmake_path(GET DECK FILENAME deck)
cmake_path(GET DECK PARENT_PATH folder)

set(expected_code "")
set(command check)
set(arguments "")
set(expected "")
while(text MATCHES "^#([^\n]*)\n")
  set(line "${CMAKE_MATCH_1}")
  string(LENGTH "${CMAKE_MATCH_0}" length)
  string(SUBSTRING "${text}" ${length} -1 text)
  if(line MATCHES "^ expect: *([0-9]+) *$")
    set(expected_code ${CMAKE_MATCH_1})
  elseif(line MATCHES "^ command: *([a-z]+) *$")
    set(command ${CMAKE_MATCH_1})
  elseif(line MATCHES "^ arguments: (.*)$")
    separate_arguments(arguments UNIX_COMMAND "${CMAKE_MATCH_1}")
  elseif(line MATCHES "^ message: (.*)$")
    string(APPEND expected "${CMAKE_MATCH_1}\n")
  endif()
endwhile()
if(expected_code STREQUAL "" OR expected STREQUAL "")
  message(FATAL_ERROR "${DECK} does not begin with '# expect: CODE' and '# message: TEXT' lines")
endif()
foreach(part SOURCE SCRATCH)
  string(REPLACE "$${part}" "${${part}}" arguments "${arguments}")
  string(REPLACE "$${part}" "${${part}}" expected "${expected}")
endforeach()
string(REPLACE "$DECK" "${deck}" expected "${expected}")

file(REMOVE_RECURSE "${SCRATCH}")
if(command STREQUAL "run")
  list(APPEND arguments --output "${SCRATCH}")
endif()
execute_process(
  COMMAND "${NADIR}" ${command} "${deck}" ${arguments}
  WORKING_DIRECTORY "${folder}"
  RESULT_VARIABLE code
  OUTPUT_VARIABLE output
  ERROR_VARIABLE error)
file(REMOVE_RECURSE "${SCRATCH}")

set(wrong "")
if(NOT "${code}" STREQUAL "${expected_code}")
  string(APPEND wrong "exit code: ${code}, expected ${expected_code}\n")
endif()
if(NOT "${error}" STREQUAL "${expected}")
  string(APPEND wrong "message:\n${error}expected:\n${expected}")
endif()
if(wrong)
  message("${deck}: ${command}\n${wrong}standard output:\n${output}")
  message(FATAL_ERROR "the message differs: correct the program, or the lines at the top of ${DECK}")
endif()
