#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/facility/records.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/answer_rows.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/sending.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace mk::survey {

namespace {

/// One survey of the file.
struct Target {
  Whose whose;
  std::optional<Survey> survey;
  const Card* card = nullptr;
  std::optional<Fault> closed;  ///< Why none of its rows is taken.
  Answers answers;              ///< Of the file.
  std::uint64_t rows = 0;       ///< That say something.
};

/// A file being taken in.
class Import {
 public:
  Import(const Context& context, const csv::Table& table, const ImportOptions& options)
      : context_{context}, table_{table}, columns_{columns_of(table)}, options_{options} {}

  Imported run() {
    newest_ = card_of(card(context_.db, {}).version);
    for (const auto& row : table_.rows) take(row);
    for (auto& target : targets_)
      if (!target.closed) write(target);
    return std::move(imported_);
  }

 private:
  void refuse(const csv::Row& row, const Fault& fault) {
    imported_.rejects.push_back({row.line, fault.column, fault.value, fault.reason, fault.message});
  }

  void take(const csv::Row& row) {
    ++imported_.read;
    if (auto refusal = csv::why_not_row(row, table_.headers.size())) {
      imported_.rejects.push_back(*std::move(refusal));
      return;
    }
    const auto owner = whose(row, columns_);
    if (const auto* const fault = std::get_if<Fault>(&owner)) return refuse(row, *fault);
    auto& target = target_of(std::get<Whose>(owner));
    if (target.closed) return refuse(row, *target.closed);
    auto what = said(row, columns_, *target.card);
    if (const auto* const fault = std::get_if<Fault>(&what)) return refuse(row, *fault);
    add(row, target, std::get<Said>(std::move(what)));
  }

  void add(const csv::Row& row, Target& target, Said said) {
    if (said.nothing()) {
      ++imported_.unanswered;
      return;
    }
    const bool fresh = said.code.empty()
                           ? target.answers.texts.emplace(said.category, said.text).second
                           : target.answers.criteria.emplace(said.code, said.answer).second;
    if (!fresh)
      return refuse(row,
                    {"criterion", said.code.empty() ? std::to_string(said.category) : said.code,
                     "duplicate_answer",
                     msg("this is answered in a line above, for the same facility and term")});
    ++target.rows;
    if (text::looks_like_pesel(said.text))
      imported_.warnings.push_back(
          msg("line {}: the text seems to have a PESEL number in it; a card holds no data of "
              "children",
              row.line));
  }

  Target& target_of(const Whose& owner) {
    const auto [found, fresh] = places_.try_emplace({owner.facility, owner.term}, targets_.size());
    if (fresh) prepare(owner);
    return targets_[found->second];
  }

  void prepare(const Whose& owner) {
    auto& db = context_.db;
    auto& target = targets_.emplace_back();
    target.whose = owner;
    target.card = newest_;
    if (!facility::records::exists(db, owner.facility)) {
      target.closed = Fault{"facility", owner.facility.text(), "facility",
                            msg("there is no {}", owner.facility)};
      return;
    }
    target.survey = records::survey_of(db, owner.facility, owner.term);
    if (target.survey) target.card = card_of(target.survey->card);
    target.closed = why_closed(owner, target.survey);
  }

  std::optional<Fault> why_closed(const Whose& owner, const std::optional<Survey>& survey) const {
    const auto facility = facility::records::facility(context_.db, owner.facility);
    const auto day = options_.received.value_or(
        survey ? survey->received_on.value_or(context_.today()) : context_.today());
    const auto card = sending(context_, facility, owner.term, day, survey);
    const auto reason = why_not_send(card);
    const auto id = owner.facility.text();
    if (!card.activated) return Fault{"facility", id, "facility_not_active", *reason};
    if (survey)
      if (auto done = why_not_submit(*survey))
        return Fault{"facility", id, survey->state == State::accepted ? "accepted" : "submitted",
                     *done};
    if (reason) return Fault{"term", owner.term.text(), "closed_term", *reason};
    if (late(card) && !options_.late)
      return Fault{"term", owner.term.text(), "closed_term",
                   msg("the term {} closed on {}; to take its cards as late, give --late",
                       owner.term, card.window.last)};
    return std::nullopt;
  }

