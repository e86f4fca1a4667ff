#include "space/expression.h"

#include "base/text.h"

#include <deal.II/base/function_parser.h>

#include <cctype>
#include <iostream>
#include <sstream>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// deal.II prints muParser's complaint on standard error before it throws; the user is to see one message only.
    class SilentErrors
    {
    public:
      SilentErrors()
        : screen(std::cerr.rdbuf(nowhere.rdbuf()))
      {}
      ~SilentErrors() { std::cerr.rdbuf(screen); }
      SilentErrors(const SilentErrors &) = delete;

    private:
      std::ostringstream    nowhere;
      std::streambuf *const screen;
    };

    /// "missing parenthesis" from deal.II's report. Its positions are left out: it has added spaces to the formula.
    std::string parser_said(const ExceptionBase &error)
    {
      std::ostringstream report;
      error.print_info(report);
      std::string       text   = tidy(report.str());
      const std::string before = "The parser said: ";
      if (const auto begin = text.find(before); begin != std::string::npos)
        text = text.substr(begin + before.size());
      text = text.substr(0, text.find(" found at position"));
      text = text.substr(0, text.find(" at position"));
      const std::string unexpected = "Unexpected token \"";
      if (text.rfind(unexpected, 0) == 0 && std::isalpha(static_cast<unsigned char>(text[unexpected.size()])))
        text = "there is no variable or function " + text.substr(unexpected.size() - 1);
      if (!text.empty() && text.back() == '.')
        text.pop_back();
      if (!text.empty())
        text[0] = std::tolower(static_cast<unsigned char>(text[0]));
      return text;
    }

    template <int dim>
    std::string problem_in(const std::string &expression)
    {
      const SilentErrors silence;
      try
        {
          parse_function<dim>(expression)->value(Point<dim>());
        }
      catch (const ExceptionBase &error)
        {
          return parser_said(error);
        }
      return "";
    }
  } // namespace

  template <int dim>
  std::shared_ptr<Function<dim>> parse_function(const std::string &expression)
  {
    auto function = std::make_shared<FunctionParser<dim>>(1);
    function->initialize(dim == 2 ? "x,y,t" : "x,y,z,t", expression,
                         std::map<std::string, double>{{"pi", numbers::PI}}, true);
    return function;
  }

  std::string expression_problem(const std::string &expression, const int dim)
  {
    return dim == 2 ? problem_in<2>(expression) : problem_in<3>(expression);
  }

  template std::shared_ptr<Function<2>> parse_function<2>(const std::string &);
  template std::shared_ptr<Function<3>> parse_function<3>(const std::string &);
} // namespace nadir
