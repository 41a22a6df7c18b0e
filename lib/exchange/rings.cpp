#include "lib/exchange/rings.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mk::exchange {

namespace {

using Neighbours = std::vector<std::vector<Vertex>>;

// Grows a path from its first vertex through higher ones only, so that each ring is met once.
class RingFinder {
 public:
  RingFinder(const std::vector<std::int64_t>& owners, Neighbours next, const Bounds& bounds)
      : owners_{owners}, next_{std::move(next)}, bounds_{bounds} {}

  Rings run() {
    const auto last = std::min(bounds_.below, next_.size());
    for (length_ = 2; length_ <= bounds_.longest && rings_.all; ++length_)
      for (Vertex first = 0; first < last && rings_.all; ++first) {
        path_ = {first};
        grow();
      }
    return std::move(rings_);
  }

 private:
  void grow() {
    if (path_.size() == length_) return close();
    for (const auto vertex : next_[path_.back()]) {
      if (vertex <= path_.front() || met(owners_[vertex])) continue;
      path_.push_back(vertex);
      grow();
      path_.pop_back();
      if (!rings_.all) return;
    }
  }

  void close() {
    const auto& back = next_[path_.back()];
    if (!std::binary_search(back.begin(), back.end(), path_.front())) return;
    if (rings_.found.size() == bounds_.most) {
      rings_.all = false;
    } else {
      rings_.found.push_back(path_);
    }
  }

  bool met(std::int64_t owner) const {
    return std::any_of(path_.begin(), path_.end(),
                       [&](Vertex vertex) { return owners_[vertex] == owner; });
  }

  const std::vector<std::int64_t>& owners_;
  Neighbours next_;
  Bounds bounds_;
  std::size_t length_ = 2;
  Ring path_;
  Rings rings_;
};

struct Hand {
  Arc arc;
  std::size_t candidate;
};

// The most arcs of which no two share a giver or a receiver: no choice can serve more. Found by
// augmenting paths.
class Assignment {
 public:
  Assignment(const std::vector<Hand>& hands, std::size_t vertices)
      : hands_{hands}, leaving_(vertices), into_(vertices, none), seen_(vertices, false) {
    for (std::size_t i = 0; i < hands.size(); ++i) leaving_[hands[i].arc.giver].push_back(i);
    for (Vertex giver = 0; giver < vertices; ++giver) {
      visited_.clear();
      if (leaving_[giver].empty() || !place(giver)) continue;
      ++size_;
      // What a search that failed has seen leads nowhere later either, and stays seen.
      for (const auto receiver : visited_) seen_[receiver] = false;
    }
  }

  std::size_t size() const { return size_; }

  std::vector<Hand> hands() const {
    std::vector<Hand> chosen;
    for (const auto hand : into_)
      if (hand != none) chosen.push_back(hands_[hand]);
    return chosen;
  }

 private:
  static constexpr auto none = static_cast<std::size_t>(-1);

  bool place(Vertex giver) {
    for (const auto hand : leaving_[giver])
      if (into_[hands_[hand].arc.receiver] == none) return put(hand);
    for (const auto hand : leaving_[giver]) {
      const auto receiver = hands_[hand].arc.receiver;
      if (seen_[receiver]) continue;
      seen_[receiver] = true;
      visited_.push_back(receiver);
      if (into_[receiver] != none && !place(hands_[into_[receiver]].arc.giver)) continue;
      return put(hand);
    }
    return false;
  }

  bool put(std::size_t hand) {
    into_[hands_[hand].arc.receiver] = hand;
    return true;
  }

  const std::vector<Hand>& hands_;
  std::vector<std::vector<std::size_t>> leaving_;
  std::vector<std::size_t> into_;
  std::vector<bool> seen_;
  std::vector<Vertex> visited_;
  std::size_t size_ = 0;
};

// Branch and bound over candidates that hang together: settle the vertex with the fewest ways.
class Search {
 public:
  Search(const std::vector<Candidate>& candidates, std::vector<std::size_t> part,
         std::size_t vertices, std::size_t steps)
      : candidates_{candidates},
        part_{std::move(part)},
        gone_(vertices, false),
        seen_(vertices * vertices, 0),
        steps_{steps} {}

  Choice run() {
    settle(0);
    std::sort(best_.chosen.begin(), best_.chosen.end());
    return best_;
  }

 private:
  void settle(std::size_t served) {
    if (steps_ < part_.size()) {
      best_.proven = false;
      return;
    }
    const auto [hands, gifts_only] = left();
    const Assignment assignment{hands, gone_.size()};
    if (served + assignment.size() <= best_.served) return;
    if (gifts_only && apart(assignment.hands())) {
      keep(served + assignment.size(), assignment.hands());
      return;
    }
    if (served > best_.served) keep(served, {});
    branch(narrowest(hands), served);
  }

  void branch(Vertex vertex, std::size_t served) {
    for (const auto candidate : part_) {
      if (!available(candidate) || !touches(candidate, vertex)) continue;
      mark(candidate, true);
      taken_.push_back(candidate);
      settle(served + candidates_[candidate].size());
      taken_.pop_back();
      mark(candidate, false);
    }
    gone_[vertex] = true;
    settle(served);
    gone_[vertex] = false;
  }

