#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/letters.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/words.hpp"

#include <map>

namespace mk::survey {

namespace {

/// Each version of the card, read once.
class Cards {
 public:
  explicit Cards(store::Database& db) : db_{db} {}

  const Card& version(std::int64_t version) {
    auto found = cards_.find(version);
    if (found == cards_.end()) found = cards_.emplace(version, card(db_, version)).first;
    return found->second;
  }

 private:
  store::Database& db_;
  std::map<std::int64_t, Card> cards_;
};

void keep(const Context& context, const records::Counted& it, Status status) {
  auto& db = context.db;
  const auto former = standing(db, it.facility, context.today()).status;
  records::change_status(db, it.key, status);
  const auto now = standing(db, it.facility, context.today());
  const auto facility = facility::records::facility(db, it.facility);
  if (now.status == former || facility.state != facility::State::active) return;
  mail::queue(context, changed_letter(context, facility, former, now,
                                      it.survey.text() + "/score/" + iso(context.now)));
}

}  // namespace

std::vector<Scored> recompute(const Context& context, std::optional<Term> term) {
  return store::together(context.db, context.deed("survey score"), [&](store::Database& db) {
    Cards cards{db};
    std::vector<Scored> scores;
    for (const auto& it : records::counted(db, term ? term->text() : "", records::levels(db))) {
      scores.push_back({it.survey, it.facility, it.term, score(cards.version(it.card), it.met)});
      const auto status = scores.back().score.status;
      if (status != it.status) keep(context, it, status);
    }
    return scores;
  });
}

std::vector<Message> breaches(store::Database& db) {
  std::vector<Message> found;
  for (const auto id : records::accepted_without_status(db))
    found.push_back(msg("{} is accepted and gives no status", id));
  for (const auto id : records::with_status_unaccepted(db))
    found.push_back(msg("{} gives a status that does not fit it", id));
  for (const auto id : records::with_foreign_answers(db))
    found.push_back(msg("{} has answers to another version of the card", id));
  Cards cards{db};
  for (const auto& it : records::counted(db, "", records::levels(db))) {
    const auto status = score(cards.version(it.card), it.met).status;
    if (status != it.status)
      found.push_back(msg("{} gives the status {}, its answers {}: mk survey score", it.survey,
                          phrase(title(it.status)), phrase(title(status))));
  }
  return found;
}

View view(store::Database& db, SurveyId id) {
  View view;
  view.survey = records::survey(db, id);
  view.facility_name = facility::records::facility(db, view.survey.facility).listing.name;
  view.card = card(db, view.survey.card);
  view.answers = records::answers(db, id);
  if (view.survey.returns > 0) view.remarks = records::remarks(db, id, view.survey.returns);
  view.score = score(view.card, view.answers);
  view.missing = missing(view.card, view.answers);
  view.held = records::given_by(db, id);
  view.history = records::events(db, id);
  return view;
}

}  // namespace mk::survey
