#include "lib/config/document.hpp"

#include "lib/base/file.hpp"

#define TOML_EXCEPTIONS 1
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace mk::config {

namespace {

Node made_of(const toml::node& node);

Node table_of(const toml::table& table) {
  Node out;
  out.kind = Node::Kind::table;
  for (const auto& [key, value] : table)
    out.entries.emplace_back(std::string{key.str()}, made_of(value));
  std::ranges::stable_sort(out.entries, [](const auto& a, const auto& b) {
    return std::pair{a.second.line, a.second.column} < std::pair{b.second.line, b.second.column};
  });
  return out;
}

Node value_of(const toml::node& node) {
  Node out;
  if (const auto* text = node.as_string()) {
    out.kind = Node::Kind::text;
    out.text = text->get();
  } else if (const auto* number = node.as_integer()) {
    out.kind = Node::Kind::number;
    out.number = number->get();
  } else if (const auto* truth = node.as_boolean()) {
    out.kind = Node::Kind::truth;
    out.truth = truth->get();
  } else if (const auto* day = node.as_date()) {
    const auto& it = day->get();
    out.kind = Node::Kind::day;
    out.text = fmt::format("{:04}-{:02}-{:02}", it.year, it.month, it.day);
  } else if (const auto* list = node.as_array()) {
    out.kind = Node::Kind::list;
    for (const auto& item : *list) out.items.push_back(made_of(item));
  } else if (const auto* table = node.as_table()) {
    out = table_of(*table);
  }
  return out;
}

Node made_of(const toml::node& node) {
  auto out = value_of(node);
  out.line = node.source().begin.line;
  out.column = node.source().begin.column;
  return out;
}

}  // namespace

const Node* Node::find(const std::string& key) const {
  for (const auto& [name, value] : entries)
    if (name == key) return &value;
  return nullptr;
}

Node read_document(const std::string& file, Exit fault) {
  const auto text = read_file(file);
  try {
    return made_of(toml::parse(text));
  } catch (const toml::parse_error& error) {
    const auto begin = error.source().begin;
    throw Error{fault,
                msg("{}:{}:{}: this is not TOML: {}", file, begin.line, begin.column,
                    std::string{error.description()}),
                "header", begin.line};
  }
}

std::string place(const std::string& file, const Node& node) {
  return fmt::format("{}:{}:{}", file, node.line, node.column);
}

}  // namespace mk::config
