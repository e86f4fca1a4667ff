// Runs `nadir study` on a deck of the source tree and returns what study.json says.
#pragma once

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace nadir::testing
{
  /// What a command writes, as JSON. @param command with a place {} for the folder that it may use
  inline nlohmann::json json_of(const std::string &command, const std::string &file)
  {
    const std::string folder = (std::filesystem::temp_directory_path() / fmt::format("nadir-test-{}", getpid())).string();
    std::filesystem::create_directory(folder);
    const std::string line = fmt::format(fmt::runtime(command), folder);
    BOOST_TEST_REQUIRE(std::system(line.c_str()) == 0, line);
    nlohmann::json results;
    std::ifstream(folder + "/" + file) >> results;
    std::filesystem::remove_all(folder);
    return results;
  }

  /// @param deck path in the source tree @param options of the command line
  inline nlohmann::json run_study(const std::string &deck, const std::string &options = "")
  {
    return json_of(fmt::format("{} study {}/{} --output {{}}/study {}", NADIR_PROGRAM, NADIR_SOURCE_DIR, deck, options), "study/study.json");
  }
} // namespace nadir::testing
