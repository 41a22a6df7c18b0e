#include "lib/report/picture.hpp"

#include "lib/base/message.hpp"
#include "lib/base/text.hpp"
#include "lib/report/drawing.hpp"
#include "lib/report/rings.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace mk::report {

namespace {

constexpr int name_width = 250;
constexpr int number_width = 110;
constexpr int money_width = 150;
constexpr int bar_left = name_width + 10;
constexpr int group_gap = 12;
constexpr std::size_t many_bars = 40;
constexpr std::size_t longest_line = 110;
constexpr std::size_t longest_name = 38;

/// How the bars of a series look: dark and light in turn, each with a pattern of its own, so that
/// they are told apart without colours. The colours keep 3:1 to white and to each other's hatching.
struct Look {
  const char* colour;
  const char* hatching;  ///< Drawn in white on each cell of the colour; empty: none.
};
constexpr std::array looks{
    Look{"#12436d", ""},
    Look{"#28a197", "m0,8 l8,-8"},
    Look{"#801650", "m0,4 h8"},
    Look{"#f46a25", "m2,2 h2 v2 h-2 z m4,4 h2 v2 h-2 z"},
    Look{"#3d3d3d", "m4,0 v8 m-4,-4 h8"},
};
constexpr int cell = 8;

/// Many bars are drawn closer, so that they fit on a sheet.
bool close(const Chart& chart) {
  return chart.groups.size() * chart.series.size() > many_bars && chart.series.size() > 1;
}

/// How high a bar is, with the gap below it.
int bar_height(const Chart& chart) { return close(chart) ? 11 : 14; }

/// What is free below a group.
int gap(const Chart& chart) { return close(chart) ? group_gap / 2 : group_gap; }

const Look& look(std::size_t place) { return looks.at(place % looks.size()); }

std::string box(int x, int y, int width, int height, const char* fill) {
  return element("rect", {{"x", number(x)},
                          {"y", number(y)},
                          {"width", number(width)},
                          {"height", number(height)},
                          {"fill", fill},
                          {"stroke", "#0b0c0c"}}) +
         "\n";
}

/// The marks of `look`, cut at the edge. They are drawn line by line: a browser that prints makes a
/// picture of each place where a `<pattern>` is, and many megabytes of a page.
std::string hatching(int x, int y, int width, int height, const Look& look) {
  std::string path;
  for (int down = 0; down < height; down += cell)
    for (int right = 0; right < width; right += cell)
      path += "M" + number(right) + "," + number(down) + look.hatching;
  const auto marks =
      element("path", {{"d", path}, {"stroke", "#fff"}, {"stroke-width", "1.5"}, {"fill", "none"}});
  return element("svg",
                 {{"x", number(x)},
                  {"y", number(y)},
                  {"width", number(width)},
                  {"height", number(height)}},
                 marks) +
         "\n";
}

std::string bar(int x, int y, int width, int height, const Look& look) {
  auto ground = box(x, y, width, height, look.colour);
  if (*look.hatching == '\0') return ground;
  return ground + hatching(x, y, width, height, look) + box(x, y, width, height, "none");
}

/// What stands behind a bar: "12", "12 of 15", or that it is hidden.
std::string said(const Chart& chart, const Group& group, std::size_t place) {
  const auto& count = group.counts[place];
  if (!count || place >= group.of.size() || !group.of[place]) return said(chart, count);
  return spoken(msg("{} of {}", *count, *group.of[place]));
}

/// The largest count that is drawn: the bar that fills the room.
std::int64_t largest(const Chart& chart) {
  std::int64_t most = 1;
  for (const auto& group : chart.groups) {
    if (group.total) continue;
    for (const auto& count : group.counts) most = std::max(most, count.value_or(0));
    for (const auto& count : group.of) most = std::max(most, count.value_or(0));
  }
  return most;
}

/// How the numbers of a chart become lengths.
struct Scale {
  std::int64_t most = 1;  ///< Of this many the bar fills the room.
  int room = 0;

