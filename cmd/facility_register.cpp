#include "cmd/nouns.hpp"
#include "lib/base/file.hpp"
#include "lib/facility/import.hpp"
#include "lib/facility/import_views.hpp"

#include <filesystem>

namespace mk::cmd {

namespace {

using facility::Imported;

constexpr std::size_t told_refusals = 100;

/// "HEADER=column", as a person explains a header.
std::pair<std::string, std::string> mapping(const std::string& text) {
  const auto sign = text.rfind('=');
  if (sign == std::string::npos || sign == 0 || sign + 1 == text.size())
    throw Error{Exit::usage, msg("“{}” explains no header: write --map \"HEADER=column\"", text)};
  return {text.substr(0, sign), text.substr(sign + 1)};
}

/// What was told on stderr of rows and of the register.
void talk(print::Teller& out, const std::string& file, const Imported& done) {
  std::size_t told = 0;
  for (const auto& warning : done.warnings) {
    if (++told > told_refusals) break;
    out.warn(warning);
  }
  if (told > told_refusals)
    out.warn(counted(done.warnings.size() - told_refusals, "{} more warning of this kind",
                     "{} more warnings of this kind"));
  told = 0;
  for (const auto& it : done.refusals) {
    if (++told > told_refusals) break;
    const auto why = spoken(it.message);
    out.warn(it.column.empty() ? msg("{}, line {}: {}", file, it.line, why)
                               : msg("{}, line {}, {}: {}", file, it.line, it.column, why));
  }
  if (told > told_refusals)
    out.warn(counted(done.refusals.size() - told_refusals,
                     "{} more row is refused; --rejects FILE writes them all",
                     "{} more rows are refused; --rejects FILE writes them all"));
}

struct Import {
  std::string file;
  std::string encoding;
  std::string separator;
  std::vector<std::string> map;
  std::string rejects;
  bool partial = false;
  bool allow_shrink = false;
  bool all_or_nothing = false;

  void declare(cli::Command& import) {
    import.needs(file, "file", tr("the register; - is the standard input"));
    import.takes(encoding, "--encoding",
                 tr("utf-8, windows-1250, iso-8859-2, utf-16le or utf-16be; "
                    "else found out"));
    import.takes(separator, "--separator", tr("what stands between cells; else found out"));
    import.takes(map, "--map",
                 tr("\"HEADER=column\": what a header means; \"HEADER=-\": pass it "
                    "over"));
    import.takes(rejects, "--rejects", tr("the file to write the refused rows to"));
    import.takes(partial, "--partial", tr("the file is a part: nobody is missing from it"));
    import.takes(allow_shrink, "--allow-shrink",
                 tr("more than 20 % of the facilities may be gone"));
    import.takes(all_or_nothing, "--all-or-nothing", tr("take nothing when one row is refused"));
    import.example("mk facility import wykaz.csv --rejects odrzucone.csv");
  }

  void run(Context& context, print::Teller& out) const {
    auto what = register_file(context);
    if (!out.json()) what.most_refusals = told_refusals;
    std::optional<facility::Rejects> refused;
    if (!rejects.empty()) what.rejects = &refused.emplace(rejects_file());
    what.progress = [&out](auto done, auto all) { out.progress(done, all); };
    auto done = taken_in(context, out, std::move(what));
    const auto refused_rows = done.rejected;
    talk(out, file, done);
    if (done.stopped) throw Error{Exit::refused, *done.stopped};
    if (out.format() == print::Format::table) out.show(facility::how_read(file, done));
    if (out.format() == print::Format::table && !done.differences.empty())
      out.show(facility::changes(done));
    const auto sentence = facility::sentence(done);
    out.changed(sentence, facility::thing(file, std::move(done)));
    if (refused_rows == 0) return;
    out.flush();
    throw Error{Exit::partial, counted(refused_rows, "{} row of {} is refused",
                                       "{} rows of {} are refused", file)};
  }

  /// A file that is refused as a whole is named, which those who read bytes cannot do.
  Imported taken_in(const Context& context, print::Teller& out, facility::RegisterFile what) const {
    try {
      auto done = facility::import_register(context, std::move(what));
      out.progress_ends();
      return done;
    } catch (const Error& error) {
      out.progress_ends();
      if (error.exit() != Exit::data) throw;
      throw Error{Exit::data, msg("{}: {}", file, spoken(error.message())), error.reason(),
                  error.line()};
    }
  }

  facility::RegisterFile register_file(const Context& context) const {
    facility::RegisterFile what{file, Source{file}, {}};
    what.options.csv.encoding = encoding;
    if (!separator.empty()) what.options.csv.separator = csv::read_separator(separator);
    what.options.columns = context.settings.register_columns;
    for (const auto& it : map)
      what.options.columns.insert_or_assign(mapping(it).first, mapping(it).second);
    what.options.city = context.settings.programme.city;
    what.partial = partial;
    what.allow_shrink = allow_shrink;
    what.all_or_nothing = all_or_nothing;
    return what;
  }

  /// The file of the refused rows, which is not the register itself.
  std::string rejects_file() const {
    std::error_code none;
    if (file != "-" && std::filesystem::equivalent(file, rejects, none))
      throw Error{Exit::usage, msg("--rejects would write over {}: give another file", file)};
    return rejects;
  }
};

struct Export {
  std::string file;

  void declare(cli::Command& command) {
    command.takes(file, "file", tr("the file to write, for a spreadsheet; else stdout"));
    command.example("mk facility export wykaz.csv");
  }

  void run(Context& context, print::Teller& out) const {
    const auto table = facility::listings(facility::registered(context.db));
    if (!file.empty() && file != "-") {
      write_file(file, print::sheet(table));
      return out.changed(
          counted(table.rows.size(), "{} facility is written to {}",
                  "{} facilities are written to {}", file),
          print::Thing{{"file", tr("File"), file}, {"written", tr("Written"), table.rows.size()}});
    }
    if (out.format() == print::Format::table) return out.text(print::sheet(table));
    out.show(table);
  }
};

}  // namespace

void facility_register(cli::Command& noun) {
  noun.verb<Import>("import", tr("take in the city's register"));
  noun.verb<Export>("export", tr("write the register as it is known"));
}

}  // namespace mk::cmd
