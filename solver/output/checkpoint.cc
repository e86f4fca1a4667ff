#include "output/checkpoint.h"

#include "base/deck_difference.h"
#include "base/files.h"
#include "base/first_rank.h"
#include "base/versions.h"
#include "laws/protocols/protocol.h"

#include <boost/crc.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

using namespace dealii;
namespace files = std::filesystem;

namespace nadir
{
  namespace
  {
    /// Counts up whenever a checkpoint of before can no longer be read.
    constexpr int format = 3;

    files::path folder_of(const std::string &results) { return files::path(results) / "checkpoints"; }
    std::string name_of(const unsigned int step) { return fmt::format("step-{:08}", step); }

    /// Names of steps may have characters that those of files should not.
    std::string kept_after(std::string step)
    {
      std::replace_if(step.begin(), step.end(), [](const unsigned char c) { return !std::isalnum(c); }, '-');
      return "-after-" + step;
    }

    std::string name_of(const CheckpointOrigin &origin) { return name_of(origin.step) + (origin.after.empty() ? "" : kept_after(origin.after)); }

    bool is_kept(const std::string &checkpoint) { return files::path(checkpoint).filename().string().find("-after-") != std::string::npos; }

    /// Sum over blocks of the CRC-32 of the block's number and contents; every rank reads its share of the blocks.
    std::uint64_t checksum(const files::path &file)
    {
      constexpr std::size_t block_size = 1 << 22;
      const unsigned int    n = Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD), rank = Utilities::MPI::this_mpi_process(MPI_COMM_WORLD);
      std::ifstream         stream(file, std::ios::binary);
      std::vector<char>     bytes(block_size);
      std::uint64_t         sum = 0;
      for (std::uint64_t block = rank; stream; block += n)
        {
          stream.seekg(block * block_size);
          stream.read(bytes.data(), block_size);
          if (stream.gcount() == 0)
            break;
          boost::crc_32_type crc;
          crc.process_bytes(&block, sizeof(block));
          crc.process_bytes(bytes.data(), stream.gcount());
          sum += crc.checksum();
        }
      return Utilities::MPI::sum(sum, MPI_COMM_WORLD);
    }

    /// Until it is on the disk, and not only on its way.
    void sync(const files::path &path)
    {
      const int descriptor = open(path.c_str(), O_RDONLY);
      if (descriptor < 0 || fsync(descriptor) != 0)
        throw std::runtime_error("cannot write '" + path.string() + "' to the disk");
      close(descriptor);
    }

    std::vector<std::string> names_in(const files::path &folder)
    {
      std::vector<std::string> names;
      if (first_rank())
        for (const auto &entry : files::directory_iterator(folder))
          names.push_back(entry.path().filename());
      std::sort(names.begin(), names.end());
      return from_first_rank(names);
    }

