#include "lib/rewards/draw.hpp"

#include "lib/base/digest.hpp"
#include "lib/base/secret.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace mk::rewards {

namespace {

/// `lines`, each with its end.
std::string lines_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  return text;
}

}  // namespace

std::string commitment_of(const std::string& seed) { return sha256(seed); }

std::vector<std::string> drawn_order(const std::string& seed, std::vector<std::string> tickets) {
  std::ranges::sort(tickets);
  const auto key = sha256(seed + '\n' + lines_of(tickets));
  std::vector<std::pair<std::string, std::string>> lots;
  lots.reserve(tickets.size());
  for (auto& ticket : tickets) lots.emplace_back(sha256(key + ' ' + ticket), std::move(ticket));
  std::ranges::sort(lots);
  for (std::size_t at = 0; at < lots.size(); ++at) tickets[at] = std::move(lots[at].second);
  return tickets;
}

std::string checksum(const Result& result) {
  return sha256(lines_of({draw_rule, result.reward.text(), result.name, result.season.text(),
                          iso(result.drawn_at), result.commitment, result.seed,
                          std::to_string(result.places)}) +
                lines_of(result.tickets));
}

std::optional<Message> why_not_true(const Result& result, const std::string& sum) {
  if (commitment_of(result.seed) != result.commitment)
    return msg("the seed is not the one that was bound: its SHA-256 is {}, not {}",
               commitment_of(result.seed), result.commitment);
  const auto right = drawn_order(result.seed, result.tickets);
  if (const auto [is, should] = std::ranges::mismatch(result.tickets, right);
      is != result.tickets.end())
    return msg("the tickets are not in the order of the rule {}: number {} should be {}, not {}",
               draw_rule, is - result.tickets.begin() + 1, *should, *is);
  if (result.places > static_cast<std::int64_t>(result.tickets.size()))
    return msg("{} places were given to {} tickets", result.places, result.tickets.size());
  if (checksum(result) != sum)
    return msg("the file was changed after it was written: its checksum should be {}",
               checksum(result));
  return std::nullopt;
}

bool is_ticket(const std::string& text) {
  constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  constexpr std::size_t group = 4;
  if (text.size() != 2 * group + 1 || text[group] != '-') return false;
  return std::ranges::count_if(text, [&](char c) { return letters.find(c) != letters.npos; }) ==
         2 * group;
}

std::optional<std::string> ticket_typed(const std::string& text) {
  auto ticket = secret::as_ticket(secret::typed(text));
  return is_ticket(ticket) ? std::optional{ticket} : std::nullopt;
}

std::optional<std::int64_t> place_of(const Result& result, const std::string& ticket) {
  const auto found = std::ranges::find(result.tickets, ticket);
  if (found == result.tickets.end()) return std::nullopt;
  return found - result.tickets.begin() + 1;
}

}  // namespace mk::rewards
