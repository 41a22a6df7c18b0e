#pragma once

#include "lib/base/error.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mk::config {

/// A value of a TOML file, and where it stands.
struct Node {
  enum class Kind { text, number, truth, day, other, list, table };
  Kind kind = Kind::other;
  std::string text;  ///< Of a day too: "2026-09-01".
  std::int64_t number = 0;
  bool truth = false;
  std::vector<Node> items;                            ///< Of a list.
  std::vector<std::pair<std::string, Node>> entries;  ///< Of a table, in the file's order.
  std::size_t line = 0;
  std::size_t column = 0;

  /// The entry of a table called `key`, or nullptr.
  const Node* find(const std::string& key) const;
};

/// The TOML document in `file`, the only door to its parser. Throws `Error`: missing, permission,
/// and `fault` (config or data, as the file's kind asks) for what is not TOML, with
/// file:line:column.
Node read_document(const std::string& file, Exit fault);

/// "mk.toml:3:7", for messages.
std::string place(const std::string& file, const Node& node);

}  // namespace mk::config
