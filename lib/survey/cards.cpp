#include "lib/base/error.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/card_file.hpp"
#include "lib/survey/records.hpp"

namespace mk::survey {

Message install_card(const Context& context, const Card& card) {
  return store::together(context.db, context.deed("survey card install"), [&](store::Database& db) {
    const auto newest = records::card(db, records::newest_version(db));
    if (newest && same(*newest, card))
      return msg("this card is installed already, as version {}", newest->version);
    const auto version = records::add_card(db, card, context.now);
    for (const auto level : all_levels) records::add_level(db, version, level, card.rule(level));
    for (const auto& category : card.categories) {
      records::add_category(db, version, category);
      for (const auto& criterion : category.criteria)
        records::add_criterion(db, version, criterion);
    }
    return msg("the card is installed as version {}", version);
  });
}

Card card(store::Database& db, std::optional<std::int64_t> version) {
  const auto wanted = version.value_or(records::newest_version(db));
  auto found = records::card(db, wanted);
  if (found) return *std::move(found);
  if (version) throw Error{Exit::refused, msg("there is no version {} of the card", *version)};
  throw Error{Exit::refused,
              msg("no card is installed; install one first: mk survey card install FILE")};
}

Card card_to_fill(store::Database& db, std::optional<FacilityId> facility, Term term) {
  const auto survey = facility ? records::survey_of(db, *facility, term) : std::nullopt;
  return card(db, survey ? std::optional{survey->card} : std::nullopt);
}

}  // namespace mk::survey
