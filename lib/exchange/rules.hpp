#pragma once

#include "lib/base/message.hpp"
#include "lib/exchange/exchange.hpp"
#include "lib/facility/facility.hpp"

#include <optional>
#include <string>
#include <vector>

/// What may happen in the exchange, and why not: each gives the reason, or nothing when it may.
namespace mk::exchange {

/// A facility as far as it matters here; the city always may.
struct Standing {
  FacilityId facility;
  facility::State state = facility::State::listed;
  bool open = false;  ///< Its first card was sent and accepted.
};

/// Only an active facility whose first card was accepted may post (published).
std::optional<Message> why_not_post(const Standing& owner);

/// What is wrong with a post.
struct Flaw {
  std::string column;  ///< Of a file of posts.
  std::string reason;  ///< A code, for programs.
  Message message;
};

/// What forbids to keep `post`, which is to stand from `today` on, or nothing.
std::optional<Flaw> flaw(const Post& post, Day today);

/// What its owner should think over although it may stand: a text that shows a person's number.
std::optional<Message> warning(const Post& post);

/// The category that `text` names by code or by name, whatever the case; a retired one is none.
std::optional<Category> category_named(const std::vector<Category>& categories,
                                       const std::string& text);
/// That there is no category `text`, and which is nearest.
Message unknown_category(const std::vector<Category>& categories, const std::string& text);

/// The district of `districts` that `text` names, whatever its case; "" is the whole city.
std::optional<std::string> district_named(const std::vector<std::string>& districts,
                                          const std::string& text);
Message unknown_district(const std::vector<std::string>& districts, const std::string& text);

/// The word of `words` that a person who typed `text` most likely meant, or "".
std::string nearest(const std::vector<std::string>& words, const std::string& text);

/// Whether `post` may be matched on `day`.
bool stands(const Post& post, Day day);

std::optional<Message> why_not_edit(const Post& post);
std::optional<Message> why_not_close(const Post& post);
/// One that stands or whose day has passed.
std::optional<Message> why_not_renew(const Post& post);

/// Why `post` may not be matched on `day`.
std::optional<Message> why_not_match(const Post& post, Day day);

/// Why `post` may not be asked in return for another post by `party`.
std::optional<Message> why_not_in_return(const Post& post, const Party& party);

/// Why `party` may not answer `match` on `today`: it is not its match, it has answered, the time is
/// over, or the match has ended.
std::optional<Message> why_not_answer(const Match& match, const Party& party, Day today);
/// The same for saying no, which may follow a yes until all have accepted.
std::optional<Message> why_not_decline(const Match& match, const Party& party);
/// Only what all have accepted is carried out or comes to nothing.
std::optional<Message> why_not_end(const Match& match);

/// Why `reason` may not be kept as what failed: empty, too long or not plain text.
std::optional<Message> why_not_reason(const std::string& reason);

/// The same for the words that tell what is given in return for a post that somebody asks for.
std::optional<Message> why_not_words(const std::string& words);

/// Whether each member of `match` accepts.
bool all_accept(const Match& match);

/// The part of `party` in `match`, or nullptr.
const Member* part_of(const Match& match, const Party& party);

/// The day from which the owner of `post` is told that it is about to expire, `days` before;
/// nothing for a post that stood no longer than that.
std::optional<Day> notice_day(const Post& post, std::int64_t days);

/// What forbids to install `categories`, in the words of a file, or nothing.
std::optional<Message> why_not_install(const std::vector<Category>& categories);

}  // namespace mk::exchange
