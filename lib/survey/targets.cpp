#include "lib/survey/targets.hpp"

#include "lib/survey/records.hpp"
#include "lib/survey/sending.hpp"

#include <utility>

namespace mk::survey {

const Sheet& Sheets::newest(store::Database& db) {
  if (newest_ == nullptr) newest_ = &version(db, card(db, {}).version);
  return *newest_;
}

const Sheet& Sheets::version(store::Database& db, std::int64_t version) {
  auto& sheet = sheets_[version];
  if (!sheet) sheet = std::make_unique<Sheet>(card(db, version));
  return *sheet;
}

namespace {

std::optional<Fault> why_closed(const Context& context, const ImportOptions& options,
                                const Whose& owner, const std::optional<Survey>& survey) {
  const auto id = owner.facility.text();
  const auto member = records::member(context.db, owner.facility);
  if (!member) return Fault{"facility", id, "facility", msg("there is no {}", owner.facility)};
  const auto day = options.received.value_or(survey ? survey->received_on.value_or(context.today())
                                                    : context.today());
  const auto card = sending(context, *member, owner.term, day, survey);
  const auto reason = why_not_send(card);
  if (!card.activated) return Fault{"facility", id, "facility_not_active", *reason};
  if (survey)
    if (auto done = why_not_submit(*survey))
      return Fault{"facility", id, survey->state == State::accepted ? "accepted" : "submitted",
                   *done};
  if (reason) return Fault{"term", owner.term.text(), "closed_term", *reason};
  if (late(card) && !options.late)
    return Fault{"term", owner.term.text(), "closed_term",
                 msg("the term {} closed on {}; to take its cards as late, give --late", owner.term,
                     card.window.last)};
  return std::nullopt;
}

}  // namespace

Target targeted(const Context& context, const ImportOptions& options, const Whose& owner,
                Sheets& sheets) {
  auto& db = context.db;
  auto survey = records::survey_of(db, owner.facility, owner.term);
  const auto& sheet = survey ? sheets.version(db, survey->card) : sheets.newest(db);
  Target target{owner, &sheet, std::move(survey), {}, {}, {}, Gathered{sheet}};
  target.closed = why_closed(context, options, owner, target.survey);
  if (!target.survey || target.closed) return target;
  target.before = filled(sheet, records::answers(db, target.survey->id));
  if (target.returned())
    target.remarks = records::remarks(db, target.survey->id, target.survey->returns);
  return target;
}

}  // namespace mk::survey
