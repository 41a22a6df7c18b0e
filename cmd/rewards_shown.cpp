#include "cmd/rewards_shown.hpp"

#include "lib/rewards/words.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace mk::cmd {

namespace {

using namespace rewards;

/// A table of `things`, whose columns are those that `header` has; a person sees `narrow` alone.
print::Table table_of(const print::Thing& header, const std::vector<print::Thing>& things,
                      std::initializer_list<std::string_view> narrow) {
  print::Table table;
  for (const auto& field : header) {
    const bool wide = std::ranges::find(narrow, field.key) == narrow.end();
    table.columns.push_back({field.key, field.title, wide});
  }
  for (const auto& thing : things) {
    auto& row = table.rows.emplace_back();
    for (const auto& field : thing) row.push_back(field.value);
  }
  return table;
}

template <class Item>
std::vector<print::Thing> things(const std::vector<Item>& items) {
  std::vector<print::Thing> all;
  all.reserve(items.size());
  for (const auto& it : items) all.push_back(shown(it));
  return all;
}

print::Value or_none(const std::string& text) {
  return text.empty() ? print::Value{} : print::Value{text};
}

print::Value side(std::optional<Side> side) {
  return side ? print::Value{code(*side)} : print::Value{};
}

/// What a facility is told of it; of a draw also what its seed is bound by.
std::string described(const Offer& offer) {
  const auto& reward = offer.reward;
  if (offer.commitment.empty()) return reward.description;
  const auto bound =
      spoken(msg("The places are given by a draw after {}. Its seed is fixed already and will be "
                 "told with the result; its SHA-256 is {}.",
                 reward.closes_on, offer.commitment));
  return reward.description.empty() ? bound : reward.description + ' ' + bound;
}

void add_answer(print::Thing& thing, const Offer& offer) {
  thing.push_back({"may_reserve", tr("May reserve"), !offer.why_not});
  thing.push_back({"why_not", tr("Why not"), offer.why_not});
  thing.push_back({"way", tr("The way there"), offer.way});
}

}  // namespace

print::Thing shown(const Offer& offer) {
  const auto& it = offer.reward;
  return {{"id", tr("Id"), it.id},
          {"state", tr("State"), code(offer.state)},
          {"name", tr("Name"), it.name},
          {"type", tr("Type"), code(it.type)},
          {"status", tr("From status"), code(it.status)},
          {"unit", tr("Unit"), code(it.unit)},
          {"pool", tr("Pool"), offer.usage.pool},
          {"limit", tr("Limit"), offer.usage.limit},
          {"season", tr("Season"), offer.usage.season},
          {"reserved", tr("Reserved"), offer.usage.taken},
          {"left", tr("Still free"), offer.usage.left()},
          {"unit_cost", tr("Unit cost"), it.unit_cost},
          {"budget", tr("Budget line"), or_none(it.budget)},
          {"from", tr("Reservable from"), it.opens_on},
          {"to", tr("Reservable to"), it.closes_on},
          {"visible_from", tr("Seen from"), it.visible_from},
          {"visible_to", tr("Seen to"), it.visible_to.value_or(it.closes_on)},
          {"allocation", tr("Given"), code(it.allocation)},
          {"delivery", tr("Delivery"), or_none(it.delivery)},
          {"commitment", tr("Commitment"), or_none(offer.commitment)},
          {"description", tr("Description"), or_none(described(offer))}};
}

print::Thing shown(const Funds& funds) {
  const bool spent = funds.free() == Money{};
  return {{"id", tr("Id"), funds.line.text()},
          {"state", tr("State"),
           spent ? print::Code{"exhausted", tr_later("used up")}
                 : print::Code{"open", tr_later("has money")}},
          {"name", tr("Name"), funds.line.name},
          {"year", tr("Year"), funds.line.year},
          {"classification", tr("Classification"), or_none(funds.line.classification)},
          {"opening", tr("Opening"), funds.line.amount},
          {"committed", tr("Committed"), funds.committed},
          {"spent", tr("Spent"), funds.spent},
          {"free", tr("Available"), funds.free()}};
}

