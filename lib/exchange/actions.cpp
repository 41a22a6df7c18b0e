#include "lib/exchange/actions.hpp"

#include "lib/exchange/draft.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/search.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

void need_one_meaning(Type type, bool free, const std::string& in_return_for) {
  if (free && !in_return_for.empty())
    throw Error{Exit::usage, msg("an offer is either --free or --in-return-for something")};
  if (free && type == Type::need)
    throw Error{Exit::usage, msg("only an offer is --free; a need gives nothing")};
}

bool is_empty(const Change& change) {
  return !change.category && !change.title && !change.description && !change.quantity &&
         !change.unit && !change.until && !change.district && !change.free &&
         !change.in_return_for && !change.whole && !change.in_parts;
}

void need_one_meaning(const Change& change) {
  if (change.whole && change.in_parts)
    throw Error{Exit::usage, msg("a post is either taken --whole or --in-parts")};
}

Posted posted(const Post& post) { return {post, warning(post)}; }

}  // namespace

Posted post(const Context& context, const Draft& draft) {
  need_one_meaning(draft.type, draft.free, draft.in_return_for);
  return store::together(context.db, context.deed("exchange post"), [&](auto& db) {
    Post post;
    refuse_if(fill(context, desk(db), draft, post));
    post.id = records::add_post(db, post);
    Vocabulary words{context.settings};
    keep_missing_words(db, words);
    return posted(records::post(db, post.id));
  });
}

Posted edit(const Context& context, PostId id, const Change& change) {
  if (is_empty(change))
    throw Error{Exit::usage, msg("say what to change, such as --title or --until; see: "
                                 "mk exchange edit --help")};
  need_one_meaning(change);
  return store::together(context.db, context.deed("exchange edit"), [&](auto& db) {
    auto post = records::post(db, id);
    need_one_meaning(post.type, change.free, change.in_return_for.value_or(""));
    mk::refuse_if(why_not_edit(post));
    const auto before = post.in_return;
    refuse_if(apply(context, desk(db), change, post));
    records::change_post(db, post);
    if (!(post.in_return == before)) records::set_return(db, id, post.in_return);
    if (change.title || change.description) {
      Vocabulary words{context.settings};
      keep_words(db, words, post);
      keep_missing_words(db, words);
    }
    return posted(records::post(db, id));
  });
}

Post renew(const Context& context, PostId id) {
  return store::together(context.db, context.deed("exchange renew"), [&](auto& db) {
    auto post = records::post(db, id);
    mk::refuse_if(why_not_renew(post));
    mk::refuse_if(why_not_post(context, post.party));
    post.until = std::max(post.until, usual_until(context, post.type));
    records::change_post(db, post);
    records::set_state(db, id, PostState::open);
    return records::post(db, id);
  });
}

Post close(const Context& context, PostId id) {
  return store::together(context.db, context.deed("exchange close"), [&](auto& db) {
    mk::refuse_if(why_not_close(records::post(db, id)));
    records::set_state(db, id, PostState::closed);
    return records::post(db, id);
  });
}

Post show(const Context& context, PostId id) { return records::post(context.db, id); }

}  // namespace mk::exchange
