#include "lib/exchange/draft.hpp"

#include "lib/base/text.hpp"
#include "lib/exchange/records.hpp"
#include "lib/facility/records.hpp"
#include "lib/survey/actions.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

std::optional<Flaw> choose_category(const Desk& desk, const std::string& text, Post& post) {
  if (text::tidy(text).empty())
    return Flaw{"category", "category",
                msg("a post needs a category; see: mk exchange categories")};
  const auto found = category_named(desk.categories, text);
  if (!found) return Flaw{"category", "category", unknown_category(desk.categories, text)};
  post.category = found->code;
  post.category_name = found->name;
  return std::nullopt;
}

std::optional<Flaw> choose_district(const Desk& desk, const std::string& text, Post& post) {
  const auto found = district_named(desk.districts, text);
  if (!found) return Flaw{"district", "district", unknown_district(desk.districts, text)};
  post.district = *found;
  return std::nullopt;
}

template <class Value>
void add_once(std::vector<Value>& values, Value value) {
  if (std::find(values.begin(), values.end(), value) == values.end())
    values.push_back(std::move(value));
}

std::optional<Message> add_return(store::Database& db, const Desk& desk, const std::string& item,
                                  Post& post) {
  if (const auto id = PostId::parse(item)) {
    if (auto reason = why_not_in_return(records::post(db, *id), post.party)) return reason;
    add_once(post.in_return.posts, *id);
    return std::nullopt;
  }
  const auto found = category_named(desk.categories, item);
  if (!found) return unknown_category(desk.categories, item);
  add_once(post.in_return.categories, found->code);
  return std::nullopt;
}

std::optional<Flaw> choose_return(store::Database& db, const Desk& desk, const std::string& list,
                                  Post& post) {
  post.in_return = {};
  for (std::size_t at = 0; at <= list.size();) {
    const auto end = std::min(list.find(',', at), list.size());
    const auto item = text::tidy(list.substr(at, end - at));
    at = end + 1;
    if (item.empty()) continue;
    if (auto reason = add_return(db, desk, item, post))
      return Flaw{"in_return_for", "in_return_for", std::move(*reason)};
  }
  return std::nullopt;
}

// Only the texts that passed their check: before that, tidying would hide what is wrong with them.
void tidy(Post& post) {
  post.title = text::tidy(post.title);
  post.unit = text::tidy(post.unit);
  post.description = text::nfc(post.description);
  const auto end = post.description.find_last_not_of(" \t\r\n");
  post.description.resize(end == std::string::npos ? 0 : end + 1);
}

}  // namespace

Desk desk(store::Database& db) { return {records::categories(db), records::districts(db)}; }

std::optional<Flaw> fill(const Context& context, const Desk& desk, const Draft& draft, Post& post) {
  post.party = draft.party;
  post.type = draft.type;
  post.title = draft.title;
  post.description = draft.description;
  post.quantity = draft.quantity;
  post.unit = draft.unit;
  post.whole = draft.whole;
  post.until = draft.until.value_or(usual_until(context, draft.type));
  post.posted_at = context.now;
  if (auto reason = why_not_post(context, draft.party))
    return Flaw{"facility", "facility", std::move(*reason)};
  if (auto bad = choose_category(desk, draft.category, post)) return bad;
  if (auto bad = choose_district(desk, draft.district, post)) return bad;
  if (auto bad = choose_return(context.db, desk, draft.in_return_for, post)) return bad;
  auto bad = flaw(post, context.today());
  if (!bad) tidy(post);
  return bad;
}

std::optional<Flaw> apply(const Context& context, const Desk& desk, const Change& change,
                          Post& post) {
  if (change.title) post.title = *change.title;
  if (change.description) post.description = *change.description;
  if (change.quantity) post.quantity = change.quantity;
  if (change.unit) post.unit = *change.unit;
  if (change.whole || change.in_parts) post.whole = change.whole;
  if (change.until) post.until = *change.until;
  std::optional<Flaw> bad;
  if (change.category) bad = choose_category(desk, *change.category, post);
  if (!bad && change.district) bad = choose_district(desk, *change.district, post);
  if (!bad && change.in_return_for)
    bad = choose_return(context.db, desk, *change.in_return_for, post);
  if (change.free) post.in_return = {};
  if (!bad) bad = flaw(post, context.today());
  if (!bad) tidy(post);
  return bad;
}

std::optional<Message> why_not_post(const Context& context, const Party& party) {
  if (!party.facility) return std::nullopt;
  const auto facility = facility::records::facility(context.db, *party.facility);
  const auto standing = survey::standing(context.db, *party.facility, context.today());
  return why_not_post(Standing{facility.id, facility.state, standing.open});
}

Day usual_until(const Context& context, Type type) {
  const auto& days = context.settings.exchange;
  return context.today() +
         std::chrono::days{type == Type::offer ? days.offer_days : days.need_days};
}

void refuse_if(std::optional<Flaw> flaw) {
  if (flaw) throw Error{Exit::refused, std::move(flaw->message)};
}

}  // namespace mk::exchange
