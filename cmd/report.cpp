#include "lib/report/report.hpp"

#include "cmd/nouns.hpp"
#include "lib/base/file.hpp"
#include "lib/exchange/reports.hpp"
#include "lib/print/render.hpp"
#include "lib/rewards/reports.hpp"
#include "lib/survey/reports.hpp"

namespace mk::cmd {

namespace {

using Make = report::Report (*)(const Context&, const report::Ask&);

bool ends_with(const std::string& file, const std::string& ending) {
  return file.size() > ending.size() && file.ends_with(ending);
}

/// The bytes of `report` in the form that the name of `file` asks for.
std::string file_of(const report::Report& report, const std::string& file) {
  if (ends_with(file, ".html")) return report::as_page(report, language());
  if (ends_with(file, ".svg")) return report::as_picture(report);
  if (ends_with(file, ".csv")) return print::sheet(report::as_table(report));
  if (ends_with(file, ".json")) return print::as_json(report::as_thing(report), false);
  throw Error{
      Exit::usage,
      msg("“{}” does not end with .html, .svg, .csv or .json, which say how to write it", file)};
}

/// What a report goes by.
enum class By { terms, years };

/// Any report is asked for and told like this.
template <Make make, By by = By::terms>
struct Told {
  report::Ask ask;
  std::string output;

  void declare(cli::Command& report) {
    if constexpr (by == By::terms)
      report.takes(ask.terms, "--term", tr("only of this term; may be repeated"));
    else
      report.takes(ask.years, "--year", tr("of this year's budget; may be repeated"));
    report.takes(ask.as_of, "--as-of", tr("as it stood at the end of this day"));
    report.takes(output, "--output", tr("a file to write: .html, .svg, .csv or .json"));
    report.example(by == By::terms ? "mk report statuses --as-of 2026-12-31 --output statuses.html"
                                   : "mk report budget --year 2026 --output budget.html");
  }

  void run(Context& context, print::Teller& out) const {
    const auto report = make(context, ask);
    if (output.empty()) return tell(report, out);
    write_file(output, file_of(report, output));
    out.changed(msg("the report is written to {}", output),
                print::Thing{{"file", tr("File"), output}, {"report", "", report.key}});
  }

 private:
  static void tell(const report::Report& report, print::Teller& out) {
    if (out.json()) return out.show(report::as_thing(report));
    const bool people = out.format() == print::Format::table;
    out.show(people ? report::as_table(report) : report.table);
    out.flush();  // The footer stands below.
    for (const auto& line : report::footer(report)) out.note(just(line));
  }
};

}  // namespace

/// Where a report is declared: a line each.
void report(cli::Command& noun) {
  noun.verb<Told<survey::participation_report>>(
      "participation", tr("per district: who is listed, registered, active, and sent a card"));
  noun.verb<Told<survey::criteria_report>>("criteria", tr("per criterion: how many cards meet it"));
  noun.verb<Told<survey::statuses_report>>("statuses",
                                           tr("how many are in each status, and how many moved"));
  noun.verb<Told<rewards::budget_report, By::years>>(
      "budget", tr("per budget line: opening, committed, spent and free, month by month"));
  noun.verb<Told<rewards::rewards_report>>("rewards",
                                           tr("per reward: the pool, and what became of it"));
  noun.verb<Told<exchange::exchange_report>>(
      "exchange", tr("what was given and received, in which rings, and what is in short supply"));
}

}  // namespace mk::cmd