    /// What the manifest itself and the files beside it say, without their checksums. For one rank.
    std::string reason_without_reading(const files::path &checkpoint, const std::string &resolved_deck, nlohmann::json &manifest)
    {
      if (!files::is_directory(checkpoint))
        return "there is no such folder";
      if (!files::exists(checkpoint / "manifest.json"))
        return "it is not complete, or none: it has no manifest.json";
      manifest = nlohmann::json::parse(contents(checkpoint / "manifest.json"), nullptr, /*allow_exceptions=*/false);
      if (!manifest.is_object() || !manifest.contains("format") || !manifest.contains("files") || !manifest["files"].is_object())
        return "its manifest.json is damaged";
      if (manifest["format"] != format)
        return fmt::format("it has the format {}, and this version of the program reads {}", manifest["format"].dump(), format);
      for (const auto &[name, what] : manifest["files"].items())
        {
          std::error_code missing;
          const auto      size = files::file_size(checkpoint / name, missing);
          if (missing)
            return "its file " + name + " is missing";
          if (!what.is_object() || what.value("bytes", std::uintmax_t(0)) != size)
            return fmt::format("its file {} has {} bytes, and should have {}", name, size,
                               what.is_object() && what.contains("bytes") ? what["bytes"].dump() : "another number");
        }
      std::set<std::string> may_differ = {"Output", "Checkpoint"};
      for (const std::string &step : manifest.value("later_steps", std::vector<std::string>()))
        may_differ.insert("Protocol/Step " + step);
      return deck_difference(resolved_deck, "the deck", contents(checkpoint / "deck.prm"), "that of the checkpoint", may_differ);
    }
  } // namespace

  SectionKind checkpoint_schema()
  {
    SectionKind s;
    s.kind          = "Checkpoint";
    s.documentation = "States from which `nadir run DECK --restart` goes on, in the folder checkpoints of the results. One is also written "
                      "when the program gets SIGTERM or SIGUSR1, before it ends.";
    s.entries       = {choice("Keep", {"two", "none"}, "two", "The newest two; none: only those that `After` asks for."),
                       not_negative(integer("Every", 0, "Steps; 0: by the clock only.")),
                       not_negative(quantity("Interval", "s", "30 min", "On the clock of the computer, as much as may be lost; 0 s: by steps only.")),
                       names("After", "", "Steps of the protocol. One is written when such a step ends for the first time, and never removed: runs whose later steps are others can go on from it.")};
    return s;
  }

  CheckpointSettings read_checkpoint_settings(const Section &root)
  {
    const Section &s = root.section("Checkpoint");
    CheckpointSettings settings{s.text("Keep") == "two", unsigned(s.integer("Every")), s.quantity("Interval"), s.names("After")};
    for (const std::string &step : settings.after)
      check_step_name(root, s, "After", step);
    return settings;
  }

  std::string begin_checkpoint(const std::string &results, const unsigned int step)
  {
    const files::path folder = folder_of(results) / (name_of(step) + ".part");
    if (first_rank())
      {
        files::create_directories(folder_of(results));
        for (const auto &entry : files::directory_iterator(folder_of(results)))
          if (entry.path().extension() == ".part") // of a run that was killed
            files::remove_all(entry.path());
        files::create_directory(folder);
      }
    MPI_Barrier(MPI_COMM_WORLD);
    return folder;
  }

  std::string finish_checkpoint(const std::string &results, const std::string &state, const std::string &resolved_deck,
                                const CheckpointOrigin &origin)
  {
    const files::path target = folder_of(results) / name_of(origin), part = folder_of(results) / (name_of(origin.step) + ".part");
    if (first_rank())
      {
        write_file(part / "state", state);
        write_file(part / "deck.prm", resolved_deck);
      }
    nlohmann::json manifest = {{"format", format},
                               {"step", origin.step},
                               {"time_s", origin.time},
                               {"ranks", origin.ranks},
                               {"coarse_mesh", origin.coarse_mesh},
                               {"later_steps", origin.later_steps},
                               {"versions", {{"nadir", versions().nadir}, {"deal.II", versions().deal_ii}, {"petsc", versions().petsc}}}};
    for (const std::string &name : names_in(part))
      manifest["files"][name] = {{"bytes", first_rank() ? files::file_size(part / name) : 0}, {"checksum", checksum(part / name)}};
    if (first_rank())
      {
        write_file(part / "manifest.json", manifest.dump(2) + "\n");
        for (const auto &entry : files::directory_iterator(part))
          sync(entry.path());
        sync(part);
        files::remove_all(target); // a damaged one of the same step
        files::rename(part, target);
        sync(target.parent_path());
        auto all = checkpoints_of(results);
        all.erase(std::remove_if(all.begin(), all.end(), is_kept), all.end());
        for (std::size_t k = 2; k < all.size(); ++k)
          files::remove_all(all[k]);
      }
    return target;
  }

  std::vector<std::string> checkpoints_of(const std::string &results)
  {
    static const std::regex  ours("step-[0-9]+(-after-.*)?");
    std::vector<std::string> list;
    std::error_code          none;
    for (const auto &entry : files::directory_iterator(folder_of(results), none))
      if (std::regex_match(entry.path().filename().string(), ours))
        list.push_back(entry.path());
    std::sort(list.rbegin(), list.rend());
    return list;
  }

  std::string kept_checkpoint(const std::string &results)
  {
    const auto all   = checkpoints_of(results);
    const auto found = std::find_if(all.begin(), all.end(), is_kept);
    return found == all.end() ? "" : *found;
  }

  void remove_later_checkpoints(const std::string &results, const unsigned int step)
  {
    for (const std::string &checkpoint : checkpoints_of(results))
      if (files::path(checkpoint).filename().string().substr(0, name_of(step).size()) > name_of(step))
        files::remove_all(checkpoint);
  }

  std::string reason_to_refuse(const std::string &checkpoint, const std::string &resolved_deck)
  {
    nlohmann::json manifest;
    std::string    reason = first_rank() ? reason_without_reading(checkpoint, resolved_deck, manifest) : "";
    reason                = from_first_rank(reason);
    if (!reason.empty())
      return reason;
    manifest = nlohmann::json::parse(from_first_rank(manifest.dump()));
    for (const auto &[name, what] : manifest["files"].items())
      if (what.value("checksum", std::uint64_t(0)) != checksum(files::path(checkpoint) / name))
        return "its file " + name + " is damaged: the checksum is another";
    return "";
  }

  std::string state_of(const std::string &checkpoint)
  {
    return from_first_rank(first_rank() ? contents(files::path(checkpoint) / "state") : std::string());
  }

  CheckpointOrigin origin_of(const std::string &checkpoint)
  {
    const auto manifest =
      nlohmann::json::parse(from_first_rank(first_rank() ? contents(files::path(checkpoint) / "manifest.json") : std::string()));
    return {manifest.at("coarse_mesh"), manifest.at("step"), manifest.at("time_s"), manifest.at("ranks")};
  }
} // namespace nadir
