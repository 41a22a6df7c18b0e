#include "lib/barter/pricing.hpp"

#include "lib/barter/long_rings.hpp"

#include <algorithm>
#include <limits>

namespace mk::barter {

namespace {

constexpr auto no_vertex = static_cast<Vertex>(-1);

}  // namespace

bool Pricing::run(const Tariff& tariff, double least, const Take& take) {
  each_ = false;
  return begin(tariff, least, take);
}

bool Pricing::all(const Tariff& tariff, double least, const Take& take) {
  each_ = true;
  return begin(tariff, least, take);
}

bool Pricing::begin(const Tariff& tariff, double least, const Take& take) {
  tariff_ = &tariff;
  take_ = &take;
  least_ = least;
  ended_ = false;
  const auto [ring, chain] = net_.bounds();
  bound_chains(chain);
  closing_gain_.assign(net_.size(), 0);
  closing_.assign(net_.size(), 0);
  closing_root_.assign(net_.size(), no_vertex);
  home_in_two_.assign(net_.size(), 0);
  home_root_.assign(net_.size(), no_vertex);
  std::uint32_t parties = 0;
  for (Vertex vertex = 0; vertex < net_.size(); ++vertex)
    parties = std::max(parties, net_.place(vertex).party + 1);
  on_path_.assign(parties, 0);

  rings_ = true;
  if (ring > short_ring) {
    LongRings long_rings{net_};
    for (Vertex root = 0; root < net_.givers_from(); ++root)
      if (auto found = long_rings.from(root, tariff, least))
        if (!take(std::move(*found))) return false;
  } else if (ring >= 2) {
    for (Vertex root = 0; root < net_.roots(); ++root)
      if (!search(root, ring)) return false;
  }
  rings_ = false;
  if (chain > 0)
    for (auto giver = static_cast<Vertex>(net_.givers_from()); giver < net_.size(); ++giver)
      if (!search(giver, chain)) return false;
  return true;
}

bool Pricing::search(Vertex root, std::size_t longest) {
  root_ = root;
  if (rings_) mark_closing(root);
  if (rings_ && longest == short_ring) bound_rings(root);
  auto& here = on_path_[net_.place(root).party] = 1;
  for (auto arc = net_.out(root); arc < net_.out(root + 1); ++arc) {
    best_ = {least_, {}};
    step(arc, longest, rings_ ? 0 : -tariff_->price[root]);
    if (ended_ || (!best_.trail.empty() && !(*take_)(std::move(best_)))) return false;
  }
  here = 0;
  return true;
}

void Pricing::bound_chains(std::size_t longest) {
  reach_.assign(longest + 1, std::vector<double>(net_.size(), 0));
  constexpr auto nowhere = -std::numeric_limits<double>::infinity();
  for (std::size_t left = 1; left <= longest; ++left)
    for (Vertex vertex = 0; vertex < net_.size(); ++vertex) {
      auto& best = reach_[left][vertex] = nowhere;
      for (auto arc = net_.out(vertex); arc < net_.out(vertex + 1); ++arc)
        if (tariff_->closed[arc] == 0)
          best = std::max(
              best, tariff_->gain(net_, arc) + std::max(0.0, reach_[left - 1][net_.arc(arc).to]));
    }
}

void Pricing::mark_closing(Vertex root) {
  for (const auto arc : net_.into(root)) {
    if (tariff_->closed[arc] != 0) continue;
    const auto last = net_.arc(arc).from;
    closing_root_[last] = root;
    closing_[last] = arc;
    closing_gain_[last] = tariff_->gain(net_, arc);
  }
}

void Pricing::bound_rings(Vertex root) {
  for (const auto last : net_.into(root)) {
    const auto via = net_.arc(last).from;
    if (via < root || closing_root_[via] != root) continue;
    for (const auto arc : net_.into(via)) {
      const auto from = net_.arc(arc).from;
      if (from < root || tariff_->closed[arc] != 0) continue;
      const auto gain = tariff_->gain(net_, arc) + closing_gain_[via];
      if (home_root_[from] == root && home_in_two_[from] >= gain) continue;
      home_root_[from] = root;
      home_in_two_[from] = gain;
    }
  }
}

bool Pricing::hopeless(Vertex at, std::size_t left, double value) const {
  if (!rings_) return value + std::max(0.0, reach_[left][at]) <= best_.gain;
  // What is left of a longest ring after its second arc: one arc home, or two.
  if (left != 2 || path_.size() != 1) return false;
  const bool in_one = closing_root_[at] == root_ && value + closing_gain_[at] > best_.gain;
  const bool in_two = home_root_[at] == root_ && value + home_in_two_[at] > best_.gain;
  return !in_one && !in_two;
}

void Pricing::step(ArcId arc, std::size_t left, double value) {
  const auto to = net_.arc(arc).to;
  if (ended_ || tariff_->closed[arc] != 0 || (rings_ && to < root_)) return;
  const auto party = net_.place(to).party;
  if (on_path_[party] != 0) return;
  value += tariff_->gain(net_, arc);
  --left;
  if (hopeless(to, left, value)) return;
  path_.push_back(arc);
  if (rings_) {
    if (closing_root_[to] == root_ && value + closing_gain_[to] > best_.gain) {
      path_.push_back(closing_[to]);
      keep(value + closing_gain_[to]);
      path_.pop_back();
    }
  } else if (value > best_.gain) {
    keep(value);
  }
  // A ring's last arc is the closing one.
  if (left > (rings_ ? 1U : 0U)) {
    on_path_[party] = 1;
    for (auto next = net_.out(to); next < net_.out(to + 1); ++next) step(next, left, value);
    on_path_[party] = 0;
  }
  path_.pop_back();
}

void Pricing::keep(double gain) {
  if (each_) {
    ended_ = ended_ || !(*take_)({gain, path_});
  } else {
    best_ = {gain, path_};
  }
}

}  // namespace mk::barter
