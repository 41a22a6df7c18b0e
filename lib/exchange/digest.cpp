#include "lib/exchange/digest.hpp"

#include "lib/exchange/digest_records.hpp"
#include "lib/exchange/draft.hpp"
#include "lib/exchange/records.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/store/calendar_days.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

using std::chrono::days;

/// Whether `code` is one of `above` or stands below one.
bool within_any(const Parents& tree, const std::string& code, const std::set<std::string>& above) {
  return std::ranges::any_of(above, [&](const auto& it) { return within(tree, code, it); });
}

/// What `reader` wants to hear of, as its posts that stand or are in a proposed match tell.
Interest interest_of(store::Database& db, const records::Reader& reader) {
  Interest interest{Party{reader.facility}, reader.district, {}, {}, {}, {}};
  interest.partners = records::refused_partners(db, interest.party);
  interest.refused = records::refused_posts(db, interest.party);
  for (const auto& post : records::posts_of(db, interest.party)) {
    if (post.state != PostState::open && post.state != PostState::matched) continue;
    (post.type == Type::need ? interest.wanted : interest.offered).insert(post.category);
    interest.wanted.insert(post.in_return.categories.begin(), post.in_return.categories.end());
  }
  return interest;
}

std::string category_and_amount(const Post& post) {
  auto text = post.category_name;
  if (post.quantity) text += ", " + std::to_string(*post.quantity);
  if (!post.unit.empty()) text += (post.quantity ? " " : ", ") + post.unit;
  return text;
}

/// The new posts, and the names of what they are about.
struct News {
  Day monday;  ///< After the week that they were posted in.
  std::vector<Post> posts;
  Parents tree;
  std::map<std::string, std::string> names;  ///< Of the categories, by code.
};

News news(const Context& context, Day monday) {
  auto& db = context.db;
  News news;
  news.monday = monday;
  for (const auto id :
       records::posted_between(db, start_of(monday - days{7}), start_of(monday), context.today()))
    news.posts.push_back(records::post(db, id));
  const auto categories = records::categories(db);
  news.tree = parents_of(categories);
  for (const auto& it : categories) news.names.emplace(it.code, it.name);
  return news;
}

std::string asked_in_return(const News& news, const Post& post) {
  std::string asked;
  const auto add = [&](const std::string& what) { asked += (asked.empty() ? "" : ", ") + what; };
  for (const auto& code : post.in_return.categories) add(news.names.at(code));
  for (const auto id : post.in_return.posts) add(id.text());
  return asked;
}

Message line(const Context& context, const News& news, const Post& post) {
  const auto where = post.district.empty() ? mk::word(phrase(tr_later("the whole city")))
                                           : mk::word(post.district);
  const auto& who = post.party.facility ? post.owner : context.settings.programme.city;
  const auto asked = asked_in_return(news, post);
  const auto about = category_and_amount(post);
  if (asked.empty())
    return msg("{}: “{}” ({}), {}, until {} – {}", post.id, post.title, about, where, post.until,
               who);
  return msg("{}: “{}” ({}), {}, until {} – {}; asks in return: {}", post.id, post.title, about,
             where, post.until, who, asked);
}

Message only_if(bool holds) { return holds ? just("•") : Message{}; }

mail::Words words(const Context& context, const News& news, const std::vector<Post>& told,
                  const Interest& interest) {
  std::vector<Message> offers;
  std::vector<Message> needs;
  const auto count = std::min(told.size(), longest_digest);
  for (std::size_t i = 0; i < count; ++i)
    (told[i].type == Type::offer ? offers : needs).push_back(line(context, news, told[i]));
  const auto more = told.size() - count;
  return {
      {"from", just(news.monday - days{7})},
      {"to", just(news.monday - days{1})},
      {"by_categories", only_if(!interest.any())},
      {"some_offers", only_if(!offers.empty())},
      {"some_needs", only_if(!needs.empty())},
      {"offers", offers},
      {"needs", needs},
      {"more", more == 0 ? Message{}
                         : counted(more, "There is {} more new post; we gladly tell you about it.",
                                   "There are {} more new posts; we gladly tell you about them.")},
      {"example", just(told.front().id)}};
}

bool send(const Context& context, const News& news, const records::Reader& reader) {
  if (why_not_post(context, Party{reader.facility})) return false;
  const auto interest = interest_of(context.db, reader);
  auto told = news.posts;
  std::erase_if(told, [&](const Post& post) { return !is_news(news.tree, post, interest); });
  if (told.empty()) return false;
  return mail::queue_or_give_up(context,
                                {.to = reader.address,
                                 .event = "digest",
                                 .occurrence = reader.facility.text() + "/" + iso(news.monday),
                                 .facility = reader.facility,
                                 .words = words(context, news, told, interest)})
      .has_value();
}

}  // namespace

Day monday_of(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

bool is_news(const Parents& tree, const Post& post, const Interest& interest) {
  if (post.party == interest.party || interest.partners.contains(post.party) ||
      interest.refused.contains(post.id))
    return false;
  if (!post.district.empty() && post.district != interest.district) return false;
  if (interest.any()) return true;
  if (post.type == Type::offer) return within_any(tree, post.category, interest.wanted);
  return std::ranges::any_of(interest.offered,
                             [&](const auto& it) { return within(tree, it, post.category); });
}

std::vector<Day> weeks_to_tell(Day monday, std::optional<Day> told, CatchUp policy, bool missed) {
  if (told && *told >= monday) return {};
  if (policy == CatchUp::none && missed) return {};
  std::vector<Day> weeks;
  if (policy == CatchUp::all && told)
    for (auto week = *told + days{7}; week < monday; week += days{7}) weeks.push_back(week);
  weeks.push_back(monday);
  return weeks;
}

std::uint64_t send_digests(const Context& context) {
  const auto monday = monday_of(context.today());
  return store::together(context.db, context.deed("exchange digest"), [&](auto& db) {
    std::uint64_t sent = 0;
    const auto weeks =
        weeks_to_tell(monday, records::last_digest(db), context.settings.reminders.missed.digests,
                      store::is_missed(context, monday));
    for (const auto week : weeks) {
      records::note_digest(db, week, context.now);
      const auto found = news(context, week);
      if (found.posts.empty()) continue;
      for (const auto& reader : records::readers(db))
        if (send(context, found, reader)) ++sent;
    }
    return sent;
  });
}

Subscription subscription(const Context& context, FacilityId facility) {
  facility::records::facility(context.db, facility);
  return {facility, records::silent_since(context.db, facility)};
}

Subscription subscribe(const Context& context, FacilityId facility, bool on) {
  return store::together(context.db, context.deed("exchange digest"), [&](auto& db) {
    const auto now = subscription(context, facility);
    if (on && now.off_since) records::end_silence(db, facility);
    if (!on && !now.off_since) records::keep_silent(db, facility, context.now);
    return subscription(context, facility);
  });
}

}  // namespace mk::exchange
