// The deck's sections about flaws that are there at the start: cracks, pores, and micro-cracks drawn at random.
#include "base/text.h"
#include "space/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace nadir
{
  namespace
  {
    Entry lined_entry()
    {
      return between(quantity("Lined", "1", "0", "With `Deposit`: the share of the crack, from its beginning `From` (a disc: from "
                                                 "its centre), whose faces touch metal at the start. Metal that comes with it has no volume, but fills the `Width`."),
                     0, 1);
    }

    Entry width_entry()
    {
      return not_negative(quantity("Width", "m", "0 m", "With `Deposit`: between its faces at the start. What is lined is full of metal without pressure, the rest is empty "
                                                        "and takes as much metal before there is any pressure."));
    }

    SectionKind crack_schema()
    {
      SectionKind s;
      s.kind            = "Initial crack";
      s.named           = true;
      s.documentation   = "A flaw at the start, as damage on a mesh that is refined around it: a crack, or a pore.";
      s.selector        = "Shape";
      s.default_variant = "segment";
      s.variants        = {{"segment",
                            "straight, in two dimensions (around the axis if axisymmetric)",
                            {required(quantities("From", "m", "", "One end, x and y; its mouth, if it has one.")),
                             required(quantities("To", "m", "", "The other end.")), lined_entry(), width_entry()}},
                           {"disc",
                            "in three dimensions; one that is centred on a face is half a disc, on an edge a quarter",
                            {required(quantities("Centre", "m", "", "x, y and z.")), required(quantities("Normal", "1", "", "Of its plane.")),
                             required(positive(quantity("Radius", "m", "", "Of the disc."))), lined_entry(), width_entry()}},
                           {"pore",
                            "an ellipse, in three dimensions an ellipsoid, that bears nothing and conducts no ions; one that is centred on a face is half of that",
                            {required(quantities("Centre", "m", "", "x and y, in three dimensions z.")),
                             required(quantities("Half axes", "m", "", "Along x and y, in three dimensions z. The smallest must be at least two lengths of the phase field.")),
                             flag("Filled", false, "With `Deposit`: full of metal without pressure; otherwise it is empty, and as much metal fits in before there is any "
                                                   "pressure.")}}};
      return s;
    }

    SectionKind micro_crack_schema()
    {
      SectionKind s;
      s.kind          = "Micro-cracks";
      s.named         = true;
      s.documentation = "Short initial cracks at random places: at the rim of a pore, or in a box. Each has the section's name and a number, as in `NAME 3`.";
      s.entries       = {required(positive(integer("Count", 1, "How many."))),
                         required(positive(quantity("Length", "m", "", "Of each; of a disc in three dimensions its diameter, half of which lies in a pore that it is at."))),
                         not_negative(integer("Seed", 1, "Start of the random numbers; the same seed gives the same cracks.")),
                         text("Around", "", "Name of the pore (an `Initial crack`) from whose rim they start, at right angles to it; without this entry they lie in a box."),
                         quantities("Towards", "1", "", "With `Around`: a direction; only that half of the rim has cracks. Empty: all of it."),
                         quantities("From", "m", "", "The box: its lower corner."),
                         quantities("To", "m", "", "The box: its upper corner."),
                         lined_entry(), width_entry()};
      return s;
    }

    std::vector<double> vector_entry(const Section &s, const std::string &entry, const unsigned int dim)
    {
      const auto list = s.quantities(entry);
      if (list.size() != dim)
        s.fail(entry, fmt::format("a point has {} coordinates here, not {}", dim, list.size()),
               dim == 2 ? fmt::format("write for example '{} = 0 um, 10 um'", entry) : fmt::format("write for example '{} = 0 um, 0 um, 10 um'", entry));
      return list;
    }

    void read_disc(const Section &s, InitialCrack &crack)
    {
      crack.centre        = vector_entry(s, "Centre", 3);
      crack.normal        = vector_entry(s, "Normal", 3);
      crack.radius        = s.quantity("Radius");
      const double length = std::hypot(crack.normal[0], crack.normal[1], crack.normal[2]);
      if (length == 0)
        s.fail("Normal", "the normal has no direction", "give a vector other than zero, e.g. '0, 0, 1'");
      for (double &n : crack.normal)
        n /= length;
    }

    void read_pore(const Section &s, const unsigned int dim, const double length, InitialCrack &pore)
    {
      pore.centre    = vector_entry(s, "Centre", dim);
      pore.half_axes = vector_entry(s, "Half axes", dim);
      pore.lined     = s.flag("Filled") ? 1 : 0;
      if (const double least = *std::min_element(pore.half_axes.begin(), pore.half_axes.end()); least < 2 * length)
        s.fail("Half axes", fmt::format("the phase field of the length {:.3g} um cannot tell a pore with a half axis of {:.3g} um from a crack", 1e6 * length, 1e6 * least),
               "give half axes of at least two such lengths, lower `Fracture/Length`, or describe it as a crack");
    }

    void check_metal(const Section &s, const bool deposit)
    {
      for (const char *entry : {"Width", "Filled"})
        if (!deposit && s.has_entry(entry) && s.is_set(entry))
          s.fail(entry, "without `Deposit` there is no metal in cracks, so this has no effect", "add `subsection Deposit`, or remove this line");
    }

    InitialCrack make_crack(const Section &s, const unsigned int dim, const double length, const bool deposit)
    {
      const std::string shape = s.text("Shape");
      if (shape == (dim == 2 ? "disc" : "segment"))
        s.fail("Shape", fmt::format("a {} is no crack in {} dimensions", shape, dim), dim == 2 ? "write 'Shape = segment'" : "write 'Shape = disc'");
      InitialCrack crack;
      crack.name = s.name();
      check_metal(s, deposit);
      if (shape == "pore")
        {
          read_pore(s, dim, length, crack);
          return crack;
        }
      crack.lined = s.quantity("Lined");
      crack.width = s.quantity("Width");
      if (shape == "disc")
        {
          read_disc(s, crack);
          return crack;
        }
      crack.from = vector_entry(s, "From", 2);
      crack.to   = vector_entry(s, "To", 2);
      if (crack.from == crack.to)
        s.fail("To", "the crack has no length", "give another point than in 'From'");
      return crack;
    }

    // The engine gives the same numbers on every machine, the standard library's distributions do not.
    class Random
    {
    public:
      explicit Random(const unsigned int seed)
        : engine(seed)
      {}

      /// In [low, high).
      double between(const double low, const double high) { return low + (high - low) * double(engine() >> 11) * 0x1p-53; }

      std::vector<double> direction(const unsigned int dim)
      {
        for (;;)
          {
            std::vector<double> v(dim);
            double              square = 0;
            for (double &x : v)
              {
                x = between(-1, 1);
                square += x * x;
              }
            if (square > 1 || square < 1e-4)
              continue;
            for (double &x : v)
              x /= std::sqrt(square);
            return v;
          }
      }

    private:
      std::mt19937_64 engine;
    };

    double dot(const std::vector<double> &a, const std::vector<double> &b)
    {
      double sum = 0;
      for (unsigned int d = 0; d < a.size(); ++d)
        sum += a[d] * b[d];
      return sum;
    }

    std::vector<double> sum(const std::vector<double> &a, const double factor, const std::vector<double> &b)
    {
      auto list = a;
      for (unsigned int d = 0; d < a.size(); ++d)
        list[d] += factor * b[d];
      return list;
    }

    /// Micro-cracks of one section, drawn until they do not touch each other.
    class Drawing
    {
    public:
      Drawing(const Section &s, const std::vector<InitialCrack> &cracks, const unsigned int dim, const double length)
        : s(s)
        , dim(dim)
        , size(s.quantity("Length"))
        , gap(2 * length)
        , random(s.integer("Seed"))
      {
        if (size < 2 * length)
          s.fail("Length", fmt::format("cracks of {:.3g} um are shorter than two lengths of the phase field, of {:.3g} um each", 1e6 * size, 1e6 * length),
                 "give longer cracks, or lower `Fracture/Length`");
        if (s.is_set("Around"))
          read_pore(cracks);
        else
          read_box();
      }

      std::vector<InitialCrack> all()
      {
        const int n = s.integer("Count");
        for (unsigned int tries = 0; int(list.size()) < n; ++tries)
          {
            if (tries == 1000 * unsigned(n))
              s.fail("Count", fmt::format("there is no room for {} cracks that stay apart by two lengths of the phase field", n),
                     "ask for fewer or shorter cracks, or give them more room");
            if (auto crack = pore ? at_rim() : in_box(); fits(crack))
              list.push_back(crack);
          }
        for (unsigned int k = 0; k < list.size(); ++k)
          {
            list[k].name     = fmt::format("{} {}", s.name(), k + 1);
            list[k].drawn_by = s.name();
            list[k].lined    = s.quantity("Lined");
            list[k].width    = s.quantity("Width");
          }
        return list;
      }

    private:
      void read_pore(const std::vector<InitialCrack> &cracks)
      {
        const std::string        name = s.text("Around");
        std::vector<std::string> pores;
        for (const InitialCrack &crack : cracks)
          if (crack.is_pore())
            {
              pores.push_back(crack.name);
              if (crack.name == name)
                pore = &crack;
            }
        if (!pore)
          s.fail("Around", "there is no pore '" + name + "'",
                 pores.empty() ? "add `subsection Initial crack " + name + "` with 'Shape = pore'" : did_you_mean(name, pores) + "the deck has: " + listed(pores));
        if (s.is_set("Towards"))
          towards = vector_entry(s, "Towards", dim);
      }

      void read_box()
      {
        for (const char *entry : {"From", "To"})
          if (!s.is_set(entry))
            s.fail("nothing says where the cracks are", "give 'Around = NAME OF A PORE', or the corners 'From' and 'To' of a box");
        low  = vector_entry(s, "From", dim);
        high = vector_entry(s, "To", dim);
        for (unsigned int d = 0; d < dim; ++d)
          if (high[d] - low[d] < size)
            s.fail("To", fmt::format("the box is smaller than a crack of {:.3g} um", 1e6 * size), "'To' is the upper corner, 'From' the lower one; give a larger box or shorter cracks");
      }

      InitialCrack at_rim()
      {
        InitialCrack        crack;
        std::vector<double> rim = random.direction(dim), normal = rim;
        double              square = 0;
        for (unsigned int d = 0; d < dim; ++d)
          {
            normal[d] = rim[d] / pore->half_axes[d];
            rim[d]    = pore->centre[d] + rim[d] * pore->half_axes[d];
            square += normal[d] * normal[d];
          }
        for (double &x : normal)
          x /= std::sqrt(square);
        if (dim == 2)
          {
            crack.from = rim;
            crack.to   = sum(rim, size, normal);
            return crack;
          }
        crack.centre             = rim;
        crack.radius             = size / 2;
        const auto         other = random.direction(dim);
        const auto         along = sum(other, -dot(other, normal), normal);
        crack.normal             = sum(std::vector<double>(dim), 1 / std::sqrt(dot(along, along)), along);
        return crack;
      }

      InitialCrack in_box()
      {
        InitialCrack        crack;
        std::vector<double> centre(dim);
        for (unsigned int d = 0; d < dim; ++d)
          centre[d] = random.between(low[d] + size / 2, high[d] - size / 2);
        const auto direction = random.direction(dim);
        if (dim == 2)
          {
            crack.from = sum(centre, -size / 2, direction);
            crack.to   = sum(centre, size / 2, direction);
            return crack;
          }
        crack.centre = centre;
        crack.radius = size / 2;
        crack.normal = direction;
        return crack;
      }

      bool fits(const InitialCrack &crack) const
      {
        if (!towards.empty() && dot(sum(crack.beginning(), -1, pore->centre), towards) < 0)
          return false;
        const double apart = pore && dim == 2 ? gap : size + gap;
        return std::all_of(list.begin(), list.end(), [&](const InitialCrack &other) {
          const auto between = sum(middle(crack), -1, middle(other));
          return dot(between, between) > apart * apart;
        });
      }

      std::vector<double> middle(const InitialCrack &crack) const
      {
        return pore || dim == 3 ? crack.beginning() : sum(crack.from, 0.5, sum(crack.to, -1, crack.from));
      }

      const Section            &s;
      const unsigned int        dim;
      const double              size, gap; ///< m
      Random                    random;
      const InitialCrack       *pore = nullptr; ///< null: in a box
      std::vector<double>       towards, low, high;
      std::vector<InitialCrack> list;
    };
  } // namespace

  std::vector<SectionKind> initial_crack_schema() { return {crack_schema(), micro_crack_schema()}; }

  std::vector<InitialCrack> read_initial_cracks(const Section &root, const double length)
  {
    const unsigned int        dim = root.text("Dimension") == "2" ? 2 : 3;
    std::vector<InitialCrack> cracks;
    for (const Section *s : root.sections("Initial crack"))
      cracks.push_back(make_crack(*s, dim, length, root.has("Deposit")));
    std::vector<InitialCrack> drawn;
    for (const Section *s : root.sections("Micro-cracks"))
      {
        check_metal(*s, root.has("Deposit"));
        for (InitialCrack &crack : Drawing(*s, cracks, dim, length).all())
          {
            if (root.find("Initial crack", crack.name))
              s->fail("one of these cracks is called '" + crack.name + "', as an `Initial crack` is", "give one of the two another name");
            drawn.push_back(std::move(crack));
          }
      }
    cracks.insert(cracks.end(), drawn.begin(), drawn.end());
    return cracks;
  }
} // namespace nadir