  void write(const Target& target) {
    auto& db = context_.db;
    if (!target.survey && target.rows == 0) return;
    const auto before = target.survey ? records::answers(db, target.survey->id) : Answers{};
    const auto after = target.survey ? merged(before, target) : target.answers;
    if (!target.survey) imported_.taken += target.rows;
    const auto id = target.survey ? target.survey->id : begin(target);
    const bool received =
        target.survey && options_.received && options_.received != target.survey->received_on;
    if (target.survey && (after != before || received))
      records::note_change(db, id, options_.received, context_.now);
    put(id, *target.card, before, after);
    imported_.surveys.push_back(id);
    if (options_.submit) submit(id);
  }

  SurveyId begin(const Target& target) {
    return records::add_survey(context_.db, target.whose.facility, target.whose.term,
                               target.card->version, options_.received, context_.now);
  }

  /// What the survey holds afterwards; counts the rows that are taken and those that give way.
  Answers merged(const Answers& before, const Target& target) {
    const bool empty = before.criteria.empty() && before.texts.empty();
    if (options_.existing == Existing::keep && !empty) {
      imported_.kept += target.rows;
      return before;
    }
    if (options_.existing == Existing::replace) {
      imported_.taken += target.rows;
      return target.rows == 0 ? before : target.answers;
    }
    auto after = before;
    for (const auto& [code, answer] : target.answers.criteria) {
      auto& there = after.criteria[code];
      if (!there.met) there.met = answer.met;
      if (!there.number) there.number = answer.number;
      const bool other = (answer.met && there.met != answer.met) ||
                         (answer.number && there.number != answer.number);
      ++(other ? imported_.kept : imported_.taken);
    }
    for (const auto& [category, text] : target.answers.texts)
      ++(after.texts.emplace(category, text).first->second == text ? imported_.taken
                                                                   : imported_.kept);
    return after;
  }

  void put(SurveyId id, const Card& card, const Answers& before, const Answers& after) {
    auto& db = context_.db;
    const bool gone =
        std::ranges::any_of(before.criteria,
                            [&](const auto& it) { return !after.criteria.contains(it.first); }) ||
        std::ranges::any_of(before.texts,
                            [&](const auto& it) { return !after.texts.contains(it.first); });
    if (gone) {
      records::drop_answers(db, id);
      records::drop_texts(db, id);
    }
    const auto& there = gone ? Answers{} : before;
    for (const auto& [code, answer] : after.criteria) {
      const auto found = there.criteria.find(code);
      if (found == there.criteria.end() || found->second != answer)
        records::put_answer(db, id, card.criterion(code)->key, answer);
    }
    for (const auto& [category, text] : after.texts) {
      const auto found = there.texts.find(category);
      if (found == there.texts.end() || found->second != text)
        records::put_text(db, id, category, text);
    }
  }

  void submit(SurveyId id) {
    try {
      submit_one(context_, id, options_.received);
      ++imported_.submitted;
    } catch (const Error& error) {
      ++imported_.unfinished;  // The other surveys of the file are not to wait for this one.
      imported_.warnings.push_back(error.message());
    }
  }

  const Card* card_of(std::int64_t version) {
    auto found = cards_.find(version);
    if (found == cards_.end()) found = cards_.emplace(version, card(context_.db, version)).first;
    return &found->second;
  }

  const Context& context_;
  const csv::Table& table_;
  Columns columns_;
  const ImportOptions& options_;
  std::map<std::int64_t, Card> cards_;
  const Card* newest_ = nullptr;
  std::vector<Target> targets_;  // In the file's order, in which new surveys get their ids.
  std::map<std::pair<FacilityId, Term>, std::size_t> places_;
  Imported imported_;
};

}  // namespace

Imported import_answers(const Context& context, const csv::Table& table,
                        const ImportOptions& options) {
  return store::together(context.db, context.deed("survey import"), [&](store::Database& /*db*/) {
    return Import{context, table, options}.run();
  });
}

void read(const std::string& text, Existing& existing) {
  if (text == "fill") {
    existing = Existing::fill;
  } else if (text == "keep") {
    existing = Existing::keep;
  } else if (text == "replace") {
    existing = Existing::replace;
  } else {
    throw Error{Exit::usage, msg("“{}” is not one of keep, replace and fill", text)};
  }
}

}  // namespace mk::survey
