#include "studies/study_runs.h"

#include "base/failure.h"
#include "base/files.h"
#include "output/checkpoint.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nadir
{
  namespace
  {
    namespace fs = std::filesystem;
    using nlohmann::json;

    json read_json(const fs::path &file)
    {
      return json::parse(contents(file), nullptr, /*allow_exceptions=*/false);
    }

    std::string last_words(const fs::path &file)
    {
      std::ifstream stream(file);
      std::string   text, line;
      for (; std::getline(stream, line);)
        if (!line.empty() && line.rfind("warning:", 0) != 0)
          text += (text.empty() ? "" : " ") + line;
      return text.size() > 600 ? text.substr(0, 600) + "..." : text;
    }

    /// Names of the folders of runs, sorted.
    std::vector<std::string> runs_in(const fs::path &folder)
    {
      static const std::regex  ours("run-[0-9]{4,}-[0-9a-f]{16}");
      std::vector<std::string> names;
      for (const auto &entry : fs::directory_iterator(folder))
        if (const std::string name = entry.path().filename().string(); std::regex_match(name, ours))
          names.push_back(name);
      std::sort(names.begin(), names.end());
      return names;
    }

    /// Values of the last row.
    std::map<std::string, double> last_row(const fs::path &file)
    {
      std::ifstream stream(file);
      std::string   heading, line, last;
      std::getline(stream, heading);
      for (; std::getline(stream, line);)
        last = line;
      std::map<std::string, double> row;
      std::istringstream            names(heading), values(last);
      for (std::string name, value; std::getline(names, name, ',') && std::getline(values, value, ',');)
        row[name] = std::strtod(value.c_str(), nullptr);
      return row;
    }
  } // namespace

  const std::vector<std::string> of_verdict = {"time_s", "capacity_C_per_m2", "half_cycle_capacity_C_per_m2", "voltage_V", "current_density_A_per_m2", "temperature_K"};

  const std::vector<std::string> levels_of_verdict = {"survived_level_A_per_m2", "failed_level_A_per_m2"};

  std::string fingerprint(const std::string &text)
  {
    std::uint64_t hash = 14695981039346656037ull;
    for (const unsigned char c : text)
      hash = (hash ^ c) * 1099511628211ull;
    return fmt::format("{:016x}", hash);
  }

  StudyRuns::StudyRuns(std::string folder, std::string launcher, std::string deck, std::vector<std::string> settings_of_all, std::vector<std::string> columns,
                       std::string shared_until)
    : folder(std::move(folder))
    , launcher(std::move(launcher))
    , deck(std::move(deck))
    , settings_of_all(std::move(settings_of_all))
    , columns(std::move(columns))
    , shared_until(std::move(shared_until))
  {
    fs::create_directories(this->folder);
  }

  std::string StudyRuns::folder_for(const std::string &key)
  {
    const FolderLock lock(folder);
    unsigned int     last_number = 0;
    for (const std::string &name : runs_in(folder))
      {
        if (name.substr(name.size() - key.size()) == key)
          return name;
        last_number = std::max(last_number, unsigned(std::strtoul(name.c_str() + 4, nullptr, 10)));
      }
    const std::string name = fmt::format("run-{:04}-{}", last_number + 1, key);
    fs::create_directory(fs::path(folder) / name);
    return name;
  }

  std::optional<FinishedRun> StudyRuns::finished(const std::string &name) const
  {
    const json j = read_json(fs::path(folder) / name / "run.json");
    if (!j.is_object())
      return std::nullopt; // it was interrupted, or has not begun
    return ended(j["settings"].get<std::vector<std::string>>(), name, j["exit_code"].get<int>(), j["wall_time_s"].get<double>());
  }

  void StudyRuns::begin_from_another(const std::string &name, const std::string &beginning) const
  {
    const fs::path to = fs::path(folder) / name;
    if (shared_until.empty() || !fs::is_empty(to))
      return;
    const std::string       wanted = fingerprint(beginning);
    static const std::regex written("history\\.csv|nadir\\.log|.*\\.(vtu|pvtu|pvd)");
    for (const std::string &other : runs_in(folder))
      {
        const fs::path    from = fs::path(folder) / other;
        const json        j    = read_json(from / "run.json");
        const std::string kept = j.is_object() && j.value("beginning", "") == wanted ? kept_checkpoint(from.string()) : "";
        if (kept.empty())
          continue;
        for (const auto &entry : fs::directory_iterator(from))
          if (std::regex_match(entry.path().filename().string(), written))
            fs::copy(entry.path(), to);
        fs::create_directory(to / "checkpoints");
        fs::copy(kept, to / "checkpoints" / fs::path(kept).filename(), fs::copy_options::recursive);
        return;
      }
  }

  FinishedRun StudyRuns::run(const std::vector<std::string> &settings, const std::string &identity, const std::string &beginning, bool &is_new)
  {
    const std::string name = folder_for(fingerprint(identity));
    const FolderLock  lock((fs::path(folder) / name).string());
    const auto        before = finished(name);
    is_new                   = !before;
    if (before)
      return *before;
    begin_from_another(name, beginning);
    const auto   start = std::chrono::steady_clock::now();
    const int    code  = execute(settings, name);
    const double wall  = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (code == interrupted || code == 128 + SIGINT || code == 128 + SIGTERM || code == 128 + SIGHUP)
      throw StudyInterrupted{code};
    const FinishedRun run = ended(settings, name, code, wall);
    record(run, beginning);
    return run;
  }

  int StudyRuns::execute(const std::vector<std::string> &settings, const std::string &name) const
  {
    std::vector<std::string> words;
    std::istringstream       before(launcher);
    for (std::string word; before >> word;)
      words.push_back(word);
    const std::string results = (fs::path(folder) / name).string();
    for (const std::string &word : {fs::read_symlink("/proc/self/exe").string(), std::string("run"), deck, std::string("--output"), results, std::string("--restart")})
      words.push_back(word);
    if (!shared_until.empty())
      words.insert(words.end(), {"--set", "Checkpoint/After=" + shared_until});
    for (const auto *list : {&settings_of_all, &settings})
      for (const std::string &setting : *list)
        {
          words.push_back("--set");
          words.push_back(setting);
        }
    std::vector<char *> pointers;
    for (std::string &word : words)
      pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const std::string out = results + "/screen.txt", err = results + "/errors.txt";
    const pid_t       child = fork();
    if (child < 0)
      throw std::system_error(errno, std::generic_category(), "cannot start a run");
    if (child == 0)
      {
        prctl(PR_SET_PDEATHSIG, SIGTERM); // a study that is killed leaves nobody behind who writes into its folders
        dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644), STDOUT_FILENO);
        dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644), STDERR_FILENO);
        execvp(pointers[0], pointers.data());
        _exit(127);
      }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
      ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  FinishedRun StudyRuns::ended(const std::vector<std::string> &settings, const std::string &name, const int exit_code, const double wall_time) const
  {
    FinishedRun run;
    run.folder    = name;
    run.settings  = settings;
    run.exit_code = exit_code;
    run.wall_time = wall_time;
    run.outcome   = exit_code == 2 ? "not run" : exit_code == 3 ? "numerical failure" : "crashed";
    fill_in(run);
    if (exit_code == 127)
      run.reason = "the command of `Study/Launcher` cannot be started";
    else if (!run.physical())
      run.reason = last_words(fs::path(folder) / name / "errors.txt");
    if (!run.physical() && run.reason.empty() && exit_code <= 128)
      run.reason = fmt::format("exit code {}, without a word", exit_code);
    if (exit_code > 128)
      run.reason += fmt::format("{}killed by signal {}", run.reason.empty() ? "" : "; ", exit_code - 128);
    return run;
  }

  void StudyRuns::fill_in(FinishedRun &run) const
  {
    const json j = read_json(fs::path(folder) / run.folder / "verdict.json");
    if (j.is_object() && run.exit_code == 0)
      {
        run.outcome   = j["outcome"].get<std::string>();
        run.place     = j["place"].get<std::string>();
        run.criterion = j["criterion"].get<std::string>();
        run.electrode = j.value("electrode", json()).is_string() ? j["electrode"].get<std::string>() : "";
        for (const std::string &name : of_verdict)
          run.numbers[name] = j[name].get<double>();
        for (const std::string &name : levels_of_verdict)
          if (const json level = j.value(name, json()); level.is_number())
            run.numbers[name] = level.get<double>();
      }
    if (columns.empty())
      return;
    const auto row = last_row(fs::path(folder) / run.folder / "history.csv");
    for (const std::string &name : columns)
      if (const auto found = row.find(name); found != row.end())
        run.numbers[name] = found->second;
      else if (!row.empty())
        run.reason = "history.csv has no column '" + name + "'";
  }

  void StudyRuns::record(const FinishedRun &run, const std::string &beginning) const
  {
    const json j = {{"settings", run.settings}, {"beginning", fingerprint(beginning)}, {"exit_code", run.exit_code}, {"reason", run.reason}, {"wall_time_s", run.wall_time}};
    replace_file(fs::path(folder) / run.folder / "run.json", j.dump(2) + "\n");
  }
} // namespace nadir
