#include "lib/rewards/draw_file.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace mk::rewards {

namespace {

constexpr std::array keys{"id",         "state", "name",   "season",  "rule",    "drawn_at",
                          "commitment", "seed",  "places", "tickets", "checksum"};
constexpr std::size_t longest_name = 200;

[[noreturn]] void refuse(Message why) { throw Error{Exit::data, std::move(why), "draw", 0}; }

[[noreturn]] void refuse_key(std::string_view key) {
  refuse(msg("this is no published draw: “{}” is not as it should be", key));
}

/// The fields of a published draw, each of the kind that is asked for.
class Fields {
 public:
  explicit Fields(const print::Value& json) : thing_{std::get_if<print::Thing>(&json.is)} {
    if (thing_ == nullptr) refuse(msg("this is no published draw: it is no JSON object"));
    for (const auto& field : *thing_)
      if (std::ranges::find(keys, field.key) == keys.end())
        refuse(msg("this is no published draw: “{}” does not belong there", field.key));
  }

  template <class Kind>
  const Kind& get(const char* key) const {
    for (const auto& field : *thing_)
      if (field.key == key)
        if (const auto* const found = std::get_if<Kind>(&field.value.is)) return *found;
    refuse_key(key);
  }

  /// The text of `key` as `parse` reads it, which must spell it as it stands.
  template <class Parse, class Spell>
  auto parsed(const char* key, Parse parse, Spell spell) const {
    const auto& text = get<std::string>(key);
    const auto value = parse(text);
    if (!value || spell(*value) != text) refuse_key(key);
    return *value;
  }

  const std::string& hash(const char* key) const {
    constexpr std::size_t digits = 64;
    const auto& text = get<std::string>(key);
    const bool is = std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (!is || text.size() != digits) refuse_key(key);
    return text;
  }

 private:
  const print::Thing* thing_;
};

std::string name_of(const Fields& fields) {
  const auto& name = fields.get<std::string>("name");
  const bool clean = !text::has_dangerous(name) && text::tidy(name) == name;
  if (name.empty() || !clean || text::length(name) > longest_name) refuse_key("name");
  return name;
}

std::vector<std::string> tickets_of(const Fields& fields) {
  std::vector<std::string> tickets;
  std::set<std::string_view> seen;
  const auto& list = fields.get<print::List>("tickets");
  tickets.reserve(list.size());
  for (const auto& item : list) {
    const auto* const ticket = std::get_if<std::string>(&item.is);
    if (ticket == nullptr || !is_ticket(*ticket)) refuse_key("tickets");
    if (!seen.insert(*ticket).second)
      refuse(msg("this is no published draw: the ticket {} is there twice", *ticket));
    tickets.push_back(*ticket);
  }
  return tickets;
}

}  // namespace

print::Thing published(const Result& result) {
  print::List tickets;
  for (const auto& ticket : result.tickets) tickets.emplace_back(ticket);
  return {{"id", tr("Id"), result.reward},
          {"state", tr("State"), print::Code{"drawn", tr_later("drawn")}},
          {"name", tr("Name"), result.name},
          {"season", tr("Season"), result.season},
          {"rule", tr("Rule"), draw_rule},
          {"drawn_at", tr("Drawn"), result.drawn_at},
          {"commitment", tr("Commitment"), result.commitment},
          {"seed", tr("Seed"), result.seed},
          {"places", tr("Places"), result.places},
          {"tickets", tr("Tickets"), tickets},
          {"checksum", tr("Checksum"), checksum(result)}};
}

Published read_published(const print::Value& json) {
  const Fields fields{json};
  const auto& rule = fields.get<std::string>("rule");
  if (rule != draw_rule) refuse(msg("this draw follows the rule {}; mk knows {}", rule, draw_rule));
  if (fields.get<std::string>("state") != "drawn") refuse_key("state");
  Published it;
  auto& result = it.result;
  result.reward = fields.parsed(
      "id", [](const auto& text) { return RewardId::parse(text); },
      [](RewardId id) { return id.text(); });
  result.name = name_of(fields);
  result.season = fields.parsed(
      "season", [](const auto& text) { return Term::parse(text); },
      [](Term term) { return term.text(); });
  result.drawn_at = fields.parsed(
      "drawn_at", [](const auto& text) { return parse_instant(text); },
      [](Instant moment) { return iso(moment); });
  result.commitment = fields.hash("commitment");
  result.seed = fields.hash("seed");
  result.places = fields.get<std::int64_t>("places");
  if (result.places < 0 || result.places > most_units) refuse_key("places");
  result.tickets = tickets_of(fields);
  it.checksum = fields.hash("checksum");
  return it;
}

}  // namespace mk::rewards
