// The progress line: what it says, and how often.
#include "output/progress.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(progress)

namespace
{
  unsigned int count_lines(const std::string &text)
  {
    return std::count(text.begin(), text.end(), '\n');
  }
} // namespace

BOOST_AUTO_TEST_CASE(times_have_handy_units)
{
  BOOST_TEST(quantity_of_time(0) == "0 s");
  BOOST_TEST(quantity_of_time(3e-7) == "3e-07 s");
  BOOST_TEST(quantity_of_time(0.25) == "250 ms");
  BOOST_TEST(quantity_of_time(40) == "40 s");
  BOOST_TEST(quantity_of_time(3600) == "60 min");
  BOOST_TEST(quantity_of_time(11520) == "3.2 h");
  BOOST_TEST(quantity_of_time(86400 * 12) == "12 d");
  BOOST_TEST(spoken_time(0.2) == "under 1 s");
  BOOST_TEST(spoken_time(80) == "1 min 20 s");
  BOOST_TEST(spoken_time(59.7) == "1 min 0 s");
  BOOST_TEST(spoken_time(3 * 3600 + 5 * 60) == "3 h 5 min");
}

BOOST_AUTO_TEST_CASE(plain_lines_come_every_few_seconds_and_at_the_end)
{
  double             now = 0;
  std::ostringstream out;
  Progress           progress(&out, false, [&now] { return now; });
  for (unsigned int i = 1; i <= 100; ++i) // 10 s of wall time
    {
      now = 0.1 * i;
      progress.update({i, 360. * i, 36000., 360.});
    }
  progress.finish();
  progress.finish();

  // The first step, two more at 5.1 s and 10.1 s at the earliest, and the last one.
  BOOST_TEST(count_lines(out.str()) == 3u);
  BOOST_TEST(out.str().find("step 1  t = 6 min of 10 h  1 %  dt = 6 min\n") == 0u);
  BOOST_TEST(out.str().find("step 51  t = 5.1 h of 10 h  51 %  dt = 6 min  left about 5 s\n") != std::string::npos);
  BOOST_TEST(out.str().find("step 100  t = 10 h of 10 h  100 %  dt = 6 min\n") != std::string::npos);
  BOOST_TEST(out.str().find('\r') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_terminal_line_overwrites_itself_completely)
{
  double             now = 0;
  std::ostringstream out;
  {
    Progress progress(&out, true, [&now] { return now; });
    progress.update({99, 40., 100., 40.});
    now = 1;
    progress.update({100, 100., 100., 1.});
    progress.message("the end");
    progress.update({101, 100., 100., 1.});
  }
  BOOST_TEST(count_lines(out.str()) == 2u);
  // The second line is as long as the first, or its end would be left over.
  const std::string text   = out.str();
  const auto        second = text.find('\r', 1), third = text.find('\r', second + 1);
  BOOST_TEST(second - 1 <= third - second - 1);
  BOOST_TEST(text.find("the end\n") != std::string::npos);
  BOOST_TEST(text.back() == '\n');
}

BOOST_AUTO_TEST_CASE(time_left_follows_the_recent_pace)
{
  double             now = 0;
  std::ostringstream out;
  Progress           progress(&out, false, [&now] { return now; });
  progress.update({1, 0.001, 1000., 0.001});
  now = 100; // a hundred seconds on small steps: the mean pace would say hours
  progress.update({2, 1., 1000., 1.});
  now = 160;
  progress.update({3, 401., 1000., 1.});
  now = 170;
  progress.update({4, 501., 1000., 1.});
  BOOST_TEST(out.str().find("left about 1 min 10 s\n") != std::string::npos); // 500 s in 70 s, 499 s to go
}

BOOST_AUTO_TEST_CASE(silent_without_a_stream)
{
  Progress progress(nullptr, false);
  progress.update({1, 1., 2., 1.});
  progress.message("unheard");
  progress.finish();
  BOOST_TEST(true); // reaching this line is the test: no stream is written to
}

BOOST_AUTO_TEST_CASE(log_has_the_lines_and_refuses_what_it_cannot_write)
{
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "nadir-progress-test.log";
  {
    RunLog log(file.string());
    log.line("residual {:.1e}", 1.5e-3);
    log.line("accepted");
  }
  std::ifstream     stream(file);
  const std::string text((std::istreambuf_iterator<char>(stream)), {});
  BOOST_TEST(text.find(" s  residual 1.5e-03\n") != std::string::npos);
  BOOST_TEST(count_lines(text) == 2u);
  std::filesystem::remove(file);

  BOOST_CHECK_THROW(RunLog("no/such/folder/run.log"), std::runtime_error);
  RunLog full("/dev/full");
  BOOST_CHECK_THROW(full.line("lost"), std::runtime_error);
  RunLog none("");
  none.line("nowhere");
}

BOOST_AUTO_TEST_SUITE_END()
