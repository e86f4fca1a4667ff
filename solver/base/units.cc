// Units by UDUNITS-2.
//
// UDUNITS is lenient where a deck must not be: "A/m 2" is two A/m to it, and "m^0.5" is five. So numbers loose in a
// unit are refused here, and roots are converted by squaring: the factor of u is the square root of that of u^2, which
// has whole exponents only.
#include "base/units.h"

#include "base/constants.h"
#include "base/dimensions.h"
#include "base/text.h"

#include <fmt/format.h>

#include <udunits2.h>

#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <regex>
#include <stdexcept>
#include <utility>

namespace nadir::units
{
  namespace
  {
    using Unit      = std::unique_ptr<ut_unit, decltype(&ut_free)>;
    using Converter = std::shared_ptr<cv_converter>;

    enum class Result
    {
      possible,
      unknown_unit,
      other_dimension
    };

    struct Conversion
    {
      Result    result  = Result::unknown_unit;
      double    factor  = 1.;
      double    divisor = 0.; ///< used instead of the factor if not 0: 50 um is 50/1e6 m, correctly rounded
      Converter shifted;      ///< used instead of both if the zeros differ (degC)

      double operator()(const double value) const
      {
        if (shifted)
          return cv_convert_double(shifted.get(), value);
        return divisor != 0. ? value / divisor : value * factor;
      }
    };

    ut_system *unit_system()
    {
      static ut_system *const system = []()
      {
        ut_set_error_message_handler(ut_ignore);
        ut_system *const s = ut_read_xml(nullptr);
        if (s == nullptr)
          throw std::runtime_error("the unit database of UDUNITS-2 cannot be read (Debian package libudunits2-0)");
        const Unit ampere_hour(ut_parse(s, "A h", UT_ASCII), ut_free);
        ut_map_symbol_to_unit("Ah", UT_ASCII, ampere_hour.get()); // a symbol takes prefixes: uAh, kAh
        const Unit milliampere_hour(ut_scale(1e-3, ampere_hour.get()), ut_free);
        ut_map_name_to_unit("mAh", UT_ASCII, milliampere_hour.get());
        return s;
      }();
      return system;
    }

    Unit parse(const std::string &unit)
    {
      return Unit(ut_parse(unit_system(), unit.c_str(), UT_UTF8), ut_free);
    }

    bool ends_with(const std::string &s, const std::string &end)
    {
      return s.size() >= end.size() && s.compare(s.size() - end.size(), end.size(), end) == 0;
    }

    /// x, or the decimal number of at most twelve digits that it is but for rounding.
    double rounded(const double x)
    {
      const double r = std::stod(fmt::format("{:.12g}", x));
      return std::abs(r - x) <= 1e-15 * std::abs(x) ? r : x;
    }

    Conversion scaling(const double factor)
    {
      Conversion c;
      c.result             = Result::possible;
      c.factor             = rounded(factor);
      const double inverse = 1. / factor;
      if (factor < 1. && rounded(inverse) != inverse)
        c.divisor = rounded(inverse);
      else if (factor < 1. && std::floor(inverse) == inverse)
        c.divisor = inverse;
      return c;
    }

    Conversion between_units(const Unit &from, const Unit &to)
    {
      Conversion c;
      if (!from || !to)
        return c;
      c.result = Result::other_dimension;
      if (!ut_are_convertible(from.get(), to.get()))
        return c;
      const Converter converter(ut_get_converter(from.get(), to.get()), cv_free);
      const double    zero = cv_convert_double(converter.get(), 0.);
      const double    one  = cv_convert_double(converter.get(), 1.);
      if (zero == 0.)
        return scaling(one);
      if (std::abs(cv_convert_double(converter.get(), 2.) - 2. * one + zero) > 1e-9 * std::abs(zero))
        return {}; // a logarithmic unit such as dBm: its numbers are no multiples of anything
      c.result  = Result::possible;
      c.shifted = converter;
      return c;
    }

    /// "sqrt(m)" and "m^(1/2)" as "m^0.5".
    std::string with_plain_roots(const std::string &unit)
    {
      const std::string plain = std::regex_replace(unit, std::regex(R"(sqrt\(\s*([A-Za-z]+)\s*\))"), "$1^0.5");
      return std::regex_replace(plain, std::regex(R"(\^\(\s*(-?)\s*1/2\s*\))"), "^$010.5");
    }

    bool has_roots(const std::string &unit)
    {
      return std::regex_search(unit, std::regex(R"([0-9]\.[0-9])"));
    }

    /// Every exponent doubled: "Pa m^0.5" becomes "Pa^2 m^1". Empty if an exponent is not a multiple of a half.
    std::string squared(const std::string &unit)
    {
      static const std::regex factor(R"(([A-Za-z_%\x80-\xff]+)(\^?([+-]?[0-9]+(\.[0-9]+)?))?)");
      std::string             result;
      auto                    rest = unit.begin();
      for (std::sregex_iterator m(unit.begin(), unit.end(), factor), none; m != none; ++m)
      {
        const double doubled = (*m)[3].matched ? 2. * std::stod((*m)[3].str()) : 2.;
        if (doubled != std::round(doubled))
          return "";
        result.append(rest, (*m)[0].first);
        result += (*m)[1].str() + "^" + std::to_string(static_cast<int>(doubled));
        rest = (*m)[0].second;
      }
      result.append(rest, unit.end());
      return result;
    }

