#pragma once

#include "lib/exchange/exchange.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

/// Which offers fit a need best, and which needs an offer. Pure, and about posts alone: nothing
/// that is known of a facility counts.
namespace mk::exchange {

/// A post as far as its fit is concerned. Categories, districts, units and words are numbers here,
/// so that a hundred thousand of them take little room.
struct Lot {
  PostId id;
  Type type = Type::offer;
  std::int64_t party = 0;      ///< The facility; 0 is the city.
  std::uint32_t category = 0;  ///< Its place in the tree.
  std::uint32_t district = 0;  ///< 0 is the whole city.
  std::uint32_t unit = 0;      ///< 0 is none.
  std::int64_t quantity = 0;   ///< 0: it does not say.
  bool whole = false;          ///< It is not parted.
  Day until;
  Instant posted_at;
  std::string title;
  std::vector<std::uint32_t> words;  ///< Ascending.
  std::vector<std::uint32_t> asked;  ///< Categories that an offer asks in return.
  std::vector<PostId> wanted;        ///< Offers that it asks.
};

/// For each category the one above it; -1 at the top.
using Tree = std::vector<std::int32_t>;

/// Whether the category `code` is `above` or stands below it.
bool within(const Tree& tree, std::uint32_t code, std::uint32_t above);

/// Who does not want what: a party (0 is the city) another party or a post; and the gifts of an
/// offer for a need that came to nothing before.
struct Refusals {
  std::set<std::pair<std::int64_t, std::int64_t>> partners;
  std::set<std::pair<std::int64_t, PostId>> posts;
  std::set<std::pair<PostId, PostId>> gifts;

  bool empty() const { return partners.empty() && posts.empty() && gifts.empty(); }
  /// Whether one of the two does not want the other, or what it posted.
  bool between(const Lot& one, const Lot& other) const;
};

/// Whether an offer has as much as a need asks. A need that does not say how much is content.
enum class Supply { enough, untold, fewer };

Supply supply(const Lot& offer, const Lot& need);

/// How two posts fit, part by part, in the order in which the parts count (our default).
struct Fit {
  bool same_category = false;  ///< Otherwise the offer's is below the need's.
  std::size_t words = 0;       ///< How many both have.
  bool same_district = false;  ///< Otherwise one of them is for the whole city.
  Supply supply = Supply::enough;
  Day until;          ///< How long the other post stands: the longer, the better.
  Instant posted_at;  ///< When it was posted: the older, the better.
  PostId id;

  bool operator==(const Fit&) const = default;
};

/// Whether `one` fits better than `other`. Of two posts one always does, by its id at last.
bool better(const Fit& one, const Fit& other);

/// How `offer` fits `need`, told from the side of `own`, which is one of them; nothing when it does
/// not: another category or district, the same owner, or too few for a need that is not parted.
std::optional<Fit> fit(const Tree& tree, const Lot& own, const Lot& other);

/// The categories whose posts may fit `own` though they are not of its own: for a need those below
/// it, for an offer those above it.
std::vector<std::uint32_t> categories_beside(const Tree& tree, const Lot& own);

/// The words that two posts have in common, ascending.
std::vector<std::uint32_t> common_words(const Lot& one, const Lot& other);

/// The offers for needs, or the needs for offers, laid out so that the best are found without
/// looking at all of them.
class Counterparts {
 public:
  /// `lots` are all of one type; they, `tree` and `refusals` outlive this.
  Counterparts(std::vector<const Lot*> lots, const Tree& tree, const Refusals& refusals);

  /// The `most` that fit `own` best, the best first.
  std::vector<const Lot*> best(const Lot& own, std::size_t most);

 private:
  using Places = std::vector<std::uint32_t>;
  struct Shelf {  ///< Those of a category; the ones that stand longest come first.
    Places all;
    std::unordered_map<std::uint32_t, Places> in_district;
    std::unordered_map<std::uint32_t, Places> with_word;
  };
  class Best;

  void count_words(const Lot& own, const Places& shelves);
  void look(const Lot& own, const Places& shelves, Best& best);
  void look_along(const Lot& own, const Places& places, Best& best) const;
  void consider(const Lot& own, std::uint32_t place, Best& best) const;

  std::vector<const Lot*> lots_;
  const Tree& tree_;
  const Refusals& refusals_;
  std::vector<Shelf> shelves_;         ///< By category.
  std::vector<std::uint16_t> shared_;  ///< How many words each lot has in common with the own one.
  Places sharing_;                     ///< Those that have any.
};

}  // namespace mk::exchange
