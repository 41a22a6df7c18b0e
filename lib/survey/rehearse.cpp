#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"

namespace mk::survey {

std::vector<Rehearsed> rehearse(store::Database& db, const Card& card) {
  std::vector<Rehearsed> surveys;
  for (const auto& it : records::counted(db, "", records::levels_by(db, card)))
    surveys.push_back({it.facility, it.term, it.status, score(card, it.met).status});
  return surveys;
}

std::vector<std::string> unasked(store::Database& db, const Card& card) {
  const auto newest = records::card(db, records::newest_version(db));
  std::vector<std::string> codes;
  for (const auto& category : card.categories)
    for (const auto& criterion : category.criteria)
      if (!newest || newest->criterion(criterion.code()) == nullptr)
        codes.push_back(criterion.code());
  return codes;
}

}  // namespace mk::survey
