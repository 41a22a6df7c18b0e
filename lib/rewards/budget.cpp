#include "lib/base/text.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/flaws.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/rewards/waiting.hpp"

namespace mk::rewards {

namespace {

void refuse_flawed(const BudgetLine& line) {
  if (auto found = flaw(line)) throw Error{Exit::refused, std::move(found->message)};
}

}  // namespace

Funds add_line(const Context& context, const BudgetLine& wanted) {
  return store::together(context.db, context.deed("rewards budget add"), [&](store::Database& db) {
    auto line = wanted;
    line.name = text::tidy(line.name);
    line.classification = text::tidy(line.classification);
    refuse_flawed(line);
    if (records::funds(db, line.name, line.year))
      throw Error{Exit::refused, msg("there is a budget line {} already; change it: mk rewards "
                                     "budget edit",
                                     line.text())};
    const auto id = records::add(db, line);
    serve_lines(context);
    return *records::funds(db, id);
  });
}

Funds edit_line(const Context& context, const std::string& name, std::int64_t year,
                std::optional<Money> amount, std::optional<std::string> classification) {
  return store::together(context.db, context.deed("rewards budget edit"), [&](store::Database& db) {
    const auto before = records::funds(db, name, year);
    if (!before)
      throw Error{Exit::refused, msg("there is no budget line {}",
                                     BudgetLine{0, text::tidy(name), year, {}, {}}.text())};
    auto line = before->line;
    line.amount = amount.value_or(line.amount);
    line.classification = text::tidy(classification.value_or(line.classification));
    refuse_flawed(line);
    refuse_if(why_not_lower(line, *before, records::held_on(db, line.id)));
    records::change(db, line);
    serve_lines(context);
    return *records::funds(db, line.id);
  });
}

std::vector<Funds> lines(const Context& context, std::optional<std::int64_t> year) {
  return records::all_funds(context.db, year);
}

}  // namespace mk::rewards
