#pragma once

#include "lib/base/csv.hpp"
#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace mk::exchange {

/// A post, and what its owner should think over.
struct Posted {
  Post post;
  std::optional<Message> warning;
};

/// Posts an offer or a need. Throws `Error`: refused (with the rule), usage.
MK_API Posted post(const Context& context, const Draft& draft);

/// Changes a post that stands. Throws `Error`: refused, usage (nothing to change).
MK_API Posted edit(const Context& context, PostId id, const Change& change);

/// Lets a post stand anew, as long as a fresh one. Throws `Error` (refused).
MK_API Post renew(const Context& context, PostId id);

/// Takes a post back. Throws `Error` (refused).
MK_API Post close(const Context& context, PostId id);

MK_API Post show(const Context& context, PostId id);

/// Which posts are listed; what is absent does not matter.
struct Filter {
  std::optional<Party> party;
  std::optional<Type> type;
  std::optional<PostState> state;
  std::string category;  ///< With those below it.
};

/// The posts that fit, by id. Throws `Error` (refused) for an unknown category.
MK_API std::vector<Post> list(const Context& context, const Filter& filter);

struct Imported {
  std::uint64_t read = 0;
  std::uint64_t added = 0;
  std::uint64_t unchanged = 0;  ///< Their owner has the same post already.
  std::uint64_t rejected = 0;
  std::vector<csv::Refusal> rejects;
  std::vector<Message> warnings;
};

/// Posts the rows of `file`, "-" for stdin, with the columns facility; type; category; title;
/// description; quantity; unit; until; in_return_for. The good rows are taken. Throws `Error`:
/// missing, data.
MK_API Imported import_posts(const Context& context, const std::string& file,
                             const csv::Options& options);

/// Every category in use, in the order of their file.
MK_API std::vector<Category> categories(const Context& context);

/// Puts the tree of categories of a TOML file in the place of the present one. Tells how many it
/// has. Throws `Error`: missing, data.
MK_API std::uint64_t install_categories(const Context& context, const std::string& file);

/// What can be matched now; nothing is changed.
struct Findings {
  std::vector<Match> matches;  ///< Without an id until they are proposed.
  std::uint64_t served = 0;    ///< How many things find somebody.
  bool proven = true;          ///< No other set of matches serves more.
};

/// Finds matches: rings of up to `rings` parties (2 to 4), and single gifts. Among equally good
/// answers `seed` other than 0 chooses another. Throws `Error` (usage).
MK_API Findings find(const Context& context, std::int64_t rings, std::int64_t seed);

/// Finds matches and proposes them to all their members by letter.
MK_API Findings propose(const Context& context, std::int64_t rings, std::int64_t seed);

/// Every match, by id; only those in `state` when given.
MK_API std::vector<Match> matches(const Context& context, std::optional<MatchState> state);
MK_API Match show(const Context& context, MatchId id);

/// A member asks the owner of a post for it.
struct Asking {
  PostId post;  ///< An offer that it would take, or a need that it would meet.
  Party party;
  std::string giving;  ///< One of its own offers, such as "P-4", or words; "" is nothing.
  std::optional<std::int64_t> quantity;  ///< Of the offer; none: as many as go.
};

/// Proposes that to the owner by letter; the yes of who asks is given. Throws `Error` (refused).
MK_API Match ask(const Context& context, const Asking& asking);

/// Records a yes; the last one makes the match agreed, tells everybody whom to phone, and
/// lets what is left of its posts stand on its own.
MK_API Match accept(const Context& context, MatchId id, const Party& party);
/// What is left of the posts of `match` and stands, by id.
MK_API std::vector<Post> rests(const Context& context, const Match& match);
/// Records a no, which dissolves the match and frees its posts. The same is not proposed to `party`
/// again; what is proposed to the others instead are the match's successors.
MK_API Match decline(const Context& context, MatchId id, const Party& party);
/// The agreed match was carried out.
MK_API Match done(const Context& context, MatchId id);
/// The agreed match was not carried out; its posts stand again.
MK_API Match fail(const Context& context, MatchId id, const std::string& reason);

/// What was kept of a refusal.
struct Refused {
  Refusal refusal;
  std::optional<MatchId> proposed;  ///< A match that waits for answers although it forbids it.
};

/// Keeps that a party does not want a partner, or to get or meet a post, for as long as it does not
/// take that back; once kept it stays. `why` is for the change log, or "". Throws `Error`
/// (refused).
MK_API Refused refuse(const Context& context, const Refusal& refusal, const std::string& why);
/// Takes it back, and gives what it was. Throws `Error` (refused): there was none.
MK_API Refusal allow(const Context& context, const Refusal& refusal);
/// Every refusal, or those of `party`: by who refuses, then as they came.
MK_API std::vector<Refusal> refusals(const Context& context, const std::optional<Party>& party);

/// Ends posts whose last day is over. Tells how many.
MK_API std::uint64_t expire(const Context& context);

/// Tells owners of posts that are about to expire, once for each last day. Tells how many letters.
MK_API std::uint64_t notice_expiring(const Context& context);

/// Dissolves matches that were not answered in time. Tells how many.
MK_API std::uint64_t dissolve_overdue(const Context& context);

/// Ends the matches of `facility`, which is being withdrawn, and takes back its posts. Tells how
/// many posts.
MK_API std::uint64_t withdraw_all(const Context& context, FacilityId facility);

/// The open offers that may help `facility` with what each of `tags` names, words of the card: a
/// category's code or name, whatever its ending, with those below it. Those of its district and of
/// the whole city, not its own; the first few of each category, by id.
MK_API std::map<std::string, std::vector<Post>> offers_about(const Context& context,
                                                             FacilityId facility,
                                                             const std::set<std::string>& tags);

/// What should hold of posts and matches and does not.
MK_API std::vector<Message> breaches(store::Database& db);

/// What a clerk sees at a glance.
struct Counts {
  std::int64_t open = 0;
  std::int64_t proposed = 0;
  std::int64_t agreed = 0;
};
MK_API Counts counts(store::Database& db);

}  // namespace mk::exchange