print::Thing shown(const Reservation& reservation) {
  return {{"id", tr("Id"), reservation.id},
          {"state", tr("State"), code(reservation.state)},
          {"reward", tr("Reward"), reservation.reward},
          {"reward_name", tr("Reward's name"), reservation.reward_name},
          {"facility", tr("Facility"), reservation.facility},
          {"facility_name", tr("Facility's name"), reservation.facility_name},
          {"season", tr("Season"), reservation.season},
          {"quantity", tr("Quantity"), reservation.quantity},
          {"unit", tr("Unit"), code(reservation.unit)},
          {"cost", tr("Cost"), reservation.cost},
          {"committed", tr("Committed"), reservation.committed},
          {"budget", tr("Budget line"), or_none(reservation.budget)},
          {"made_at", tr("Made"), reservation.made_at},
          {"offer_ends_on", tr("Offered until"), reservation.offer_ends_on},
          {"expires_on", tr("Agree by"), reservation.expires_on},
          {"agreed_on", tr("Date agreed"), reservation.agreed_on},
          {"delivered_on", tr("Delivered on"), reservation.delivered_on},
          {"note", tr("Note"), or_none(reservation.note)},
          {"ended_at", tr("Ended"), reservation.ended_at},
          {"cancelled_by", tr("Cancelled by"), side(reservation.cancelled_by)},
          {"reason", tr("Reason"), or_none(reservation.end_reason)},
          {"exceed_reason", tr("Exception"), or_none(reservation.exceed_reason)},
          {"ticket", tr("Ticket"), or_none(reservation.ticket)},
          {"drawn", tr("Place in the draw"), reservation.drawn}};
}

print::Thing shown(const Imported& imported, const std::string& file) {
  print::List warnings;
  for (const auto& it : imported.warnings) warnings.emplace_back(it);
  print::List rejects;
  for (const auto& it : imported.refusals)
    rejects.emplace_back(print::Thing{{"file", tr("File"), file},
                                      {"line", tr("Line"), it.line},
                                      {"column", tr("Column"), it.column},
                                      {"value", tr("Value"), it.value},
                                      {"reason", tr("Reason"), it.reason},
                                      {"message", tr("Message"), it.message}});
  return {{"read", tr("Read"), imported.read},
          {"added", tr("Added"), imported.added},
          {"updated", tr("Updated"), imported.updated},
          {"unchanged", tr("Unchanged"), imported.unchanged},
          {"rejected", tr("Refused"), imported.refusals.size()},
          {"warnings", tr("Warnings"), warnings},
          {"rejects", tr("Refused rows"), rejects}};
}

print::Table listed(const std::vector<Offer>& offers, bool asked) {
  auto header = shown(Offer{});
  if (asked) add_answer(header, Offer{});
  std::vector<print::Thing> all;
  for (const auto& it : offers) {
    auto thing = shown(it);
    if (asked) add_answer(thing, it);
    all.push_back(std::move(thing));
  }
  if (asked) return table_of(header, all, {"id", "name", "left", "unit", "may_reserve", "way"});
  return table_of(header, all,
                  {"id", "state", "name", "status", "unit", "pool", "limit", "left", "unit_cost",
                   "from", "to"});
}

print::Thing shown(const Removal& removal) {
  auto thing = shown(removal.offer);
  thing.push_back({"deleted", tr("Deleted"), removal.kept_for.empty()});
  return thing;
}

print::Table in_line(const std::vector<Reservation>& reservations) {
  const auto all = things(reservations);
  if (std::ranges::any_of(reservations, [](const Reservation& it) { return !it.ticket.empty(); }))
    return table_of(shown(Reservation{}), all,
                    {"id", "state", "facility", "facility_name", "made_at", "offer_ends_on",
                     "ticket", "drawn"});
  return table_of(
      shown(Reservation{}), all,
      {"id", "state", "facility", "facility_name", "quantity", "unit", "made_at", "offer_ends_on"});
}

print::Table listed(const std::vector<Funds>& lines) {
  return table_of(shown(Funds{}), things(lines),
                  {"id", "classification", "opening", "committed", "spent", "free"});
}

print::Table listed(const std::vector<Reservation>& reservations) {
  return table_of(shown(Reservation{}), things(reservations),
                  {"id", "state", "reward_name", "facility", "facility_name", "quantity", "unit",
                   "cost", "expires_on", "agreed_on"});
}

}  // namespace mk::cmd
