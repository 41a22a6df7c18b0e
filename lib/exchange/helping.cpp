#include "lib/base/text.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

/// Of each category; who wants to see all looks into the exchange.
constexpr std::int64_t most_offers = 3;

/// The code of the category that each word names, by the word's stem.
std::multimap<std::string, std::string> codes_by_stem(const std::vector<Category>& categories) {
  std::multimap<std::string, std::string> codes;
  for (const auto& category : categories) {
    codes.emplace(text::stem(category.code), category.code);
    codes.emplace(text::stem(category.name), category.code);
  }
  return codes;
}

}  // namespace

std::map<std::string, std::vector<Post>> offers_about(const Context& context, FacilityId facility,
                                                      const std::set<std::string>& tags) {
  const auto categories = records::categories(context.db);
  const auto tree = parents_of(categories);
  const auto codes = codes_by_stem(categories);
  std::map<std::string, std::vector<Post>> offers;
  for (const auto& tag : tags) {
    std::set<PostId> seen;
    const auto [first, last] = codes.equal_range(text::stem(tag));
    for (const auto& category : categories) {
      const bool named = std::any_of(
          first, last, [&](const auto& it) { return within(tree, category.code, it.second); });
      if (!named) continue;
      for (auto& post :
           records::offers_in(context.db, category.code, facility, context.today(), most_offers))
        if (seen.insert(post.id).second) offers[tag].push_back(std::move(post));
    }
    if (offers.contains(tag)) std::ranges::sort(offers[tag], {}, &Post::id);
  }
  return offers;
}

}  // namespace mk::exchange
