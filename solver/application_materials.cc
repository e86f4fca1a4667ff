// Where materials are looked for and which are there, for every command that reads a deck and for `nadir materials`.
// NADIR_SOURCE_DIR is the source tree that the program was built from, NADIR_INSTALLED_INPUTS the way from an installed program to its inputs
// (CMakeLists.txt).
#include "application.h"

#include "laws/material.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>

namespace nadir
{
  namespace
  {
    namespace fs = std::filesystem;

    std::vector<fs::path> material_files(const std::string &folder)
    {
      std::vector<fs::path> files;
      for (const fs::directory_entry &entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".prm")
          files.push_back(entry.path());
      std::sort(files.begin(), files.end());
      return files;
    }

    std::string abilities(const Section &material)
    {
      std::string list;
      for (const auto &[section, ability] : std::vector<std::pair<std::string, std::string>>{
             {"Ionic conduction", "conducts ions"}, {"Electronic conduction", "conducts electrons"}, {"Elasticity", "deforms"}, {"Flow", "flows"},
             {"Fracture", "has a toughness"}, {"Thermal", "expands with temperature"}, {"Swelling", "swells"}})
        if (material.has(section))
          list += (list.empty() ? "" : ", ") + ability;
      return list;
    }

    /// Beside an installed program, else in the source tree.
    fs::path shipped_inputs()
    {
      std::error_code ignored;
      const fs::path  program = fs::read_symlink("/proc/self/exe", ignored), installed = (program.parent_path() / NADIR_INSTALLED_INPUTS).lexically_normal();
      return fs::is_directory(installed) ? installed : fs::path(NADIR_SOURCE_DIR) / "inputs";
    }
  } // namespace

  std::vector<std::string> material_folders(const std::string &deck_file)
  {
    const fs::path own = deck_file.empty() ? fs::path(".") : fs::path(deck_file).parent_path() / ".";
    std::vector<fs::path> candidates = {own / "materials", own, shipped_inputs() / "materials"};
    if (const char *list = std::getenv("NADIR_MATERIALS"))
      {
        std::istringstream stream(list);
        for (std::string folder; std::getline(stream, folder, ':');)
          if (!folder.empty())
            candidates.emplace_back(folder);
      }

    std::vector<std::string> folders;
    for (const fs::path &candidate : candidates)
      if (fs::is_directory(candidate))
        folders.push_back(candidate.lexically_normal().string());
    return folders;
  }

  std::vector<MaterialSummary> found_materials(const std::string &deck_file)
  {
    SectionKind schema; // a material file holds nothing but materials
    schema.sections = {material_schema()};

    // The deck's own folder holds decks too, which are no material files: look into folders of materials only.
    const std::string            own = (fs::path(deck_file).parent_path() / ".").lexically_normal().string();
    std::vector<MaterialSummary> list;
    std::set<std::string>        names;
    for (const std::string &folder : material_folders(deck_file))
      if (folder != own)
        for (const fs::path &file : material_files(folder))
          {
            const Deck deck = Deck::read(file.string(), schema);
            for (const Section *material : deck.root().sections("Material"))
              if (names.insert(material->name()).second)
                list.push_back({material->name(), abilities(*material), material->text("Source"),
                                static_cast<unsigned int>(deck.notes().size()), file.string()});
          }
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return list;
  }
} // namespace nadir