    Conversion find_conversion(const std::string &unit, const std::string &si_unit)
    {
      const std::string difference = " difference";
      if (ends_with(si_unit, difference))
      { // in a product, UDUNITS leaves the zero of a temperature scale aside
        const std::string kelvin = si_unit.substr(0, si_unit.size() - difference.size());
        return between_units(parse("m (" + unit + ")"), parse("m " + kelvin));
      }
      if (has_roots(unit) || has_roots(si_unit))
      {
        const std::string unit_squared = squared(unit);
        if (unit_squared.empty())
          return {};
        const Conversion c = between_units(parse(unit_squared), parse(squared(si_unit)));
        return c.result == Result::possible ? scaling(std::sqrt(c(1.))) : c;
      }
      if (si_unit == "J mol-1" && ends_with(unit, "eV"))
      { // per particle; one electronvolt per particle is F volts per mole
        const Conversion c = between_units(parse(unit), parse("eV"));
        return c.result == Result::possible ? scaling(c(1.) * constants::faraday) : c;
      }
      return between_units(parse(unit), parse(si_unit));
    }

    const Conversion &conversion(const std::string &unit, const std::string &si_unit)
    {
      static std::map<std::pair<std::string, std::string>, Conversion> known;
      const auto                                                       key   = std::make_pair(unit, si_unit);
      const auto                                                       found = known.find(key);
      return found != known.end() ? found->second : known.emplace(key, find_conversion(unit, si_unit)).first->second;
    }

    /// "is a voltage" for the message, or "has another dimension" where the table has no name.
    std::string what_it_is(const std::string &unit)
    {
      for (const Dimension &row : dimensions())
        if (row.si_unit != "K difference" && conversion(unit, row.si_unit).result == Result::possible)
          return "is " + row.name;
      return "has another dimension";
    }

    /// A number that stands alone in a unit: UDUNITS would silently multiply by it.
    bool has_loose_number(const std::string &unit)
    {
      static const std::regex loose(R"((^|[\s*/(,]|[^0-9]\.)\s*[+-]?\.?[0-9])");
      static const std::regex one_over(R"(^1\s*/)");
      return std::regex_search(std::regex_replace(unit, one_over, ""), loose);
    }

    /// Split "1.0 mA/cm^2" into its number and its unit.
    std::pair<double, std::string> split(const std::string &text, const Dimension &expected)
    {
      const std::string trimmed  = trim(text);
      const std::string expects  = "; expected " + expected.name;
      const std::string remedy   = "write for example " + expected.example;
      const char       *begin    = trimmed.data();
      const char *const end      = begin + trimmed.size();
      double            value    = 0.;
      const bool        has_plus = trimmed.size() > 1 && trimmed[0] == '+' && trimmed[1] != '-';
      if (has_plus)
        ++begin;
      if (trimmed.empty())
        throw Error{ "there is no value" + expects, remedy };
      const auto parsed = std::from_chars(begin, end, value);
      if (parsed.ec == std::errc::invalid_argument)
        throw Error{ "'" + trimmed + "' does not begin with a number" + expects, remedy };
      if (parsed.ec == std::errc::result_out_of_range || !std::isfinite(value))
        throw Error{ "'" + trimmed + "' is not a finite number" + expects, remedy };
      std::string unit = with_plain_roots(trim({ parsed.ptr, end }));
      if (!unit.empty() && unit[0] == '/')
        unit = "1" + unit;
      if (has_loose_number(unit))
        throw Error{ "'" + trimmed + "' is not one number with a unit" + expects,
                     "write a decimal point, no comma and no space within a number or exponent, for example "
                         + expected.example };
      return { value, unit };
    }
  } // namespace

  double to_si(const std::string &text, const std::string &si_unit)
  {
    const Dimension expected = dimension(si_unit);
    const auto [value, unit] = split(text, expected);
    if (unit == si_unit || (unit.empty() && si_unit == "1"))
      return value;

    const std::string shown   = "'" + trim(text) + "'";
    const std::string expects = "; expected " + expected.name;
    const std::string remedy  = "write for example " + expected.example;
    if (unit.empty())
      throw Error{ shown + " has no unit" + expects, remedy };
    const Conversion &c = conversion(unit, si_unit);
    if (c.result == Result::unknown_unit)
      throw Error{ shown + " has the unknown unit '" + unit + "'" + expects, remedy };
    if (c.result == Result::other_dimension)
      throw Error{ shown + " " + what_it_is(unit) + expects, remedy };
    const double result = c(value);
    if (!std::isfinite(result))
      throw Error{ shown + " is not a finite number" + expects, remedy };
    return result;
  }

  std::string from_si(const double value, const std::string &si_unit)
  {
    const std::string number = fmt::format("{}", value); // the shortest decimal that reads back as the same number
    if (si_unit == "1")
      return number;
    return number + " " + (si_unit == "K difference" ? "K" : si_unit);
  }
} // namespace nadir::units
