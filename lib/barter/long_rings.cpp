#include "lib/barter/long_rings.hpp"

#include <algorithm>
#include <limits>

namespace mk::barter {

namespace {

constexpr auto none = static_cast<std::size_t>(-1);

double gain_of(const Net& net, const Tariff& tariff, const Trail& trail) {
  double gain = 0;
  for (const auto arc : trail) gain += tariff.gain(net, arc);
  return gain;
}

/// The ring of `walk`, which comes back to its first vertex, that gains most.
Bargain best_ring(const Net& net, const Tariff& tariff, const Trail& walk) {
  Bargain best{-std::numeric_limits<double>::infinity(), {}};
  Trail open;
  for (const auto arc : walk) {
    open.push_back(arc);
    const auto first = std::find_if(open.begin(), open.end(), [&](ArcId earlier) {
      return net.arc(earlier).from == net.arc(arc).to;
    });
    if (first == open.end()) continue;
    Trail ring{first, open.end()};
    open.erase(first, open.end());
    const auto gain = gain_of(net, tariff, ring);
    if (gain > best.gain) best = {gain, std::move(ring)};
  }
  return best;
}

}  // namespace

std::optional<Bargain> LongRings::from(Vertex root, const Tariff& tariff, double least) {
  steps_.clear();
  best_.assign(net_.size(), -std::numeric_limits<double>::infinity());
  here_.assign(net_.size(), none);
  std::vector<std::size_t> walks{none};
  for (std::size_t length = 1; length < net_.bounds().ring && !walks.empty(); ++length) {
    walks = extend(walks, root, tariff);
    if (auto found = close(walks, root, tariff, least)) return found;
  }
  return std::nullopt;
}

std::vector<std::size_t> LongRings::extend(const std::vector<std::size_t>& walks, Vertex root,
                                           const Tariff& tariff) {
  std::vector<std::size_t> longer;
  for (const auto walk : walks) {
    const auto at = walk == none ? root : net_.arc(steps_[walk].arc).to;
    const auto so_far = walk == none ? 0 : steps_[walk].gain;
    for (auto arc = net_.out(at); arc < net_.out(at + 1); ++arc) {
      const auto to = net_.arc(arc).to;
      if (tariff.closed[arc] != 0 || to <= root) continue;
      // A longer walk that gains no more leads to nothing that the shorter one does not.
      const auto gain = so_far + tariff.gain(net_, arc);
      if (gain <= best_[to]) continue;
      best_[to] = gain;
      if (here_[to] == none) {
        here_[to] = steps_.size();
        longer.push_back(steps_.size());
        steps_.push_back({arc, walk, gain});
      } else {
        steps_[here_[to]] = {arc, walk, gain};
      }
    }
  }
  for (const auto walk : longer) here_[net_.arc(steps_[walk].arc).to] = none;
  return longer;
}

std::optional<Bargain> LongRings::close(const std::vector<std::size_t>& walks, Vertex root,
                                        const Tariff& tariff, double least) const {
  std::optional<Bargain> found;
  auto most = least;
  for (const auto walk : walks) {
    const auto last = net_.find(net_.arc(steps_[walk].arc).to, root);
    if (!last || tariff.closed[*last] != 0) continue;
    const auto gain = steps_[walk].gain + tariff.gain(net_, *last);
    if (gain <= most) continue;
    // The ring alone may gain less than the whole, and then is worth no look.
    auto ring = best_ring(net_, tariff, trail_of(walk, *last));
    if (ring.gain <= most) continue;
    most = ring.gain;
    found = std::move(ring);
  }
  return found;
}

Trail LongRings::trail_of(std::size_t walk, ArcId last) const {
  Trail trail{last};
  for (; walk != none; walk = steps_[walk].before) trail.push_back(steps_[walk].arc);
  std::reverse(trail.begin(), trail.end());
  return trail;
}

}  // namespace mk::barter
