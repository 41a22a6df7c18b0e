#include "lib/facility/moves.hpp"

#include "lib/base/text.hpp"

#include <unordered_map>

namespace mk::facility {

namespace {

/// What two facilities have in common when they are probably one; empty when a part is missing.
std::string sign(char kind, std::initializer_list<const std::string*> parts) {
  std::string text{kind};
  for (const auto* part : parts) {
    if (part->empty()) return {};
    text += '\n';
    text::add_folded(text, *part);
  }
  return text;
}

std::vector<std::string> signs(const Newcomer& it) {
  return {sign('s', {&it.name, &it.street}), sign('p', {&it.name, &it.district, &it.phone}),
          sign('o', {&it.operator_name, &it.street})};
}

Message move(const Newcomer& now, FacilityId old, bool renamed) {
  if (renamed)
    return msg("{} ({}) is probably {} under another name; if so: mk facility merge {} {}", now.id,
               now.name, old, now.id, old);
  return msg("{} ({}) is probably {} under another operator, {}; if so: mk facility merge {} {}",
             now.id, now.name, old, now.operator_name, now.id, old);
}

}  // namespace

Newcomer newcomer(FacilityId id, const Listing& it) {
  return {id, it.operator_name, it.name, it.street, it.district, it.phone};
}

std::vector<Message> likely_moves(const std::vector<Facility>& left,
                                  const std::vector<Newcomer>& came) {
  std::unordered_map<std::string, const Newcomer*> by_sign;
  if (left.empty()) return {};
  for (const auto& it : came)
    for (auto& text : signs(it))
      if (!text.empty()) by_sign.try_emplace(std::move(text), &it);
  std::vector<Message> moves;
  for (const auto& old : left) {
    for (const auto& text : signs(newcomer(old.id, old.listing))) {
      const auto found = text.empty() ? by_sign.end() : by_sign.find(text);
      if (found == by_sign.end()) continue;
      moves.push_back(move(*found->second, old.id, text.front() == 'o'));
      break;
    }
  }
  return moves;
}

}  // namespace mk::facility