  int length(std::int64_t count) const { return static_cast<int>(count * room / most); }
};

Scale scale(const Chart& chart) {
  const auto numbers = chart.money ? money_width : number_width;
  return {largest(chart), picture_width - bar_left - numbers};
}

std::string legend(const Chart& chart, int top) {
  std::string out;
  for (std::size_t place = 0; place < chart.series.size(); ++place) {
    const auto y = top + static_cast<int>(place) * line_height;
    out += bar(bar_left, y + 3, 28, 11, look(place));
    out += text_at(bar_left + 36, y + 13, chart.series[place]);
  }
  return out;
}

std::string label(const Group& group) {
  return cut(group.detail.empty() ? group.name : group.name + ", " + group.detail, longest_name);
}

bool all_hidden(const Group& group) {
  return std::ranges::none_of(group.counts, [](const Shown& it) { return it.has_value(); });
}

/// How high the bars of `group` are together; where all is hidden, that is said once.
int height_of(const Group& group, int step) {
  return all_hidden(group) ? step : static_cast<int>(group.counts.size()) * step;
}

std::string bars(const Chart& chart, const Group& group, int top) {
  const auto step = bar_height(chart);
  const auto scaled = scale(chart);
  const auto high = height_of(group, step);
  const auto middle = top + high / 2 + 3;
  auto out = text_at(name_width, middle, label(group), {{"text-anchor", "end"}});
  if (all_hidden(group)) return out + text_at(bar_left + 6, middle, tr("hidden"));
  for (std::size_t place = 0; place < group.counts.size(); ++place) {
    const auto y = top + static_cast<int>(place) * step;
    const auto length = scaled.length(group.counts[place].value_or(0));
    const auto whole = place < group.of.size() ? scaled.length(group.of[place].value_or(0)) : 0;
    if (whole > 0) out += box(bar_left, y, whole, step - 3, "#fff");
    if (length > 0) out += bar(bar_left, y, length, step - 3, look(place));
    out += text_at(bar_left + std::max(length, whole) + 6, y + step - 4, said(chart, group, place),
                   {{"font-size", number(std::min(12, step))}});
  }
  return out;
}

/// `text` in lines that fit into the picture.
std::vector<std::string> wrapped(const std::string& text) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    if (text::length(lines.back()) + text::length(word) >= longest_line) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + word;
    at = end + 1;
  }
  return lines;
}

std::string axis(int from, int to) {
  return element("line", {{"x1", number(bar_left)},
                          {"x2", number(bar_left)},
                          {"y1", number(from)},
                          {"y2", number(to)},
                          {"stroke", "#0b0c0c"}});
}

}  // namespace

Drawn drawn(const Chart& chart, const std::string& id, Place place, int top) {
  const auto step = bar_height(chart);
  std::string inside;
  int y = group_gap;
  if (place == Place::picture) {
    inside += heading(chart.title, 22, "16");
    y = title_height;
  }
  inside += legend(chart, y);
  y += static_cast<int>(chart.series.size()) * line_height + group_gap;
  const auto first = y;
  for (const auto& group : chart.groups) {
    if (group.total) continue;
    inside += bars(chart, group, y);
    y += height_of(group, step) + gap(chart);
  }
  inside += axis(first - group_gap / 2, y - gap(chart) / 2);
  return told_apart({inside, y}, id, top, chart.title,
                    tr("A bar chart; its numbers stand in the table."));
}

std::string as_picture(const Report& report) {
  std::string inside = element("title", {}, escaped(report.title)) + white_ground() +
                       heading(report.title, 28, "20");
  int y = 48;
  if (!report.rings.title.empty()) {
    const auto rings = drawn(report.rings, "r", Place::picture, y);
    inside += rings.svg;
    y += rings.height + line_height;
  }
  for (std::size_t i = 0; i < report.charts.size(); ++i) {
    const auto chart = drawn(report.charts[i], "c" + std::to_string(i + 1), Place::picture, y);
    inside += chart.svg;
    y += chart.height + line_height;
  }
  for (const auto& text : footer(report))
    for (const auto& line : wrapped(text)) {
      inside += text_at(10, y, line);
      y += line_height;
    }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element("svg", frame(y), inside) + "\n";
}

}  // namespace mk::report
