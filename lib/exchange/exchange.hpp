#pragma once

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The exchange: what facilities have too much of and what they need, given and swapped without
/// money or points (published).
namespace mk::exchange {

/// Who posts: a facility, or the city itself with its own surplus.
struct Party {
  std::optional<FacilityId> facility;  ///< None is the city.

  auto operator<=>(const Party&) const = default;

  /// "F-12" or "city".
  std::string text() const { return facility ? facility->text() : "city"; }
};

inline Gap word(const Party& party) { return mk::word(party.text()); }

/// Takes a party that a person typed: a facility's id, or `city`. Throws `Error` (usage).
MK_API void read(const std::string& text, Party& party);

/// What posts are about: one node of a tree that the city shapes.
struct Category {
  std::string code;      ///< What commands and files call it, such as "meble".
  std::string parent;    ///< The code of the one above it, or "".
  std::string name;      ///< What people read.
  bool retired = false;  ///< Old posts keep it, new ones cannot choose it.
};

enum class Type { offer, need };

/// Takes "offer" or "need", or their Polish words, that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, Type& type);

/// `open` until it is in a proposed match (`matched`) that all accept (`agreed`) and carry out
/// (`done`), or until its day passes (`expired`) or its owner takes it back (`closed`).
enum class PostState { open, matched, agreed, done, expired, closed };

/// What an offer is given for. Nothing in it: it is free.
struct Return {
  std::vector<std::string> categories;  ///< Any offer of one of these, or of one below.
  std::vector<PostId> posts;            ///< One of these offers.

  bool free() const { return categories.empty() && posts.empty(); }
  bool operator==(const Return&) const = default;
};

struct Post {
  PostId id;
  PostState state = PostState::open;
  Party party;
  std::string owner;  ///< The facility's name; "" for the city.
  Type type = Type::offer;
  std::string category;  ///< A code.
  std::string category_name;
  std::string title;
  std::string description;  ///< Or "".
  std::optional<std::int64_t> quantity;
  std::string unit;      ///< Or "".
  bool whole = false;    ///< It is not parted.
  std::string district;  ///< "" is the whole city.
  Day until;             ///< The last day on which it stands.
  Instant posted_at;
  Return in_return;               ///< Of an offer.
  std::optional<MatchId> match;   ///< The live one that it is in.
  std::optional<PostId> rest_of;  ///< The post of which a part was taken, and this was left.
};

/// A post as its owner words it, before it is checked.
struct Draft {
  Party party;
  Type type = Type::offer;
  std::string category;  ///< A code or a name.
  std::string title;
  std::string description;
  std::optional<std::int64_t> quantity;
  std::string unit;
  std::optional<Day> until;
  std::string district;       ///< "" is the whole city.
  bool free = false;          ///< Said so; an offer that asks nothing in return is free anyway.
  std::string in_return_for;  ///< Categories and posts, with commas between.
};

/// What an owner changes of a post; the rest stays.
struct Change {
  std::optional<std::string> category;
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<std::int64_t> quantity;
  std::optional<std::string> unit;
  std::optional<Day> until;
  std::optional<std::string> district;
  bool free = false;
  std::optional<std::string> in_return_for;
};

/// `proposed` to all its members; `agreed` when all have accepted; `done` or `failed` as it went;
/// `dissolved` when somebody declined, kept silent or took a post back.
enum class MatchState { proposed, agreed, done, failed, dissolved };

enum class Answer { waiting, accepted, declined };

/// One party's part in a match: what it gives and what it gets. In a ring it has both.
struct Member {
  Party party;
  std::optional<PostId> gives;           ///< Its own offer.
  std::optional<PostId> gets;            ///< Another party's offer.
  std::optional<PostId> need;            ///< Its own need that this meets, if it has posted one.
  std::optional<std::int64_t> quantity;  ///< How many of what it gives; none: it is not counted.
  Answer answer = Answer::waiting;
  std::string name;         ///< The facility's; "" for the city.
  std::string gives_title;  ///< "" when it gives nothing.
  std::string gets_title;   ///< "" when it gets nothing.
};

struct Match {
  MatchId id;
  MatchState state = MatchState::proposed;
  Instant proposed_at;
  Day answer_by;  ///< The last day to answer.
  std::optional<Instant> agreed_at;
  std::optional<Instant> ended_at;
  std::string reason;     ///< Why it failed, in somebody's words, or what dissolved it: a code.
  bool asked = false;     ///< A member asked the owner of one post for it.
  std::string in_return;  ///< What that member gives, in its own words; or "".
  std::optional<MatchId> remade_from;  ///< The match that came to nothing, in whose place this is.
  std::vector<MatchId> successors;     ///< Those in the place of this one.
  std::vector<Member> members;
};

/// What `party` does not want: to be in one match with `partner`, or to be given `post` (or, of a
/// need, to give to it). One of the two is set.
struct Refusal {
  Party party;
  std::optional<Party> partner;
  std::optional<PostId> post;
  std::string partner_name;  ///< Or "".
  std::string post_title;    ///< Or "".
  Instant since;
};

}  // namespace mk::exchange
