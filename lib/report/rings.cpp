#include "lib/report/rings.hpp"

#include "lib/base/message.hpp"
#include "lib/report/drawing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mk::report {

namespace {

constexpr int circles_in_a_row = 2;
constexpr int cell_width = picture_width / circles_in_a_row;
constexpr int cell_height = 132;
constexpr int below = 14;  ///< The circles of a size.
constexpr int middle_x = 76;
constexpr int middle_y = 64;
constexpr double radius = 40;
constexpr double number_radius = radius + 15;
constexpr int dot_radius = 7;
constexpr double gap = 0.30;        ///< Between a dot and an arrow's end, in radians.
constexpr double head_length = 11;  ///< Of an arrow.
constexpr double head_width = 5.5;
constexpr int words_x = 160;
constexpr std::size_t longest_word = 31;
constexpr const char* ink = "#12436d";

struct Point {
  double x = 0;
  double y = 0;
};

/// The point at `angle` (clockwise from the right) and `distance` from the middle of a cell.
Point at(double angle, double distance) {
  return {middle_x + distance * std::cos(angle), middle_y + distance * std::sin(angle)};
}

std::string tenths(double value) {
  const auto rounded = std::lround(value * 10);
  return std::to_string(rounded / 10) + "." + std::to_string(std::abs(rounded % 10));
}

std::string spelled(const Point& point) { return tenths(point.x) + "," + tenths(point.y); }

/// Where the dot with this number is; the first is at the top.
double angle_of(std::size_t dot, std::size_t size) {
  return (static_cast<double>(dot) / static_cast<double>(size) - 0.25) * 2 * std::numbers::pi;
}

/// The arrow from a dot to the next one, along the circle.
std::string arrow(std::size_t dot, std::size_t size) {
  const auto from = angle_of(dot, size) + gap;
  const auto to = angle_of(dot + 1, size) - gap;
  const auto neck = to - head_length / radius;
  const auto r = tenths(radius);
  const auto line =
      "M" + spelled(at(from, radius)) + " A" + r + "," + r + " 0 0 1 " + spelled(at(neck, radius));
  const auto head = spelled(at(to, radius)) + " " + spelled(at(neck, radius - head_width)) + " " +
                    spelled(at(neck, radius + head_width));
  return element("path",
                 {{"d", line}, {"fill", "none"}, {"stroke", ink}, {"stroke-width", "2.5"}}) +
         element("polygon", {{"points", head}, {"fill", ink}}) + "\n";
}

std::string dot(std::size_t place, std::size_t size) {
  const auto middle = at(angle_of(place, size), radius);
  return element("circle", {{"cx", tenths(middle.x)},
                            {"cy", tenths(middle.y)},
                            {"r", number(dot_radius)},
                            {"fill", ink}}) +
         "\n";
}

/// The number of the arrow after the dot, outside the circle.
std::string arrow_number(std::size_t dot, std::size_t size) {
  const auto half = std::numbers::pi / static_cast<double>(size);
  const auto where = at(angle_of(dot, size) + half, number_radius);
  return text_at(static_cast<int>(std::lround(where.x)), static_cast<int>(std::lround(where.y)) + 4,
                 std::to_string(dot + 1), {{"text-anchor", "middle"}});
}

/// The things of `circle` beside it, a line each.
std::string words(const Circle& circle) {
  if (circle.things.empty())
    return text_at(words_x, middle_y + 4, tr("various things"), {{"font-style", "italic"}});
  std::string lines;
  auto y = middle_y + 4 - static_cast<int>(circle.things.size() - 1) * line_height / 2;
  for (std::size_t i = 0; i < circle.things.size(); ++i, y += line_height)
    lines +=
        text_at(words_x, y, std::to_string(i + 1) + ". " + cut(circle.things[i], longest_word));
  return lines;
}

std::string cell(const Circle& circle, std::size_t size) {
  std::string inside;
  for (std::size_t i = 0; i < size; ++i) {
    inside += arrow(i, size) + dot(i, size);
    if (!circle.things.empty()) inside += arrow_number(i, size);
  }
  return inside +
         text_at(middle_x, middle_y + 6, std::to_string(circle.count) + " ×",
                 {{"text-anchor", "middle"}, {"font-weight", "bold"}, {"font-size", "16"}}) +
         words(circle);
}

/// The circles of one size below their heading; gives them and how high they are.
Drawn rows(const Circles& of, int top) {
  auto out = heading(of.title, top + 16, "14");
  int y = top + line_height + 10;
  if (of.hidden || of.circles.empty()) {
    out += text_at(10, y + 10, of.hidden ? tr("hidden") : tr("none"), {{"font-style", "italic"}});
    return {out, line_height * 2 + below};
  }
  for (std::size_t i = 0; i < of.circles.size(); ++i) {
    const auto column = static_cast<int>(i) % circles_in_a_row;
    const auto row = static_cast<int>(i) / circles_in_a_row;
    out += element("g",
                   {{"transform", "translate(" + number(column * cell_width) + "," +
                                      number(y + row * cell_height) + ")"}},
                   cell(of.circles[i], of.size)) +
           "\n";
  }
  const auto count = static_cast<int>(of.circles.size());
  return {out, y - top + (count + circles_in_a_row - 1) / circles_in_a_row * cell_height + below};
}

}  // namespace

Drawn drawn(const Rings& rings, const std::string& id, Place place, int top) {
  std::string inside;
  int y = 0;
  if (place == Place::picture) {
    inside += heading(rings.title, 22, "16");
    y = title_height;
  }
  inside += text_at(10, y + 14,
                    tr("A dot is a member, an arrow what it gives to the next one; in the middle "
                       "stands how many such rings there are."));
  y += line_height + below;
  for (const auto& size : rings.sizes) {
    const auto part = rows(size, y);
    inside += part.svg;
    y += part.height;
  }
  return told_apart({inside, y}, id, top, rings.title,
                    tr("Circles with an arrow for each thing that goes on; what goes round stands "
                       "in the table."));
}

std::string said(const Circle& circle) {
  if (circle.things.empty()) return tr("various things");
  std::string words;
  for (const auto& thing : circle.things) words += (words.empty() ? "" : " → ") + thing;
  return words;
}

}  // namespace mk::report
