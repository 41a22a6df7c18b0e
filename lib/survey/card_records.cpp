#include "lib/store/query.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>

namespace mk::survey::records {

namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::vector<std::string> parted(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void read_levels(store::Database& db, Card& card) {
  store::Row row{db,
                 "select level, form, amount, opens from card_level where card = ? order by id"};
  store::fill(row, card.version);
  while (row.next()) {
    auto& rule = card.rules.at(static_cast<std::size_t>(level_of(row.text("level"))));
    rule.threshold = {form_of(row.text("form")), row.maybe_number("amount").value_or(0)};
    rule.opens = parted(row.text("opens"));
  }
}

void read_categories(store::Database& db, Card& card) {
  card.categories = store::all(
      db,
      [](const store::Row& row) {
        Category category;
        category.number = row.number("number");
        category.title = row.text("title");
        category.hint = row.text("hint");
        category.text_required = row.yes("text_required");
        category.tags = parted(row.text("tags"));
        return category;
      },
      "select number, title, hint, text_required, tags from card_category where card = ?"
      " order by number",
      card.version);
}

std::vector<Criterion> criteria(store::Database& db, std::int64_t card) {
  return store::all(
      db,
      [](const store::Row& row) {
        return Criterion{.category = row.number("category"),
                         .level = level_of(row.text("level")),
                         .text = row.text("text"),
                         .evidence = row.text("evidence"),
                         .unit = row.text("unit"),
                         .number_required = row.yes("number_required"),
                         .key = row.number("id")};
      },
      "select id, category, level, text, evidence, unit, number_required from criterion"
      " where card = ? order by category, id",
      card);
}

}  // namespace

std::int64_t add_card(store::Database& db, const Card& card, Instant now) {
  store::change(
      db, "insert into card (title, text_limit, cumulative, installed_at) values (?, ?, ?, ?)",
      card.title, card.text_limit, card.cumulative, now);
  return store::last_id(db);
}

void add_level(store::Database& db, std::int64_t card, Level level, const LevelRule& rule) {
  std::optional<std::int64_t> amount;
  if (rule.threshold.form != Threshold::Form::all) amount = rule.threshold.amount;
  store::change(db,
                "insert into card_level (card, level, form, amount, opens)"
                " values (?, ?, ?, ?, ?)",
                card, code(level), code(rule.threshold.form), amount, joined(rule.opens));
}

void add_category(store::Database& db, std::int64_t card, const Category& category) {
  store::change(db,
                "insert into card_category (card, number, title, hint, text_required, tags)"
                " values (?, ?, ?, ?, ?, ?)",
                card, category.number, category.title, category.hint, category.text_required,
                joined(category.tags));
}

void add_criterion(store::Database& db, std::int64_t card, const Criterion& criterion) {
  std::optional<std::string> unit;
  if (!criterion.unit.empty()) unit = criterion.unit;
  store::change(db,
                "insert into criterion"
                " (card, category, level, text, evidence, unit, number_required)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                card, criterion.category, code(criterion.level), criterion.text, criterion.evidence,
                unit, criterion.number_required);
}

std::int64_t newest_version(store::Database& db) {
  return store::count(db, "select max(version) as n from card");
}

std::vector<std::int64_t> versions(store::Database& db) {
  return store::all(
      db, [](const store::Row& row) { return row.number("version"); },
      "select version from card order by version");
}

std::optional<Card> card(store::Database& db, std::int64_t version) {
  auto found = store::one(
      db,
      [](const store::Row& row) {
        Card card;
        card.version = row.number("version");
        card.title = row.text("title");
        card.text_limit = row.number("text_limit");
        card.cumulative = row.yes("cumulative");
        return card;
      },
      "select version, title, text_limit, cumulative from card where version = ?", version);
  if (!found) return found;
  read_levels(db, *found);
  read_categories(db, *found);
  for (auto& criterion : criteria(db, version)) {
    const auto category =
        std::ranges::find(found->categories, criterion.category, &Category::number);
    category->criteria.push_back(std::move(criterion));
  }
  return found;
}

}  // namespace mk::survey::records
