#include "lib/facility/actions.hpp"
#include "lib/facility/clean.hpp"
#include "lib/facility/records.hpp"
#include "lib/register/rules.hpp"
#include "lib/store/log.hpp"

#include <array>

namespace mk::facility {

namespace {

std::optional<Message> why_not_add(const ByHand& row) {
  if (row.operator_name.empty() || row.name.empty() || row.district.empty())
    return msg("a facility that is not in the register needs --operator, --name and --district");
  if (row.reason.empty())
    return msg("say why the facility is added although the register lacks it: --unlisted REASON");
  return std::nullopt;
}

}  // namespace

Listing cleaned(const ByHand& row, const std::string& city) {
  using registry::Column;
  const std::array<std::pair<Column, const std::string*>, 6> cells{
      {{Column::operator_name, &row.operator_name},
       {Column::name, &row.name},
       {Column::district, &row.district},
       {Column::kind, &row.kind},
       {Column::street, &row.street},
       {Column::postal_code, &row.postal_code}}};
  registry::Row taken;
  for (const auto& [column, text] : cells) {
    if (text->empty()) continue;
    if (const auto fault = registry::take(column, *text, city, taken))
      throw Error{Exit::usage, fault->message};
  }
  taken.listing.city = city;
  return taken.listing;
}

Done add_by_hand(const Context& context, const ByHand& row,
                 const std::optional<Application>& application) {
  if (auto why = why_not_add(row)) throw Error(Exit::usage, *why);
  const auto listing = cleaned(row, context.settings.programme.city);
  const auto reason = cleaned_reason(row.reason);
  return store::together(
      context.db, context.deed("facility add", reason), [&](store::Database& db) {
        if (const auto twin = records::with_key(db, registry::key_hash_of(listing)))
          throw Error{Exit::refused, msg("{} has this operator, name and street already", *twin)};
        const auto id = records::add_by_hand(db, listing, reason);
        store::remember(db, "facility", id.value, "unlisted_reason", "", reason);
        if (application) return Done{id, apply(context, id, *application)};
        return Done{id, msg("{} is added by hand; register it with: "
                            "mk facility add {} --manager NAME --email ADDRESS",
                            id, id)};
      });
}

}  // namespace mk::facility
