// nadir-post: a picture and the range of a field from the results of a run, without a screen.
//
//   nadir-post results/demo/fields.pvd --list
//   nadir-post results/demo/fields.pvd --field NAME --output NAME.png
//
// VTK draws through the X server; where there is none, the program starts itself again under xvfb-run.
#include "dataset.h"
#include "picture.h"

#include <vtkDataArray.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <vector>

#include <unistd.h>

namespace
{
  using namespace nadir::post;

  struct Options
  {
    std::string         file, output;
    bool                list = false;
    int                 step = -1; ///< counts from 0; -1: the last
    std::vector<double> range;
    Look                look;
  };

  void describe(CLI::App &app, Options &options)
  {
    app.add_option("FILE", options.file, "fields.pvd, or one .pvtu or .vtu file")->required();
    app.add_flag("--list", options.list, "list the steps and the fields");
    app.add_option("--field", options.look.field, "the field to draw");
    app.add_option("--component", options.look.component, "of a vector, counting from 0; default: its magnitude")
      ->check(CLI::NonNegativeNumber);
    app.add_option("--output", options.output, "the PNG file; without it only the range is printed");
    app.add_option("--step", options.step, "step of the collection, counting from 0; default: the last")
      ->check(CLI::NonNegativeNumber);
    app.add_option("--title", options.look.title, "heading; default: field and time");
    app.add_option("--range", options.range, "ends of the colour bar; default: the field's own")->expected(2);
    app.add_option("--warp", options.look.warp, "vector field that displaces the points");
    app.add_option("--warp-factor", options.look.warp_factor, "factor of the displacement");
    app.add_flag("--edges", options.look.edges, "draw the mesh");
    app.add_option("--width", options.look.width, "pixels")->check(CLI::Range(100, 10000));
    app.add_option("--height", options.look.height, "pixels")->check(CLI::Range(100, 10000));
  }

  /// Become `xvfb-run nadir-post ...`. Returns only if that is not possible.
  void start_again_with_a_display(char **argv)
  {
    std::vector<std::string> words = {NADIR_XVFB_RUN, "--auto-servernum"};
    for (; *argv; ++argv)
      words.emplace_back(*argv);
    std::vector<char *> pointers;
    for (std::string &word : words)
      pointers.push_back(word.data());
    pointers.push_back(nullptr);
    std::cout.flush();
    execvp(pointers[0], pointers.data());
  }

  void list(const std::vector<TimeStep> &steps, vtkUnstructuredGrid &grid)
  {
    for (std::size_t i = 0; i < steps.size(); ++i)
      fmt::print("step {}: t = {:.6g} s, {}\n", i, steps[i].time, steps[i].file);
    for (const std::string &name : field_names(grid))
      fmt::print("field {} ({})\n", name, find_field(grid, name).on_points ? "points" : "cells");
  }

  void run(Options options)
  {
    const std::vector<TimeStep> steps = time_steps(options.file);
    if (options.step >= static_cast<int>(steps.size()))
      throw std::runtime_error(fmt::format("there are {} steps, the last is {}", steps.size(), steps.size() - 1));
    const TimeStep &step = options.step < 0 ? steps.back() : steps[options.step];
    const auto      grid = read_grid(step.file);
    if (options.list)
      return list(steps, *grid);
    if (options.look.field.empty())
      throw std::runtime_error("which field? --field NAME; --list shows them");

    vtkDataArray &values = *find_field(*grid, options.look.field).values;
    const bool    scalar = values.GetNumberOfComponents() == 1;
    const Range   range  = finite_range(values, scalar ? 0 : options.look.component);
    fmt::print("{}: minimum {:.9g}, maximum {:.9g}\n", options.look.field, range.minimum, range.maximum);
    if (options.output.empty())
      return;
    if (options.range.size() == 2)
      options.look.range = Range{options.range[0], options.range[1]};
    if (options.look.title.empty())
      options.look.title =
        step.time == step.time ? fmt::format("{} at {:.6g} s", options.look.field, step.time) : options.look.field;
    draw(*grid, options.look, options.output);
    fmt::print("wrote {}\n", options.output);
  }
} // namespace

int main(int argc, char **argv)
{
  Options  options;
  CLI::App app("A picture and the range of a field from the results of a run", "nadir-post");
  describe(app, options);
  CLI11_PARSE(app, argc, argv);
  try
    {
      const char *display = std::getenv("DISPLAY");
      if (!options.output.empty() && (!display || !*display))
        {
          start_again_with_a_display(argv);
          throw std::runtime_error("drawing needs an X server: set DISPLAY, or install xvfb (and xauth)");
        }
      run(options);
      return 0;
    }
  catch (const std::exception &error)
    {
      std::cerr << "nadir-post: " << error.what() << std::endl;
      return 1;
    }
}
