#include "lib/report/markup.hpp"
#include "lib/report/picture.hpp"
#include "lib/report/rings.hpp"

namespace mk::report {

namespace {

/// Dark on white, nothing by colour alone, tables that break between rows, and A4 when printed.
constexpr const char* style = R"(
body { margin: 0 auto; max-width: 50rem; padding: 1rem 1.5rem 3rem; background: #fff;
  color: #0b0c0c; font: 1rem/1.5 Lato, "DejaVu Sans", Arial, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; }
figure { margin: 1rem 0; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border-bottom: 1px solid #6b6b6b; padding: .25rem .5rem; text-align: left;
  vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.hidden { text-align: right; font-style: italic; }
footer { border-top: 2px solid #0b0c0c; margin-top: 3rem; font-size: .9rem; }
@media print {
  @page { size: A4; margin: 15mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure, tr, li { break-inside: avoid; }
  svg { max-height: 200mm; }
  h2 { margin-top: 1.5rem; }
  table { font-size: 8pt; }
  th, td { padding: .1rem .5rem; }
  h1, h2, caption { break-after: avoid; }
  thead { display: table-header-group; }
  section.chart { break-inside: avoid; }
}
)";

std::string cell(const Chart& chart, const Shown& count, const Shown& of) {
  if (!count) return element("td", {{"class", "hidden"}}, escaped(said(chart, count)));
  const auto text = of ? spoken(msg("{} of {}", *count, *of)) : said(chart, count);
  return element("td", {{"class", "number"}}, escaped(text));
}

std::string table(const Chart& chart) {
  const bool details = !chart.details.empty();
  auto head = element("th", {{"scope", "col"}}, escaped(chart.rows));
  if (details) head += element("th", {{"scope", "col"}}, escaped(chart.details));
  for (const auto& series : chart.series)
    head += element("th", {{"scope", "col"}, {"class", "number"}}, escaped(series));
  std::string rows;
  for (const auto& group : chart.groups) {
    auto row = element("th", {{"scope", "row"}}, escaped(group.name));
    if (details) row += told("td", group.detail);
    for (std::size_t place = 0; place < group.counts.size(); ++place)
      row += cell(chart, group.counts[place], place < group.of.size() ? group.of[place] : Shown{});
    rows += element("tr", {}, row) + "\n";
  }
  return element("table", {},
                 told("caption", tr("The numbers of the chart")) + "\n" +
                     element("thead", {}, element("tr", {}, head)) + "\n" +
                     element("tbody", {}, "\n" + rows)) +
         "\n";
}

std::string section(const Section& it) {
  std::string inside = told("h2", it.title) + "\n";
  std::string points;
  for (const auto& line : it.lines) {
    if (it.list) {
      points += told("li", line) + "\n";
    } else {
      inside += told("p", line) + "\n";
    }
  }
  if (!points.empty()) inside += element("ul", {}, "\n" + points) + "\n";
  return element("section", {}, "\n" + inside) + "\n";
}

std::string section(const Chart& chart, std::size_t place) {
  return element("section", {{"class", "chart"}},
                 "\n" + told("h2", chart.title) + "\n" +
                     element("figure", {},
                             "\n" + drawn(chart, "c" + std::to_string(place), Place::page).svg) +
                     "\n" + table(chart)) +
         "\n";
}

/// The rings in words, for who does not see the circles.
std::string table(const Rings& rings) {
  auto head = element("th", {{"scope", "col"}}, escaped(tr("Rings")));
  head += element("th", {{"scope", "col"}}, escaped(tr("What goes round")));
  head += element("th", {{"scope", "col"}, {"class", "number"}}, escaped(tr("How many")));
  std::string rows;
  const auto add = [&](const Circles& size, const std::string& what, const std::string& count,
                       const char* look) {
    rows += element("tr", {},
                    element("th", {{"scope", "row"}}, escaped(size.title)) + told("td", what) +
                        element("td", {{"class", look}}, escaped(count))) +
            "\n";
  };
  for (const auto& size : rings.sizes) {
    for (const auto& circle : size.circles)
      add(size, said(circle), std::to_string(circle.count), "number");
    if (size.hidden) add(size, "", tr("hidden"), "hidden");
  }
  return element("table", {},
                 told("caption", tr("The rings in words")) + "\n" +
                     element("thead", {}, element("tr", {}, head)) + "\n" +
                     element("tbody", {}, "\n" + rows)) +
         "\n";
}

std::string section(const Rings& rings) {
  return element("section", {{"class", "chart"}},
                 "\n" + told("h2", rings.title) + "\n" +
                     element("figure", {}, "\n" + drawn(rings, "r", Place::page).svg) + "\n" +
                     table(rings)) +
         "\n";
}

std::string head(const Report& report) {
  return element("head", {},
                 "\n" + element("meta", {{"charset", "utf-8"}}) + "\n" +
                     element("meta", {{"name", "viewport"},
                                      {"content", "width=device-width, initial-scale=1"}}) +
                     "\n" + told("title", report.title) + "\n" + element("style", {}, style)) +
         "\n";
}

}  // namespace

std::string as_page(const Report& report, const std::string& language) {
  std::string main = told("h1", report.title) + "\n";
  for (const auto& it : report.sections) main += section(it);
  if (!report.rings.title.empty()) main += section(report.rings);
  for (std::size_t i = 0; i < report.charts.size(); ++i) main += section(report.charts[i], i + 1);
  std::string lines;
  for (const auto& line : footer(report)) lines += told("p", line) + "\n";
  return "<!doctype html>\n" +
         element("html", {{"lang", language}},
                 "\n" + head(report) +
                     element("body", {},
                             "\n" + element("main", {}, "\n" + main) + "\n" +
                                 element("footer", {}, "\n" + lines) + "\n") +
                     "\n") +
         "\n";
}

}  // namespace mk::report
