#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/sending.hpp"
#include "lib/survey/targets.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

namespace mk::survey {

namespace {

/// A file being taken in.
class Import {
 public:
  Import(const Context& context, const ImportOptions& options)
      : context_{context}, options_{options} {}

  Imported run(std::string bytes) {
    cards_.newest(context_.db);  // Without a card nothing can be answered.
    csv::each_row(
        std::move(bytes), {.encoding = options_.encoding, .separator = {}},
        [this](const csv::Table& table) { begin(table); },
        [this](const csv::Record& row) { take(row); });
    for (auto& target : targets_)
      if (!target.closed) write(target);
    std::ranges::stable_sort(imported_.rejects, {}, &csv::Refusal::line);
    return std::move(imported_);
  }

 private:
  void begin(const csv::Table& table) {
    columns_ = columns_of(table);
    width_ = table.headers.size();
    if (!columns_.wide() || columns_.unknown.empty()) return;
    std::string names;
    for (const auto& name : columns_.unknown) names += (names.empty() ? "" : ", ") + name;
    imported_.warnings.push_back(
        msg("these columns are not of the card and are passed over: {}", names));
  }

  void refuse(std::size_t line, const Fault& fault) {
    imported_.rejects.push_back({line, fault.column, fault.value, fault.reason, fault.message});
  }

  void take(const csv::Record& row) {
    if (auto refusal = csv::why_not_record(row, width_)) {
      ++imported_.read;
      imported_.rejects.push_back(*std::move(refusal));
      return;
    }
    auto* const target = target_of(row);
    if (target == nullptr) return;
    if (!columns_.wide()) return answer(*target, row.line, cells_of(row, columns_));
    for (const auto& question : columns_.questions) {
      const auto cells = cells_of(row, question);
      const bool empty = cells.met.empty() && cells.number.empty() && cells.text.empty();
      if (!empty) {
        answer(*target, row.line, cells, &question);
      } else {
        ++imported_.read;
        ++imported_.unanswered;
      }
    }
  }

  /// The survey that `row` belongs to; a row that belongs to none is refused. The rows of a survey
  /// mostly stand together.
  Target* target_of(const csv::Record& row) {
    const auto facility = row.cells.at(columns_.facility);
    const auto term = row.cells.at(columns_.term);
    if (last_ == nullptr || facility != last_facility_ || term != last_term_) {
      const auto owner = whose(facility, term);
      if (const auto* const fault = std::get_if<Fault>(&owner)) {
        ++imported_.read;
        refuse(row.line, *fault);
        return nullptr;
      }
      last_facility_ = facility;
      last_term_ = term;
      last_ = &target_of(std::get<Whose>(owner));
    }
    if (!last_->closed) return last_;
    ++imported_.read;
    refuse(row.line, *last_->closed);
    return nullptr;
  }

  void answer(Target& target, std::size_t line, const Cells& cells,
              const Columns::Question* question = nullptr) {
    ++imported_.read;
    auto what = said(cells, *target.sheet);
    if (auto* const fault = std::get_if<Fault>(&what)) {
      if (question != nullptr)
        fault->column = question->code + (fault->column == "number" ? " number" : "");
      target.refused = true;
      return refuse(line, *fault);
    }
    add(target, line, std::get<Said>(std::move(what)));
  }

  void add(Target& target, std::size_t line, Said said) {
    if (said.nothing()) {
      ++imported_.unanswered;
      return;
    }
    if (target.returned())
      if (auto reason = why_not_correct(*target.survey, target.remarks, said.category))
        return leave(target, line, said, *std::move(reason));
    if (text::looks_like_pesel(said.text))
      imported_.warnings.push_back(
          msg("line {}: the text seems to have a PESEL number in it; a card holds no data of "
              "children",
              line));
    for (const auto& it : target.gathered.take(std::move(said), line)) {
      refuse(it.line, it.fault);
      target.refused = true;
    }
  }

