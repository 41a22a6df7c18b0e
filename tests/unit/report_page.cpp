#include "lib/print/render.hpp"
#include "lib/report/markup.hpp"
#include "lib/report/report.hpp"

#include <doctest/doctest.h>

using namespace mk;
using report::Shown;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

report::Report small_report() {
  report::Report report;
  report.key = "statuses";
  report.title = "Klub <script>alert(1)</script>";
  report.as_of = *parse_day("2026-12-31");
  report.cards = {1, 2};
  report.hidden = 2;
  report.notes = {"A note & more"};
  report.sections = {{"Heading", {"first", "second"}, true}};
  report.charts = {{"Chart", "Term", "", {"one", "two"}, {{"2026-09", "", {7, {}}, {}}}}};
  report.table = {{{"term", "Term"}, {"one", "One"}, {"two", "Two"}}, {{"2026-09", 7, {}}}};
  return report;
}

}  // namespace

TEST_CASE("no text breaks out of its element") {
  CHECK(report::escaped("<b a=\"x\">&'") == "&lt;b a=&quot;x&quot;&gt;&amp;&#39;");
  CHECK(report::escaped("a\xE2\x80\xAE"
                        "b") == "a&lt;U+202E&gt;b");
  const auto page = report::as_page(small_report(), "pl");
  CHECK_FALSE(has(page, "<script"));
  CHECK(has(page, "&lt;script&gt;"));
}

TEST_CASE("a page needs nothing but itself and speaks its language") {
  const auto page = report::as_page(small_report(), "pl");
  CHECK(has(page, "<html lang=\"pl\">"));
  CHECK(has(page, "<svg"));
  CHECK(has(page, "<th scope=\"row\">2026-09</th>"));
  CHECK(has(page, "@media print"));
  CHECK(has(page, "A note &amp; more"));
  for (const auto* outside : {"<link", "<img", "src=", "url(http", "@import"})
    CHECK_FALSE(has(page, outside));
}

TEST_CASE("a hidden number is a word for people and nothing for programs") {
  const auto report = small_report();
  CHECK(has(report::as_page(report, "en"), "<td class=\"hidden\">hidden</td>"));
  CHECK(has(report::as_picture(report), "hidden"));
  CHECK(has(print::as_json(report::as_thing(report), false), "\"two\": null"));
  CHECK(std::get<print::Code>(report::as_table(report).rows[0][2].is).code == "hidden");
}

TEST_CASE("the footer tells the day, the cards and what is hidden") {
  const auto lines = report::footer(small_report());
  CHECK(has(lines.at(0), "31 December 2026"));
  CHECK(has(lines.at(1), "1, 2"));
  CHECK(has(lines.at(2), "2 numbers are hidden"));
  CHECK(lines.at(3) == "A note & more");
}

TEST_CASE("a picture stands alone, and each series has marks of its own") {
  const auto picture = report::as_picture(small_report());
  CHECK(picture.starts_with("<?xml"));
  CHECK(has(picture, "m0,8 l8,-8"));  // The second series, in the legend.
  CHECK_FALSE(has(picture, "url("));
}

TEST_CASE("money is spoken as money, in the table and beside the bars") {
  auto report = small_report();
  report.charts.front().money = true;
  report.charts.front().groups = {{"superwizje", "", {1'234'567'89, 0}}};
  CHECK(has(report::as_page(report, "en"), "<td class=\"number\">PLN\u00A01,234,567.89</td>"));
  CHECK(has(report::as_picture(report), ">PLN\u00A01,234,567.89</text>"));
  CHECK(has(report::as_picture(report), ">PLN\u00A00.00</text>"));
}

TEST_CASE("the largest amount that there can be stays in the picture") {
  auto report = small_report();
  auto& chart = report.charts.front();
  chart.money = true;
  chart.groups = {{"superwizje", "", {1'000'000'000'000, 1}}};
  const auto picture = report::as_picture(report);
  const auto label = picture.find(">PLN\u00A010,000,000,000.00<");
  REQUIRE(label != std::string::npos);
  const auto at = picture.rfind("x=\"", label);
  CHECK(std::stoi(picture.substr(at + 3)) + 140 <= 760);
}

TEST_CASE("rings are drawn as circles and told in words, the few as hidden") {
  auto report = small_report();
  report.rings = {"Agreed rings",
                  {{"Swaps of two", 2, {}, true},
                   {"Rings of three", 3, {{{"Meble", "Sala <b>", "Ludzie"}, 4}, {{}, 2}}},
                   {"Rings of four", 4, {}}}};
  const auto page = report::as_page(report, "en");
  CHECK(has(page, "<td>Meble → Sala &lt;b&gt; → Ludzie</td><td class=\"number\">4</td>"));
  CHECK(has(page, "<td>various things</td><td class=\"number\">2</td>"));
  CHECK(has(page, "Swaps of two</th><td></td><td class=\"hidden\">hidden</td>"));
  CHECK(has(page, "aria-labelledby=\"r-t r-d\""));
  const auto picture = report::as_picture(report);
  CHECK(has(picture, ">3. Ludzie<"));
  CHECK(has(picture, ">4 ×<"));
  CHECK(has(picture, ">hidden<"));
  CHECK(has(picture, ">none<"));
  std::size_t arrows = 0;
  for (auto at = picture.find("<polygon"); at != std::string::npos;
       at = picture.find("<polygon", at + 1))
    ++arrows;
  CHECK(arrows == 6);
}
