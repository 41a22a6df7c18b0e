#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/store/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// The rows of categories, posts and matches; a statement a function.
namespace mk::exchange::records {

/// Every category in the order of the file that installed it, retired ones too.
std::vector<Category> categories(store::Database& db);
/// Adds `category` or changes the one with its code; `place` is where it stands in the file.
void put_category(store::Database& db, const Category& category, std::int64_t place);
void retire(store::Database& db, const std::string& code);

/// The districts that facilities are in, by name.
std::vector<std::string> districts(store::Database& db);

/// The post `id`. Throws `Error` (refused): "there is no P-9".
Post post(store::Database& db, PostId id);
/// Every post, by id.
std::vector<Post> posts(store::Database& db);
/// Those of `party`, by id.
std::vector<Post> posts_of(store::Database& db, const Party& party);
/// Those that may be matched on `day`, by id: they stand, and their owner is active or the city.
std::vector<Post> market(store::Database& db, Day day);

/// The first `most` offers of `category` that stand on `day`, are not of `facility`, and are for
/// its district or the whole city, by id.
std::vector<Post> offers_in(store::Database& db, const std::string& category, FacilityId facility,
                            Day day, std::int64_t most);

PostId add_post(store::Database& db, const Post& post);
/// What an owner may change; what it asks in return apart.
void change_post(store::Database& db, const Post& post);
void set_return(store::Database& db, PostId id, const Return& in_return);
/// Offers that ask the post `from` in return ask `to` as well.
void copy_wishes(store::Database& db, PostId from, PostId to);
void set_state(store::Database& db, PostId id, PostState state);
/// Posts that stand although their last day was before `day`, by id.
std::vector<PostId> overdue(store::Database& db, Day day);

/// The match `id` with its members. Throws `Error` (refused): "there is no X-9".
Match match(store::Database& db, MatchId id);
/// Every match, by id.
std::vector<Match> matches(store::Database& db);
/// Those that have not ended and in which `party` has a part, by id.
std::vector<MatchId> live_matches_of(store::Database& db, const Party& party);
/// Proposed matches whose last day to answer was before `day`, by id.
std::vector<MatchId> unanswered(store::Database& db, Day day);

/// Every refusal, by who refuses and then as they came.
std::vector<Refusal> refusals(store::Database& db);
/// Keeps `refusal`; one that is there already stays as it is.
void add_refusal(store::Database& db, const Refusal& refusal);
/// Takes it back. False when there is none.
bool drop_refusal(store::Database& db, const Refusal& refusal);

/// Those who refuse the post `from` refuse `to` as well.
void copy_refusals(store::Database& db, PostId from, PostId to);

/// Keeps `match`, but for its members, as proposed.
MatchId add_match(store::Database& db, const Match& match);
void add_member(store::Database& db, MatchId id, const Member& member);
void set_answer(store::Database& db, MatchId id, const Party& party, Answer answer, Instant now);
void agree(store::Database& db, MatchId id, Instant now);
/// Ends the match; its members still hold their posts.
void end_match(store::Database& db, MatchId id, MatchState state, const std::string& reason,
               Instant now);
/// Lets the posts of an ended match be matched anew.
void release_members(store::Database& db, MatchId id);

std::int64_t count_posts(store::Database& db, PostState state);
std::int64_t count_matches(store::Database& db, MatchState state);

/// What should not be: each by id.
std::vector<PostId> posts_without_match(store::Database& db);
std::vector<PostId> posts_in_match_but_free(store::Database& db);
std::vector<MatchId> matches_live_wrongly(store::Database& db);
std::vector<MatchId> matches_too_small(store::Database& db);
std::vector<MatchId> matches_without_ends(store::Database& db);
std::vector<MatchId> matches_of_wrong_posts(store::Database& db);
std::vector<MatchId> matches_of_wrong_amounts(store::Database& db);
std::vector<MatchId> matches_asked_wrongly(store::Database& db);
std::vector<MatchId> matches_remade_too_soon(store::Database& db);
std::vector<PostId> rests_of_others(store::Database& db);
std::vector<PostId> needs_with_return(store::Database& db);
std::vector<PostId> posts_of_nobody(store::Database& db);

}  // namespace mk::exchange::records
