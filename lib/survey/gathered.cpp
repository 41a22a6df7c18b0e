#include "lib/survey/gathered.hpp"

#include <algorithm>

namespace mk::survey {

Filled nothing_filled(const Sheet& sheet) { return {std::vector<Answer>(sheet.size()), {}}; }

Filled filled(const Sheet& sheet, const Answers& answers) {
  auto filled = nothing_filled(sheet);
  for (const auto& [code, answer] : answers.criteria)
    if (const auto place = sheet.place(code)) filled.criteria[*place] = answer;
  filled.texts = answers.texts;
  return filled;
}

Gathered::Gathered(const Sheet& sheet)
    : sheet_{&sheet}, said_{nothing_filled(sheet)}, seen_(sheet.size()) {}

std::vector<Gathered::Refused> Gathered::again(Seen& seen, bool alike, const std::string& code,
                                               std::size_t line) {
  const auto first = seen.line;
  if (alike && !seen.contradicted)
    return {{line,
             {"criterion", code, "duplicate_answer",
              msg("this is answered in a line above, for the same facility and term")}}};
  const Fault fault{"criterion", code, "duplicate_answer",
                    msg("{} is answered more than once for the same facility and term, and not "
                        "alike; no answer is taken",
                        code)};
  if (std::exchange(seen.contradicted, true)) return {{line, fault}};
  --count_;
  return {{first, fault}, {line, fault}};
}

std::vector<Gathered::Refused> Gathered::take(Said said, std::size_t line) {
  if (said.place) {
    auto& seen = seen_[*said.place];
    auto& answer = said_.criteria[*said.place];
    if (seen.line != 0) {
      auto refused =
          again(seen, answer == said.answer, sheet_->criterion(*said.place).code(), line);
      if (seen.contradicted) answer = {};
      return refused;
    }
    seen.line = line;
    answer = said.answer;
  } else {
    auto& seen = seen_texts_[said.category];
    if (seen.line != 0) {
      const auto found = said_.texts.find(said.category);
      const bool alike = found != said_.texts.end() && found->second == said.text;
      auto refused = again(seen, alike, std::to_string(said.category), line);
      if (seen.contradicted) said_.texts.erase(said.category);
      return refused;
    }
    seen.line = line;
    said_.texts.emplace(said.category, std::move(said.text));
  }
  ++count_;
  return {};
}

namespace {

std::uint64_t answered(const Filled& filled) {
  const auto criteria =
      std::ranges::count_if(filled.criteria, [](const Answer& answer) { return !open(answer); });
  return static_cast<std::uint64_t>(criteria) + filled.texts.size();
}

/// The categories that `said` speaks of.
std::set<std::int64_t> spoken_of(const Sheet& sheet, const Filled& said) {
  std::set<std::int64_t> categories;
  for (std::size_t place = 0; place < said.criteria.size(); ++place)
    if (!open(said.criteria[place])) categories.insert(sheet.criterion(place).category);
  for (const auto& [category, text] : said.texts) categories.insert(category);
  return categories;
}

/// `said`, and of `before` what lies in categories that it does not speak of.
Filled beside(const Sheet& sheet, const Filled& before, const Filled& said) {
  auto after = said;
  const auto categories = spoken_of(sheet, said);
  for (std::size_t place = 0; place < after.criteria.size(); ++place)
    if (!categories.contains(sheet.criterion(place).category))
      after.criteria[place] = before.criteria[place];
  for (const auto& [category, text] : before.texts)
    if (!categories.contains(category)) after.texts.emplace(category, text);
  return after;
}

void fill_answer(Merged& merged, Answer& there, const Answer& said) {
  if (open(said)) return;
  if (!there.met) there.met = said.met;
  if (!there.number) there.number = said.number;
  const bool other =
      (said.met && there.met != said.met) || (said.number && there.number != said.number);
  ++(other ? merged.kept : merged.taken);
}

}  // namespace

Merged merge(const Sheet& sheet, const Filled& before, const Filled& said, Existing existing,
             bool returned) {
  const auto rows = answered(said);
  if (existing == Existing::keep && answered(before) > 0) return {before, 0, rows};
  if (existing == Existing::replace) {
    if (rows == 0) return {before, 0, 0};
    return {returned ? beside(sheet, before, said) : said, rows, 0};
  }
  Merged merged{before, 0, 0};
  for (std::size_t place = 0; place < said.criteria.size(); ++place)
    fill_answer(merged, merged.filled.criteria[place], said.criteria[place]);
  for (const auto& [category, text] : said.texts)
    ++(merged.filled.texts.emplace(category, text).first->second == text ? merged.taken
                                                                         : merged.kept);
  return merged;
}

bool keeps_all(const Filled& before, const Filled& after) {
  for (std::size_t place = 0; place < before.criteria.size(); ++place)
    if (!open(before.criteria[place]) && open(after.criteria[place])) return false;
  return std::ranges::all_of(before.texts,
                             [&](const auto& it) { return after.texts.contains(it.first); });
}

}  // namespace mk::survey
