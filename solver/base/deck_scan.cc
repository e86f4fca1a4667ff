#include "base/deck_scan.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <istream>
#include <sstream>
#include <utility>

namespace nadir
{
  namespace fs = std::filesystem;

  const RawEntry *RawSection::entry(const std::string &name) const
  {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const RawEntry &e) { return e.name == name; });
    return found == entries.end() ? nullptr : &*found;
  }

  const RawSection *RawSection::section(const std::string &title) const
  {
    const auto found = std::find_if(sections.begin(), sections.end(), [&](const auto &s) { return s->title == title; });
    return found == sections.end() ? nullptr : found->get();
  }

  RawSection *RawSection::section(const std::string &title)
  {
    return const_cast<RawSection *>(std::as_const(*this).section(title));
  }

  namespace
  {
    /// The assumptions stated in a block of comment lines: from each line with that word to the next such line.
    std::vector<std::string> assumptions_in(const std::vector<std::string> &comments)
    {
      std::vector<std::string> found;
      for (const std::string &comment : comments)
      {
        const std::string text = tidy(comment.substr(std::min(comment.find_first_not_of("# \t"), comment.size())));
        std::string       lower(text);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](const unsigned char c) { return std::tolower(c); });
        if (lower.find("assumption") != std::string::npos)
          found.push_back(lower.rfind("assumption", 0) == 0 ? text : "assumption: " + text);
        else if (!found.empty() && !text.empty())
          found.back() += " " + text;
      }
      return found;
    }

    /// One line of a deck, continuation lines joined.
    struct Line
    {
      int         number = 0; ///< of its first physical line
      std::string code;       ///< trimmed, without the comment
      std::string comment;    ///< from the '#' on
    };

    bool next_line(std::istream &in, int &number, Line &line)
    {
      line = Line();
      std::string physical;
      while (std::getline(in, physical))
      {
        ++number;
        if (line.number == 0)
          line.number = number;
        if (number == 1 && physical.rfind("\xEF\xBB\xBF", 0) == 0)
          physical.erase(0, 3); // some editors mark UTF-8 so
        const auto        hash = physical.find('#');
        const std::string code = trim(physical.substr(0, hash));
        if (hash != std::string::npos)
          line.comment = physical.substr(hash);
        // A backslash within a comment does not continue the line: it would swallow the next entry unseen.
        const bool continued = hash == std::string::npos && !code.empty() && code.back() == '\\';
        line.code += continued ? code.substr(0, code.size() - 1) : code;
        if (!continued)
          return true;
      }
      return line.number != 0;
    }

    class Scanner
    {
    public:
      void file(const std::string &name, const Where &asked_at, RawSection &into);
      void stream(std::istream &in, const std::string &name, RawSection &into);

    private:
      void statement(const Line &line, const Where &where, std::vector<RawSection *> &open);
      void set(const std::string &rest, const Line &line, const Where &where, RawSection &section);
      void open_section(const std::string &rest, const Line &line, const Where &where, std::vector<RawSection *> &open);
      void include(const std::string &name, const Where &where, RawSection &section);

      std::vector<std::string> files;          ///< being read, outermost first
      std::vector<std::string> comments_above; ///< the block of comment lines directly above the current line
    };

    void Scanner::file(const std::string &name, const Where &asked_at, RawSection &into)
    {
      std::error_code error;
      if (fs::is_directory(name, error))
        throw DeckError(asked_at, "'" + name + "' is a folder, not a deck", "name a file");
      std::ifstream in(name);
      if (!in)
        throw DeckError(asked_at, "the file '" + name + "' cannot be opened",
                        "check its name, its folder and its permissions");
      stream(in, name, into);
    }

    void Scanner::stream(std::istream &in, const std::string &name, RawSection &into)
    {
      std::vector<RawSection *> open = { &into };
      files.push_back(name);
      comments_above.clear();
      Line line;
      for (int number = 0; next_line(in, number, line);)
      {
        if (line.code.find('\0') != std::string::npos)
          throw DeckError({ name, 0 }, "this is not a text file", "name a deck, commonly a file NAME.prm");
        if (!line.code.empty())
          statement(line, { name, line.number }, open);
        if (line.code.empty() && !line.comment.empty())
          comments_above.push_back(line.comment);
        else
          comments_above.clear();
      }
      files.pop_back();
      if (open.size() > 1)
        throw DeckError(open.back()->where, "'subsection " + open.back()->title + "' is not closed",
                        "add its 'end', or that of a section within it, in the same file");
    }

    void Scanner::statement(const Line &line, const Where &where, std::vector<RawSection *> &open)
    {
      const auto        blank = line.code.find_first_of(" \t");
      const std::string rest  = blank == std::string::npos ? "" : trim(line.code.substr(blank));
      const std::string word  = line.code.substr(0, blank);
      if (word == "set" || word == "SET")
        set(rest, line, where, *open.back());
      else if (word == "subsection" || word == "SUBSECTION")
        open_section(rest, line, where, open);
      else if (word == "include" || word == "INCLUDE")
        include(rest, where, *open.back());
      else if ((word == "end" || word == "END") && rest.empty())
      {
        if (open.size() == 1)
          throw DeckError(where, "this 'end' closes no subsection of this file",
                          "remove it, or add the missing 'subsection' line above");
        open.pop_back();
      }
      else
      {
        const std::string meant = nearest(word, { "set", "subsection", "end", "include" });
        std::string       remedy
            = "a line is 'set NAME = VALUE', 'subsection TITLE', 'end', 'include FILE', or a comment after '#'";
        if (!meant.empty())
          remedy = "did you mean '" + meant + "'? " + remedy;
        else if (line.code.find('=') != std::string::npos)
          remedy = "write 'set " + line.code + "'";
        throw DeckError(where, "'" + line.code + "' is not a line of a deck", remedy);
      }
    }

    void Scanner::set(const std::string &rest, const Line &line, const Where &where, RawSection &section)
    {
      const auto equals = rest.find('=');
      if (equals == std::string::npos || tidy(rest.substr(0, equals)).empty())
        throw DeckError(where, "'" + line.code + "' does not set anything", "write 'set NAME = VALUE'");
      const std::string name = tidy(rest.substr(0, equals));
      if (const RawEntry *const first = section.entry(name))
        throw DeckError(where, "'" + name + "' is set a second time; the first is at " + first->where.text(),
                        "remove one of the two lines");
      RawEntry entry{ name, trim(rest.substr(equals + 1)), where, assumptions_in(comments_above) };
      for (const std::string &assumption : assumptions_in({ line.comment }))
        entry.assumptions.push_back(assumption);
      section.entries.push_back(std::move(entry));
    }

    void Scanner::open_section(const std::string &rest, const Line &line, const Where &where,
                               std::vector<RawSection *> &open)
    {
      const std::string title = tidy(rest);
      if (title.empty())
        throw DeckError(where, "this subsection has no title", "write 'subsection TITLE'");
      if (title.find('/') != std::string::npos)
        throw DeckError(where, "the title '" + title + "' contains '/'",
                        "choose a name without '/', which separates sections on the command line");
      if (const RawSection *const first = open.back()->section(title))
        throw DeckError(where,
                        "'subsection " + title + "' is opened a second time; the first is at " + first->where.text(),
                        "join the two, or give one another name");
      auto section         = std::make_unique<RawSection>();
      section->title       = title;
      section->where       = where;
      section->assumptions = assumptions_in(comments_above);
      for (const std::string &assumption : assumptions_in({ line.comment }))
        section->assumptions.push_back(assumption);
      open.back()->sections.push_back(std::move(section));
      open.push_back(open.back()->sections.back().get());
    }

    void Scanner::include(const std::string &name, const Where &where, RawSection &section)
    {
      if (name.empty())
        throw DeckError(where, "'include' names no file", "write 'include FILE', relative to this file");
      const fs::path plain = (fs::path(files.back()).parent_path() / name).lexically_normal();
      const auto     same  = [&](const std::string &other)
      {
        std::error_code error;
        return fs::equivalent(plain, other, error);
      };
      const auto first = std::find_if(files.begin(), files.end(), same);
      if (first != files.end())
      {
        std::string chain;
        for (auto file = first; file != files.end(); ++file)
          chain += *file + " includes ";
        throw DeckError(where, "the includes go in a circle: " + chain + plain.string(), "remove this 'include'");
      }
      file(plain.string(), where, section);
    }
  } // namespace

  void scan_file(const std::string &file, const Where &asked_at, RawSection &root)
  {
    Scanner().file(file, asked_at, root);
  }

  void scan_text(const std::string &deck, const std::string &name, RawSection &root)
  {
    std::istringstream in(deck);
    Scanner().stream(in, name, root);
  }
} // namespace nadir
