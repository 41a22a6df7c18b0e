#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/draft.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/words.hpp"
#include "lib/facility/records.hpp"

#include <algorithm>
#include <array>
#include <charconv>

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

/// Whether the owner has the same post, and it has not ended: a file may come twice.
bool is_there(const std::vector<Post>& posts, const Post& post) {
  return std::any_of(posts.begin(), posts.end(), [&](const Post& other) {
    return other.type == post.type && other.category == post.category &&
           text::folded(other.title) == text::folded(post.title) &&
           other.state != PostState::done && other.state != PostState::expired &&
           other.state != PostState::closed;
  });
}

class Importer {
 public:
  Importer(const Context& context, const Sheet& sheet)
      : context_{context}, sheet_{sheet}, desk_{desk(context.db)} {
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

  void add(const Post& post) {
    if (is_there(records::posts_of(context_.db, post.party), post)) {
      ++done_.unchanged;
      return;
    }
    const auto id = records::add_post(context_.db, post);
    ++done_.added;
    if (warning(post))
      done_.warnings.push_back(
          msg("{}: eleven digits like a PESEL number; nobody's number belongs "
              "into a post",
              id));
  }

  void refuse(csv::Refusal refusal) {
    ++done_.rejected;
    done_.rejects.push_back(std::move(refusal));
  }

  const Context& context_;
  const Sheet& sheet_;
  Desk desk_;
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