  // The arcs that can still be chosen, each once, with the first candidate that has it.
  std::pair<std::vector<Hand>, bool> left() {
    std::vector<Hand> hands;
    bool gifts_only = true;
    ++round_;
    for (const auto candidate : part_) {
      --steps_;
      if (!available(candidate)) continue;
      gifts_only = gifts_only && candidates_[candidate].size() == 1;
      for (const auto& arc : candidates_[candidate]) {
        auto& seen = seen_[arc.giver * gone_.size() + arc.receiver];
        if (std::exchange(seen, round_) != round_) hands.push_back({arc, candidate});
      }
    }
    return {std::move(hands), gifts_only};
  }

  Vertex narrowest(const std::vector<Hand>& hands) const {
    std::vector<std::size_t> ways(gone_.size(), 0);
    for (const auto& hand : hands) {
      ++ways[hand.arc.giver];
      ++ways[hand.arc.receiver];
    }
    Vertex best = gone_.size();
    for (Vertex vertex = 0; vertex < ways.size(); ++vertex)
      if (ways[vertex] > 0 && (best == ways.size() || ways[vertex] < ways[best])) best = vertex;
    return best;
  }

  bool available(std::size_t candidate) const {
    return std::none_of(candidates_[candidate].begin(), candidates_[candidate].end(),
                        [&](const Arc& arc) { return gone_[arc.giver] || gone_[arc.receiver]; });
  }

  bool touches(std::size_t candidate, Vertex vertex) const {
    return std::any_of(
        candidates_[candidate].begin(), candidates_[candidate].end(),
        [&](const Arc& arc) { return arc.giver == vertex || arc.receiver == vertex; });
  }

  void mark(std::size_t candidate, bool gone) {
    for (const auto& arc : candidates_[candidate]) gone_[arc.giver] = gone_[arc.receiver] = gone;
  }

  static bool apart(const std::vector<Hand>& hands) {
    std::vector<Vertex> vertices;
    for (const auto& hand : hands) {
      vertices.push_back(hand.arc.giver);
      vertices.push_back(hand.arc.receiver);
    }
    std::sort(vertices.begin(), vertices.end());
    return std::adjacent_find(vertices.begin(), vertices.end()) == vertices.end();
  }

  void keep(std::size_t served, const std::vector<Hand>& gifts) {
    best_.served = served;
    best_.chosen = taken_;
    for (const auto& gift : gifts) best_.chosen.push_back(gift.candidate);
  }

  const std::vector<Candidate>& candidates_;
  std::vector<std::size_t> part_;
  std::vector<bool> gone_;
  std::vector<std::size_t> seen_;  // By arc: the round in which it was met last.
  std::size_t round_ = 0;
  std::size_t steps_;
  std::vector<std::size_t> taken_;
  Choice best_;
};

std::size_t vertex_count(const std::vector<Candidate>& candidates) {
  std::size_t count = 0;
  for (const auto& candidate : candidates)
    for (const auto& arc : candidate) count = std::max({count, arc.giver + 1, arc.receiver + 1});
  return count;
}

// Candidates that share no vertex, even through others, are settled apart: their steps add up
// instead of multiplying.
std::vector<std::vector<std::size_t>> parts(const std::vector<Candidate>& candidates,
                                            std::size_t vertices) {
  std::vector<Vertex> above(vertices);
  std::iota(above.begin(), above.end(), Vertex{0});
  const auto root = [&](Vertex vertex) {
    while (above[vertex] != vertex) vertex = above[vertex] = above[above[vertex]];
    return vertex;
  };
  for (const auto& candidate : candidates)
    for (const auto& arc : candidate) {
      above[root(arc.giver)] = root(candidate.front().giver);
      above[root(arc.receiver)] = root(candidate.front().giver);
    }
  std::vector<std::vector<std::size_t>> found(vertices);
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (!candidates[i].empty()) found[root(candidates[i].front().giver)].push_back(i);
  std::erase_if(found, [](const auto& part) { return part.empty(); });
  return found;
}

}  // namespace

Rings rings(const std::vector<std::int64_t>& owners, const std::vector<Arc>& arcs,
            const Bounds& bounds) {
  Neighbours next(owners.size());
  for (const auto& arc : arcs) next[arc.giver].push_back(arc.receiver);
  for (auto& receivers : next) {
    std::sort(receivers.begin(), receivers.end());
    receivers.erase(std::unique(receivers.begin(), receivers.end()), receivers.end());
  }
  return RingFinder{owners, std::move(next), bounds}.run();
}

Choice choose(const std::vector<Candidate>& candidates, std::size_t steps) {
  const auto vertices = vertex_count(candidates);
  Choice whole;
  for (auto& part : parts(candidates, vertices)) {
    const auto best = Search{candidates, std::move(part), vertices, steps}.run();
    whole.chosen.insert(whole.chosen.end(), best.chosen.begin(), best.chosen.end());
    whole.served += best.served;
    whole.proven = whole.proven && best.proven;
  }
  std::sort(whole.chosen.begin(), whole.chosen.end());
  return whole;
}

}  // namespace mk::exchange
