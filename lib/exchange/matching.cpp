#include "lib/exchange/matching.hpp"

#include "lib/exchange/amount.hpp"
#include "lib/exchange/ways.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace mk::exchange {

namespace {

/// Takes the posts of `proposals` off the market.
void take(std::vector<Post>& posts, const std::vector<Proposal>& proposals) {
  std::set<PostId> taken;
  for (const auto& proposal : proposals)
    for (const auto id : posts_of(proposal)) taken.insert(id);
  std::erase_if(posts, [&](const Post& post) { return taken.contains(post.id); });
}

}  // namespace

Parents parents_of(const std::vector<Category>& categories) {
  Parents tree;
  for (const auto& category : categories) tree[category.code] = category.parent;
  return tree;
}

bool within(const Parents& tree, const std::string& code, const std::string& above) {
  auto at = code;
  // A tree is no deeper than it has nodes; a broken one must not hold us.
  for (std::size_t steps = 0; steps <= tree.size(); ++steps) {
    if (at == above) return true;
    const auto found = tree.find(at);
    if (found == tree.end() || found->second.empty()) return false;
    at = found->second;
  }
  return false;
}

bool meets(const Parents& tree, const Post& offer, const Post& need) {
  if (offer.party == need.party || !within(tree, offer.category, need.category) ||
      !enough(offer, need))
    return false;
  return offer.district.empty() || need.district.empty() || offer.district == need.district;
}

bool accepts(const Parents& tree, const Post& offer, const Post& given) {
  const auto& wanted = offer.in_return;
  return std::find(wanted.posts.begin(), wanted.posts.end(), given.id) != wanted.posts.end() ||
         std::any_of(wanted.categories.begin(), wanted.categories.end(),
                     [&](const auto& code) { return within(tree, given.category, code); });
}

Found find_matches(const Market& market, const Depth& depth) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{depth.seconds};
  auto left = market;
  Found found;
  for (bool first = true;; first = false) {
    auto graph = graph_of(left, static_cast<std::size_t>(depth.ring));
    graph.net.forbid([&](const barter::Trail& trail) { return forbidden(left, graph, trail); });
    const auto choice = barter::choose(
        graph.net, goals_of(graph, static_cast<std::uint64_t>(depth.seed)), deadline);
    if (first) {
      found.served = static_cast<std::size_t>(choice.reached.front());
      found.bound = static_cast<std::size_t>(choice.bound);
      // What was left out could serve more.
      if (!graph.whole) found.bound = market.posts.size();
    }
    std::vector<Proposal> proposals;
    proposals.reserve(choice.trails.size());
    for (const auto& trail : choice.trails) proposals.push_back(proposal_of(left, graph, trail));
    if (proposals.empty()) break;
    const bool over = std::chrono::steady_clock::now() >= deadline;
    take(left.posts, proposals);
    std::ranges::move(proposals, std::back_inserter(found.proposals));
    if (over) break;
  }
  std::sort(found.proposals.begin(), found.proposals.end(),
            [](const auto& a, const auto& b) { return posts_of(a) < posts_of(b); });
  return found;
}

std::vector<PostId> posts_of(const std::vector<Member>& proposal) {
  std::vector<PostId> posts;
  for (const auto& member : proposal) {
    if (member.gives) posts.push_back(*member.gives);
    if (member.need) posts.push_back(*member.need);
  }
  std::sort(posts.begin(), posts.end());
  return posts;
}

}  // namespace mk::exchange
