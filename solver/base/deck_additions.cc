#include "base/deck_additions.h"

#include "base/deck_check.h"
#include "base/text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>

namespace nadir
{
  namespace fs = std::filesystem;

  namespace
  {
    const Where command_line;

    struct Override
    {
      std::vector<std::string> sections;
      std::string              entry, value;
    };

    Override parse_override(const std::string &text)
    {
      const auto equals = text.find('=');
      if (equals == std::string::npos || tidy(text.substr(0, equals)).empty())
        throw DeckError(command_line, "'" + text + "' does not set anything",
                        "write for example --set \"Region anode/Material=sodium\"");
      Override          result;
      const std::string path  = text.substr(0, equals);
      std::size_t       begin = 0;
      for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', begin))
      {
        result.sections.push_back(tidy(path.substr(begin, slash - begin)));
        begin = slash + 1;
      }
      result.entry         = tidy(path.substr(begin));
      result.value         = trim(text.substr(equals + 1));
      const bool ends_open = !result.value.empty() && result.value.back() == '\\';
      if (ends_open || result.value.find_first_of("#\n") != std::string::npos)
        throw DeckError(command_line, "the value in '" + text + "' contains '#', a line break or a final backslash",
                        "leave these out: a deck could not hold them");
      return result;
    }

    /// The section that an override addresses. Unnamed sections are opened where the deck has none.
    RawSection &addressed(RawSection &deck, const SectionKind &schema, const Override &override)
    {
      RawSection        *section = &deck;
      const SectionKind *kind    = &schema;
      for (const std::string &title : override.sections)
      {
        const TitleMatch match = kind ? match_title(title, *kind) : TitleMatch();
        RawSection      *below = section->section(title);
        if (!below && match.kind && !match.kind->named && match.name.empty())
        {
          section->sections.push_back(std::make_unique<RawSection>());
          below        = section->sections.back().get();
          below->title = title;
        }
        if (!below)
        {
          std::vector<std::string> titles;
          for (const auto &s : section->sections)
            titles.push_back(s->title);
          const std::string inside = section->title.empty() ? "the deck" : "'" + section->title + "'";
          throw DeckError(command_line, inside + " has no section '" + title + "'",
                          did_you_mean(title, titles) + "sections here: " + listed(titles));
        }
        section = below;
        kind    = match.kind;
      }
      return *section;
    }

    void apply(RawSection &deck, const SectionKind &schema, const Override &override)
    {
      RawSection    &section = addressed(deck, schema, override);
      const RawEntry entry{ override.entry, override.value, command_line, {} };
      const auto     old = std::find_if(section.entries.begin(), section.entries.end(),
                                        [&](const RawEntry &e) { return e.name == entry.name; });
      if (old == section.entries.end())
        section.entries.push_back(entry);
      else if (old->where.file.empty())
        throw DeckError(command_line, "'" + entry.name + "' is set twice", "remove one of the two settings");
      else
        *old = entry;
    }

    /// True if a file defines a material: folders of materials may hold decks too.
    bool defines(const fs::path &file, const std::string &material)
    {
      std::ifstream in(file);
      for (std::string line; std::getline(in, line);)
        if (tidy(line.substr(0, line.find('#'))) == "subsection Material " + material)
          return true;
      return false;
    }

    /// The materials that can be named: those in the deck and those in the folders.
    std::vector<std::string> available_materials(const RawSection &deck, const std::vector<std::string> &folders)
    {
      const std::string        kind = "Material ";
      std::vector<std::string> names;
      for (const auto &section : deck.sections)
        if (section->title.rfind(kind, 0) == 0)
          names.push_back(section->title.substr(kind.size()));
      for (const std::string &folder : folders)
      {
        std::error_code error;
        for (const auto &file : fs::directory_iterator(folder, error))
          if (file.path().extension() == ".prm" && defines(file.path(), file.path().stem().string()))
            names.push_back(file.path().stem().string());
      }
      std::sort(names.begin(), names.end());
      names.erase(std::unique(names.begin(), names.end()), names.end());
      return names;
    }

    void look_up(const std::string &material, const Where &asked_at, RawSection &deck,
                 const std::vector<std::string> &folders)
    {
      const std::string title = "Material " + material;
      if (material.empty() || deck.section(title))
        return;             // an empty name is reported with the region's other entries
      std::string namesake; // a file of that name without that material
      for (const std::string &folder : folders)
      {
        const fs::path file = fs::path(folder) / (material + ".prm");
        if (defines(file, material))
          return scan_file(file.string(), asked_at, deck);
        if (fs::exists(file))
          namesake = " ('" + file.string() + "' does not define it)";
      }
      const std::vector<std::string> names = available_materials(deck, folders);
      const std::string choice = names.size() > 8 ? "`nadir materials` lists those that are there" // too many to read
                                                  : "available: " + listed(names);
      throw DeckError(asked_at, "there is no material '" + material + "'" + namesake,
                      did_you_mean(material, names) + choice + "; or define 'subsection " + title + "'");
    }

    const SectionKind *find_kind(const SectionKind &schema, const std::string &kind)
    {
      const auto found = std::find_if(schema.sections.begin(), schema.sections.end(),
                                      [&](const SectionKind &s) { return s.kind == kind; });
      return found == schema.sections.end() ? nullptr : &*found;
    }

    void look_up_all(RawSection &deck, const SectionKind &schema, const std::vector<std::string> &folders)
    {
      const SectionKind *const region = find_kind(schema, "Region");
      if (!region || !find_kind(schema, "Material"))
        return;
      std::string default_material;
      for (const Entry &entry : region->entries)
        if (entry.name == "Material" && !entry.required)
          default_material = entry.default_value;
      std::vector<std::pair<std::string, Where> > wanted;
      for (const auto &section : deck.sections)
        if (match_title(section->title, schema).kind == region)
        {
          const RawEntry *const set = section->entry("Material");
          wanted.emplace_back(set ? set->value : default_material, set ? set->where : section->where);
        }
      for (const auto &[material, where] : wanted)
        look_up(material, where, deck, folders);
    }
  } // namespace

  void add_to_deck(RawSection &deck, const SectionKind &schema, const std::vector<std::string> &overrides,
                   const std::vector<std::string> &material_folders)
  {
    // Settings of regions decide which materials are looked up; settings of materials need them to be there.
    std::vector<Override> for_materials;
    for (const std::string &text : overrides)
    {
      Override override = parse_override(text);
      if (!override.sections.empty() && override.sections.front().rfind("Material ", 0) == 0)
        for_materials.push_back(std::move(override));
      else
        apply(deck, schema, override);
    }
    look_up_all(deck, schema, material_folders);
    for (const Override &override : for_materials)
      apply(deck, schema, override);
  }
} // namespace nadir
