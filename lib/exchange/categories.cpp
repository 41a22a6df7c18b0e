#include "lib/base/text.hpp"
#include "lib/config/document.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

using config::Node;

[[noreturn]] void refuse(const std::string& file, const Node& node, const Message& reason) {
  throw Error{Exit::data, msg("{}: {}", config::place(file, node), spoken(reason)), "categories",
              node.line};
}

std::string text_of(const std::string& file, const Node& category, const char* key) {
  const auto* const node = category.find(key);
  if (node == nullptr) return {};
  if (node->kind != Node::Kind::text) refuse(file, *node, msg("{} is a text in quotes", key));
  return node->text;
}

Category read_category(const std::string& file, const Node& node) {
  if (node.kind != Node::Kind::table)
    refuse(file, node, msg("a category is written [[category]] with code and name"));
  for (const auto& [key, value] : node.entries)
    if (key != "code" && key != "name" && key != "in")
      refuse(file, value, msg("“{}” is unknown here; there are code, name and in", key));
  return {text_of(file, node, "code"), text_of(file, node, "in"),
          text::tidy(text_of(file, node, "name")), false};
}

std::vector<Category> read_categories(const std::string& file) {
  const auto document = config::read_document(file, Exit::data);
  const auto* const list = document.find("category");
  if (list == nullptr || list->kind != Node::Kind::list || document.entries.size() != 1)
    refuse(file, document, msg("a file of categories has [[category]] entries and nothing else"));
  std::vector<Category> categories;
  for (const auto& node : list->items) {
    categories.push_back(read_category(file, node));
    if (const auto reason = why_not_install(categories)) refuse(file, node, *reason);
  }
  return categories;
}

bool contains(const std::vector<Category>& categories, const std::string& code) {
  return std::any_of(categories.begin(), categories.end(),
                     [&](const Category& category) { return category.code == code; });
}

}  // namespace

std::vector<Category> categories(const Context& context) {
  auto found = records::categories(context.db);
  std::erase_if(found, [](const Category& category) { return category.retired; });
  return found;
}

std::uint64_t install_categories(const Context& context, const std::string& file) {
  const auto wanted = read_categories(file);
  return store::together(context.db, context.deed("exchange categories"), [&](auto& db) {
    std::int64_t place = 0;
    for (const auto& category : wanted) records::put_category(db, category, ++place);
    for (const auto& category : records::categories(db))
      if (!category.retired && !contains(wanted, category.code)) records::retire(db, category.code);
    return std::uint64_t{wanted.size()};
  });
}

}  // namespace mk::exchange
