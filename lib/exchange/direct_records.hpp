#pragma once

#include "lib/exchange/direct.hpp"
#include "lib/store/database.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mk::exchange {

/// A number for each text, from 0 on in the order in which they first came; "" is 0.
class Numbered {
 public:
  Numbered() { number(""); }
  std::uint32_t number(const std::string& text);
  const std::string& text(std::uint32_t number) const { return texts_[number]; }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// What may be matched, and what its numbers stand for.
struct Lots {
  std::vector<Category> categories;                      ///< By number, retired ones too.
  std::unordered_map<std::string, std::uint32_t> codes;  ///< And back.
  Tree tree;
  Numbered districts;
  Numbered units;  ///< Folded.
  Numbered words;
  std::vector<Lot> lots;
  Refusals refusals;
};

/// Whether `word`, folded, says nothing of what a post is about: fewer than three letters, or one
/// of those that stand in every other post.
bool says_nothing(std::string_view word);

}  // namespace mk::exchange

/// The rows that direct matching reads: many, and no more of each than counts.
namespace mk::exchange::records {

/// Categories, the tree and refusals, and no lot yet.
Lots no_lots(store::Database& db);

/// Adds every post that may be matched on `day`, by id.
void add_lots(store::Database& db, Day day, Lots& lots);

/// Adds those of `type` in the category with that number which may be matched on `day` and are in
/// `district` or for the whole city (all of them when it is 0), by id.
void add_lots_in(store::Database& db, Day day, Type type, std::uint32_t category,
                 std::uint32_t district, Lots& lots);

/// Adds the post `id` whatever its state. Throws `Error` (refused): "there is no P-9".
void add_lot(store::Database& db, PostId id, Lots& lots);

/// Fills in what `offer` asks in return.
void fill_return(store::Database& db, const Lots& lots, Lot& offer);

}  // namespace mk::exchange::records
