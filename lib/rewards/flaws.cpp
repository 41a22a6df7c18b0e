#include "lib/rewards/flaws.hpp"

#include "lib/base/text.hpp"

namespace mk::rewards {

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_text = 10'000;

std::optional<Flaw> text_flaw(const std::string& column, const std::string& text,
                              std::size_t longest) {
  if (text::has_dangerous(text, text::Lines::many))
    return Flaw{column, "control_char",
                msg("“{}” has a control or invisible character; take it out", text)};
  if (text::length(text) > longest)
    return Flaw{column, "field_too_long", msg("{} is longer than {} characters", column, longest)};
  return std::nullopt;
}

std::optional<Flaw> units_flaw(const std::string& column, std::int64_t value) {
  if (value >= 1 && value <= most_units) return std::nullopt;
  return Flaw{column, column,
              msg("{} must be from {} to {}, not {}", column, 1, most_units, value)};
}

}  // namespace

std::optional<Flaw> flaw(const Reward& reward) {
  if (reward.name.empty()) return Flaw{"name", "name", msg("the reward has no name")};
  if (auto found = text_flaw("name", reward.name, longest_name)) return found;
  if (auto found = text_flaw("description", reward.description, longest_text)) return found;
  if (auto found = text_flaw("delivery", reward.delivery, longest_text)) return found;
  if (auto found = text_flaw("budget", reward.budget, longest_name)) return found;
  if (auto found = units_flaw("pool", reward.pool)) return found;
  if (auto found = units_flaw("limit", reward.limit)) return found;
  if (reward.unit_cost < Money{} || reward.unit_cost > most_unit_cost)
    return Flaw{"unit_cost", "unit_cost", msg("{} is no sensible cost", reward.unit_cost)};
  if (reward.unit_cost > Money{} && reward.budget.empty())
    return Flaw{"budget", "budget",
                msg("a reward that costs {} needs a budget line", reward.unit_cost)};
  if (reward.closes_on < reward.opens_on)
    return Flaw{"to", "to",
                msg("the window would end on {}, before it begins on {}", reward.closes_on,
                    reward.opens_on)};
  if (reward.visible_from && *reward.visible_from > reward.opens_on)
    return Flaw{"visible_from", "visible_from",
                msg("it would be seen only from {}, after its window begins on {}",
                    *reward.visible_from, reward.opens_on)};
  if (reward.visible_to && *reward.visible_to < reward.closes_on)
    return Flaw{"visible_to", "visible_to",
                msg("it would be seen only until {}, before its window ends on {}",
                    *reward.visible_to, reward.closes_on)};
  return std::nullopt;
}

std::optional<Flaw> flaw(const BudgetLine& line) {
  if (line.name.empty()) return Flaw{"name", "name", msg("the budget line has no name")};
  if (line.name.find('/') != std::string::npos)
    return Flaw{"name", "name",
                msg("a slash cannot stand in the name of a budget line: “{}”", line.name)};
  if (auto found = text_flaw("name", line.name, longest_name)) return found;
  if (auto found = text_flaw("classification", line.classification, longest_name)) return found;
  if (line.year < 2000 || line.year > 2100)
    return Flaw{"year", "year", msg("{} is no sensible year of a budget", line.year)};
  if (line.amount < Money{} || line.amount > most_money)
    return Flaw{"amount", "amount", msg("{} is no sensible amount", line.amount)};
  return std::nullopt;
}

std::vector<Message> doubts(const Reward& reward, bool has_line, std::int64_t year) {
  std::vector<Message> all;
  if (!reward.budget.empty() && !has_line)
    all.push_back(
        msg("there is no budget line “{}” for {} yet; nobody can reserve from it until "
            "it is added: mk rewards budget add",
            reward.budget, year));
  if (reward.description.empty())
    all.push_back(msg("“{}” has no description; the limits are told there", reward.name));
  if (text::looks_like_pesel(reward.description) || text::looks_like_pesel(reward.delivery))
    all.push_back(
        msg("the text of “{}” has a number like a PESEL; no personal data of children "
            "may stand there",
            reward.name));
  return all;
}

}  // namespace mk::rewards
