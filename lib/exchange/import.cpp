#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/draft.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/search.hpp"
#include "lib/exchange/words.hpp"
#include "lib/facility/records.hpp"
#include "lib/survey/answer_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace mk::exchange {

namespace {

struct Column {
  const char* name;
  const char* polish;
  bool required = false;
};

constexpr std::array columns{
    Column{"facility", "placówka", true},
    Column{"type", "rodzaj", true},
    Column{"category", "kategoria", true},
    Column{"title", "tytuł", true},
    Column{"description", "opis"},
    Column{"quantity", "ilość"},
    Column{"unit", "jednostka"},
    Column{"until", "ważne_do"},
    Column{"in_return_for", "w_zamian_za"},
    Column{"district", "dzielnica"},
    Column{"whole", "w_całości"},
};

/// A file of posts, and the row that is being looked at.
class Sheet {
 public:
  explicit Sheet(csv::Table table) : table_{std::move(table)} {
    for (const auto& column : columns)
      if (column.required && !place(column))
        throw Error{Exit::data, msg("the file has no column “{}”", column.name), "header",
                    table_.header_line};
  }

  const std::vector<csv::Row>& rows() const { return table_.rows; }
  std::size_t width() const { return table_.headers.size(); }

  std::string cell(const csv::Row& row, const std::string& name) const {
    const auto* const column = std::find_if(columns.begin(), columns.end(),
                                            [&](const Column& it) { return it.name == name; });
    const auto at = place(*column);
    return at && *at < row.cells.size() ? row.cells[*at] : std::string{};
  }

  std::vector<Message> warnings() const {
    std::string unknown;
    for (const auto& header : table_.headers)
      if (!header.empty() && !known(header)) unknown += (unknown.empty() ? "" : ", ") + header;
    if (unknown.empty()) return {};
    return {msg("columns that mk does not know were left out: {}", unknown)};
  }

 private:
  std::optional<std::size_t> place(const Column& column) const {
    const auto at = table_.column(column.name);
    return at ? at : table_.column(column.polish);
  }

  static bool known(const std::string& header) {
    return std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
      return header == column.name || header == column.polish;
    });
  }

  csv::Table table_;
};

/// Reads one cell after another into a draft and keeps the first that does not fit.
class Reader {
 public:
  Reader(const Context& context, const Sheet& sheet, const csv::Row& row)
      : context_{context}, sheet_{sheet}, row_{row} {}

  Draft draft() {
    Draft draft;
    draft.party = party();
    draft.type = type();
    draft.category = tidy("category");
    draft.title = raw("title");
    draft.description = raw("description");
    draft.quantity = quantity();
    draft.unit = raw("unit");
    draft.until = until();
    draft.district = tidy("district");
    draft.in_return_for = tidy("in_return_for");
    draft.whole = whole();
    return draft;
  }

  const std::optional<Flaw>& flaw() const { return flaw_; }

 private:
  std::string raw(const char* column) const { return sheet_.cell(row_, column); }
  std::string tidy(const char* column) const { return text::tidy(raw(column)); }

  void refuse(const char* column, Message message) {
    if (!flaw_) flaw_ = Flaw{column, column, std::move(message)};
  }

  Party party() {
    const auto cell = tidy("facility");
    const auto found = party_named(cell);
    if (!found) {
      refuse("facility", msg("“{}” is neither a facility such as F-12 nor the word city", cell));
    } else if (found->facility && !facility::records::exists(context_.db, *found->facility)) {
      refuse("facility", msg("there is no {}", *found->facility));
    }
    return found.value_or(Party{});
  }

  Type type() {
    const auto cell = tidy("type");
    const auto found = type_named(cell);
    if (!found) refuse("type", msg("“{}” is none of: {}", cell, "offer, need"));
    return found.value_or(Type::offer);
  }

  std::optional<std::int64_t> quantity() {
    const auto cell = tidy("quantity");
    if (cell.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto* const end = cell.data() + cell.size();
    const auto [stop, error] = std::from_chars(cell.data(), end, value);
    if (error != std::errc{} || stop != end)
      refuse("quantity", msg("“{}” is not a whole number", cell));
    return value;
  }

  bool whole() {
    const auto cell = tidy("whole");
    if (cell.empty()) return false;
    const auto said = survey::truth(cell);
    if (!said) refuse("whole", msg("“{}” is neither tak nor nie (yes, no, t, n, 1, 0)", cell));
    return said.value_or(false);
  }

  std::optional<Day> until() {
    const auto cell = tidy("until");
    if (cell.empty()) return std::nullopt;
    const auto day = parse_day(cell);
    if (!day) refuse("until", msg("“{}” is not a date such as 2027-03-31", cell));
    return day;
  }

  const Context& context_;
  const Sheet& sheet_;
  const csv::Row& row_;
  std::optional<Flaw> flaw_;
};

/// What tells the posts of one owner apart.
std::string key_of(const Post& post) {
  return std::string{code(post.type).code} + '\n' + post.category + '\n' + text::folded(post.title);
}

bool has_ended(const Post& post) {
  return post.state == PostState::done || post.state == PostState::expired ||
         post.state == PostState::closed;
}

class Importer {
 public:
  Importer(const Context& context, const Sheet& sheet)
      : context_{context}, sheet_{sheet}, desk_{desk(context.db)}, words_{context.settings} {
    done_.warnings = sheet.warnings();
  }

  Imported run() {
    for (const auto& row : sheet_.rows()) take(row);
    done_.read = done_.added + done_.unchanged + done_.rejected;
    return std::move(done_);
  }

 private:
  void take(const csv::Row& row) {
    if (auto refusal = csv::why_not_row(row, sheet_.width())) return refuse(std::move(*refusal));
    Reader reader{context_, sheet_, row};
    const auto draft = reader.draft();
    auto flaw = reader.flaw();
    Post post;
    if (!flaw) flaw = fill(context_, desk_, draft, post);
    if (flaw)
      return refuse({row.line, flaw->column, sheet_.cell(row, flaw->column), flaw->reason,
                     std::move(flaw->message)});
    add(post);
  }

  void add(Post& post) {
    if (!keys_of(post.party).insert(key_of(post)).second) {
      ++done_.unchanged;
      return;
    }
    const auto id = post.id = records::add_post(context_.db, post);
    keep_words(context_.db, words_, post);
    ++done_.added;
    if (warning(post))
      done_.warnings.push_back(
          msg("{}: eleven digits like a PESEL number; nobody's number belongs "
              "into a post",
              id));
  }

  /// The keys of what `party` has posted and has not ended: a file may come twice.
  std::set<std::string>& keys_of(const Party& party) {
    const auto [it, is_new] = keys_.try_emplace(party);
    if (is_new)
      for (const auto& post : records::posts_of(context_.db, party))
        if (!has_ended(post)) it->second.insert(key_of(post));
    return it->second;
  }

  void refuse(csv::Refusal refusal) {
    ++done_.rejected;
    done_.rejects.push_back(std::move(refusal));
  }

  const Context& context_;
  const Sheet& sheet_;
  Desk desk_;
  Vocabulary words_;
  std::map<Party, std::set<std::string>> keys_;
  Imported done_;
};

}  // namespace

Imported import_posts(const Context& context, const std::string& file,
                      const csv::Options& options) {
  const Sheet sheet{csv::read_table(read_file(file), options)};
  return store::together(context.db, context.deed("exchange import"), [&](auto& /*db*/) {
    return Importer{context, sheet}.run();
  });
}

}  // namespace mk::exchange
