#include "lib/survey/card_file.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/config/document.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace mk::survey {

namespace {

using config::Node;

constexpr std::int64_t default_text_limit = 4000;
constexpr std::int64_t largest_text_limit = 100'000;
constexpr std::int64_t largest_category = 99;

/// A card file being read; knows its name for the places in messages.
class Reader {
 public:
  explicit Reader(std::string file) : file_{std::move(file)} {}

  Card card(const Node& document) const {
    only(document, {"title", "text_limit", "cumulative", "levels", "category"});
    Card card;
    card.title = words(required(document, "title"), "title");
    const auto* const limit = document.find("text_limit");
    card.text_limit =
        limit == nullptr ? default_text_limit : number(*limit, "text_limit", largest_text_limit);
    card.cumulative = truth(document, "cumulative", true);
    const auto& levels = required(document, "levels");
    rules(levels, card);
    const auto& categories = required(document, "category");
    if (categories.kind != Node::Kind::list)
      wrong(categories, msg("categories are written [[category]]"));
    for (const auto& node : categories.items) add(card, node);
    refuse_out_of_reach(levels, card);
    return card;
  }

 private:
  [[noreturn]] void wrong(const Node& node, const Message& reason) const {
    throw Error{Exit::data, msg("{}: {}", config::place(file_, node), spoken(reason)), "",
                node.line};
  }

  const Node& required(const Node& table, const char* key) const {
    const auto* const found = table.find(key);
    if (found == nullptr) wrong(table, msg("“{}” is missing here", key));
    return *found;
  }

  void only(const Node& table, std::initializer_list<const char*> keys) const {
    if (table.kind != Node::Kind::table) wrong(table, msg("a table is expected here"));
    for (const auto& [key, value] : table.entries)
      if (std::ranges::find(keys, key) == keys.end())
        wrong(value, msg("“{}” is not a key of a card; see mk-survey(1)", key));
  }

  std::string words(const Node& node, const char* key) const {
    if (node.kind != Node::Kind::text) wrong(node, msg("“{}” must be text in quotes", key));
    auto text = text::tidy(node.text);
    if (text.empty()) wrong(node, msg("“{}” is empty", key));
    if (text::has_dangerous(text)) wrong(node, msg("“{}” has a control character", key));
    return text;
  }

  std::string maybe_words(const Node& table, const char* key) const {
    const auto* const found = table.find(key);
    return found == nullptr ? std::string{} : words(*found, key);
  }

  std::int64_t number(const Node& node, const char* key, std::int64_t most) const {
    if (node.kind != Node::Kind::number || node.number < 1 || node.number > most)
      wrong(node, msg("“{}” must be a whole number from 1 to {}", key, most));
    return node.number;
  }

  bool truth(const Node& table, const char* key, bool otherwise = false) const {
    const auto* const found = table.find(key);
    if (found == nullptr) return otherwise;
    if (found->kind != Node::Kind::truth) wrong(*found, msg("“{}” must be true or false", key));
    return found->truth;
  }

  std::vector<std::string> list(const Node& table, const char* key) const {
    std::vector<std::string> texts;
    const auto* const found = table.find(key);
    if (found == nullptr) return texts;
    if (found->kind != Node::Kind::list) wrong(*found, msg("“{}” must be a list of texts", key));
    for (const auto& item : found->items) texts.push_back(words(item, key));
    return texts;
  }

  /// A table in a place where only levels may have one is a level nobody knows.
  void refuse_unknown_level(const Node& table, bool all) const {
    if (table.kind != Node::Kind::table) return;
    for (const auto& [key, value] : table.entries)
      if ((all || value.kind == Node::Kind::table) && key != "standard" && key != "premium" &&
          key != "vip")
        wrong(value, msg("“{}” is not a level; there are standard, premium and vip", key));
  }

  /// The place of the rule itself, which is what has to be mended.
  void refuse_out_of_reach(const Node& levels, const Card& card) const {
    for (const auto level : all_levels) {
      const auto reason = why_not_threshold(card, level);
      if (!reason) continue;
      const auto& rule = required(levels, code(level));
      const auto* const amount = rule.find("at_least");
      wrong(amount == nullptr ? rule : *amount, *reason);
    }
  }

  void rules(const Node& node, Card& card) const {
    refuse_unknown_level(node, true);
    only(node, {"standard", "premium", "vip"});
    for (const auto level : all_levels)
      card.rules.at(static_cast<std::size_t>(level)) = rule(required(node, code(level)));
  }

  LevelRule rule(const Node& node) const {
    only(node, {"all", "at_least", "percent", "opens"});
    const auto* const at_least = node.find("at_least");
    const auto* const percent = node.find("percent");
    const bool all = truth(node, "all");
    if (int{all} + int{at_least != nullptr} + int{percent != nullptr} != 1)
      wrong(node, msg("a level has one threshold: all = true, at_least = N or percent = N"));
    LevelRule rule;
    rule.opens = list(node, "opens");
    constexpr std::int64_t hundred = 100;
    if (at_least != nullptr)
      rule.threshold = {Threshold::Form::at_least, number(*at_least, "at_least", largest_category)};
    if (percent != nullptr)
      rule.threshold = {Threshold::Form::percent, number(*percent, "percent", hundred)};
    return rule;
  }

  void add(Card& card, const Node& node) const {
    refuse_unknown_level(node, false);
    only(node, {"number", "title", "hint", "text_required", "tags", "standard", "premium", "vip"});
    Category category;
    category.number = number(required(node, "number"), "number", largest_category);
    if (card.category(category.number) != nullptr)
      wrong(required(node, "number"), msg("there are two categories {}", category.number));
    if (!card.categories.empty() && category.number < card.categories.back().number)
      wrong(required(node, "number"), msg("categories are numbered upwards"));
    category.title = words(required(node, "title"), "title");
    category.hint = words(required(node, "hint"), "hint");
    category.text_required = truth(node, "text_required");
    category.tags = list(node, "tags");
    for (const auto level : all_levels)
      if (const auto* const found = node.find(code(level)))
        category.criteria.push_back(criterion(*found, category.number, level));
    if (category.criteria.empty()) wrong(node, msg("a category has at least one criterion"));
    card.categories.push_back(std::move(category));
  }

  Criterion criterion(const Node& node, std::int64_t category, Level level) const {
    only(node, {"text", "evidence", "number", "number_required"});
    Criterion criterion;
    criterion.category = category;
    criterion.level = level;
    criterion.text = words(required(node, "text"), "text");
    criterion.evidence = maybe_words(node, "evidence");
    criterion.unit = maybe_words(node, "number");
    criterion.number_required = truth(node, "number_required");
    if (criterion.number_required && criterion.unit.empty())
      wrong(node, msg("“number_required” needs “number”, the unit that is asked"));
    return criterion;
  }

  std::string file_;
};

}  // namespace

Card read_card(const std::string& file) {
  return Reader{file}.card(config::read_document(file, Exit::data));
}

bool same(const Card& one, const Card& other) {
  return one.title == other.title && one.text_limit == other.text_limit &&
         one.cumulative == other.cumulative && one.rules == other.rules &&
         one.categories == other.categories;
}

}  // namespace mk::survey
