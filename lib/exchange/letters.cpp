#include "lib/exchange/letters.hpp"

#include "lib/exchange/matching.hpp"
#include "lib/exchange/part.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"
#include "lib/mail/actions.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

std::vector<Message> only_if(bool holds, Message message) {
  if (!holds) return {};
  return {std::move(message)};
}

bool uses(const Match& match, std::optional<PostId> post) {
  const auto posts = posts_of(match.members);
  return post && std::find(posts.begin(), posts.end(), *post) != posts.end();
}

// The match in whose place this one is proposed, if `member` was in that one.
std::vector<Message> instead_of(const Context& context, const Match& match, const Member& member) {
  if (!match.remade_from) return {};
  const auto before = records::match(context.db, *match.remade_from);
  return only_if(part_of(before, member.party) != nullptr, just(before.id));
}

// What `member` is proposed in the place of `match`.
std::vector<Message> instead_for(const Context& context, const Match& match, const Member& member) {
  std::vector<Message> found;
  for (const auto id : match.successors) {
    const auto next = records::match(context.db, id);
    if (uses(next, member.gives) || uses(next, member.need)) found.push_back(just(id));
  }
  return found;
}

// What stays of the posts of `member` when only a part of them is taken.
std::vector<Message> rests_of(const Context& context, const Member& member) {
  std::vector<Message> found;
  for (const auto& post : records::posts_of(context.db, member.party))
    if (post.state == PostState::open && post.rest_of &&
        (post.rest_of == member.gives || post.rest_of == member.need))
      found.push_back(msg("{} ({})", post.id, quantity_of(post)));
  return found;
}

void send(const Context& context, const Match& match, const Member& member,
          const std::string& event, mail::Words words) {
  const auto to = contact_of(context, member.party).address;
  if (to.empty()) return;
  const auto whose = member.party.facility ? member.party.facility->text() + "/" : "";
  words.emplace("match", just(match.id));
  mail::queue(context, {.to = to,
                        .event = event,
                        .occurrence = whose + match.id.text(),
                        .facility = member.party.facility,
                        .words = std::move(words)});
}

}  // namespace

void tell_proposed(const Context& context, const Match& match) {
  for (const auto& member : match.members) {
    const Part part{context, match, member};
    send(context, match, member, "match-proposed",
         {{"gives", part.gives()},
          {"gets", part.gets()},
          {"answer_by", just(match.answer_by)},
          {"instead_of", instead_of(context, match, member)},
          {"parties",
           counted(match.members.size(), "{} party takes part", "{} parties take part")}});
  }
}

void tell_asked(const Context& context, const Match& match, const Party& asker) {
  const auto who = contact_of(context, asker);
  for (const auto& member : match.members) {
    if (member.party == asker) continue;
    const Part part{context, match, member};
    auto gets = part.gets();
    const bool nothing = gets.empty();
    send(context, match, member, "match-asked",
         {{"who", who.kind.empty() ? just(who.name) : msg("{} ({})", who.name, who.kind)},
          {"gives", part.gives()},
          {"gets", std::move(gets)},
          {"nothing", only_if(nothing, msg("nothing is offered in return"))},
          {"answer_by", just(match.answer_by)}});
  }
}

void tell_agreed(const Context& context, const Match& match) {
  for (const auto& member : match.members) {
    const Part part{context, match, member};
    send(context, match, member, "match-agreed",
         {{"gives", part.gives()},
          {"gets", part.gets()},
          {"contacts", part.contacts()},
          {"rests", rests_of(context, member)}});
  }
}

void tell_dissolved(const Context& context, const Match& match,
                    const std::optional<Party>& leaver) {
  const auto is = [&](const char* reason) { return match.reason == reason; };
  const auto failed = !is(declined) && !is(no_answer) && !is(withdrawn);
  for (const auto& member : match.members) {
    if (leaver && member.party == *leaver) continue;
    const Part part{context, match, member};
    const bool own_no = is(declined) && member.answer == Answer::declined;
    auto instead = instead_for(context, match, member);
    const bool nothing = instead.empty();
    const bool posted = member.gives || member.need;
    send(context, match, member, "match-dissolved",
         {{"gives", part.gives()},
          {"gets", part.gets()},
          {"own_no", only_if(own_no, msg("you declined"))},
          {"declined", only_if(is(declined) && !own_no, msg("one party declined"))},
          {"no_answer", only_if(is(no_answer), msg("not everyone answered in time"))},
          {"withdrawn", only_if(is(withdrawn), msg("one party left the programme"))},
          {"failed", only_if(failed, msg("it was not carried out"))},
          {"instead", std::move(instead)},
          {"nothing", only_if(nothing, msg("nothing is proposed instead"))},
          {"stand", only_if(nothing && posted, msg("its posts stand again"))}});
  }
}

bool tell_expiring(const Context& context, const Post& post) {
  const auto to = contact_of(context, post.party).address;
  if (to.empty()) return false;
  return mail::queue_or_give_up(context, {.to = to,
                                          .event = "post-expiring",
                                          .occurrence = post.id.text() + " " + iso(post.until),
                                          .facility = post.party.facility,
                                          .words = {{"post", just(post.id)},
                                                    {"title", just(post.title)},
                                                    {"until", just(post.until)}}})
      .has_value();
}

}  // namespace mk::exchange