  /// Who sends a returned card again sends all of it: what is as it was is well.
  void leave(Target& target, std::size_t line, const Said& said, Message reason) {
    const auto text = target.before.texts.find(said.category);
    const bool same = said.place ? target.before.criteria[*said.place] == said.answer
                                 : text != target.before.texts.end() && text->second == said.text;
    if (same) {
      ++imported_.taken;
      return;
    }
    const auto code =
        said.place ? target.sheet->criterion(*said.place).code() : std::to_string(said.category);
    target.refused = true;
    refuse(line, {"criterion", code, "not_returned", std::move(reason)});
  }

  Target& target_of(const Whose& owner) {
    const auto [found, fresh] = places_.try_emplace({owner.facility, owner.term}, targets_.size());
    if (fresh) targets_.push_back(targeted(context_, options_, owner, cards_));
    return targets_[found->second];
  }

  void write(Target& target) {
    if (!target.survey && target.gathered.count() == 0) return;
    const auto id = target.survey ? mend(target) : begin(target);
    imported_.surveys.push_back(id);
    if (options_.submit) submit(target, id);
  }

  SurveyId begin(Target& target) {
    auto& db = context_.db;
    const auto id =
        records::add_survey(db, target.whose.facility, target.whose.term,
                            target.sheet->card().version, options_.received, context_.now);
    put(id, *target.sheet, nothing_filled(*target.sheet), target.gathered.said());
    imported_.taken += target.gathered.count();
    return id;
  }

  SurveyId mend(Target& target) {
    auto& db = context_.db;
    const auto id = target.survey->id;
    const auto merged = merge(*target.sheet, target.before, target.gathered.said(),
                              options_.existing, target.returned());
    const bool received = options_.received && options_.received != target.survey->received_on;
    if (merged.filled != target.before || received)
      records::note_change(db, id, options_.received, context_.now);
    put(id, *target.sheet, target.before, merged.filled);
    imported_.taken += merged.taken;
    imported_.kept += merged.kept;
    if (target.returned() && merged.kept > 0 && options_.existing == Existing::fill)
      imported_.warnings.push_back(
          msg("{} was returned; its answers are kept as they were, to correct them give --existing "
              "replace",
              id));
    return id;
  }

  void put(SurveyId id, const Sheet& sheet, const Filled& before, const Filled& after) {
    auto& db = context_.db;
    const bool anew = !keeps_all(before, after);
    if (anew) {
      records::drop_answers(db, id);
      records::drop_texts(db, id);
    }
    answers_.clear();
    for (std::size_t place = 0; place < after.criteria.size(); ++place) {
      const auto& answer = after.criteria[place];
      if (!open(answer) && (anew || before.criteria[place] != answer))
        answers_.emplace_back(sheet.criterion(place).key, answer);
    }
    records::put_answers(db, id, answers_);
    for (const auto& [category, text] : after.texts) {
      const auto found = before.texts.find(category);
      if (anew || found == before.texts.end() || found->second != text)
        records::put_text(db, id, category, text);
    }
  }

  /// A card of which rows were refused is not what its facility said: it waits to be mended.
  void submit(const Target& target, SurveyId id) {
    try {
      if (target.refused)
        throw Error{Exit::refused, msg("{} is not submitted: rows of it are refused", id)};
      submit_one(context_, id, options_.received);
      ++imported_.submitted;
    } catch (const Error& error) {
      ++imported_.unfinished;  // The other surveys of the file are not to wait for this one.
      imported_.warnings.push_back(error.message());
    }
  }

  const Context& context_;
  const ImportOptions& options_;
  Columns columns_;
  std::size_t width_ = 0;
  Sheets cards_;
  std::deque<Target> targets_;  // In the file's order, in which new surveys get their ids.
  std::map<std::pair<FacilityId, Term>, std::size_t> places_;
  Target* last_ = nullptr;
  std::string last_facility_;
  std::string last_term_;
  std::vector<std::pair<std::int64_t, Answer>> answers_;
  Imported imported_;
};

}  // namespace

Imported import_answers(const Context& context, std::string bytes, const ImportOptions& options) {
  return store::together(context.db, context.deed("survey import"), [&](store::Database& /*db*/) {
    return Import{context, options}.run(std::move(bytes));
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
