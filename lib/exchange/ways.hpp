#pragma once

#include "lib/barter/choose.hpp"
#include "lib/exchange/matching.hpp"

#include <cstdint>
#include <map>
#include <vector>

/// From posts to the graph that the engine matches. Pure.
namespace mk::exchange {

/// How a party can take part: what it gives, and what it gets for that.
struct Way {
  /// `swap` gives an offer for what that asks in return; `barter` gives a free offer while a need
  /// of its owner is met; `need` gives nothing; `gift` gets nothing.
  enum class Kind { swap, barter, need, gift };

  Kind kind = Kind::need;
  const Post* gives = nullptr;
  const Post* need = nullptr;

  const Post& own() const { return gives != nullptr ? *gives : *need; }
};

struct Graph {
  std::vector<Way> ways;  ///< The vertices: those that begin rings first, gifts last.
  barter::Net net;
  std::map<Party, std::vector<const Post*>> needs;  ///< Of each party, by id.
  bool whole = true;  ///< Every arc is in it; not in a market so large that some were left out.
};

/// Who could give what to whom in `market`, which outlives it,
/// with rings of up to `ring` parties.
Graph graph_of(const Market& market, std::size_t ring);

/// What is to be most, in this order: parties served; units moved; days waited; pairs of neighbours
/// who could swap without the others; and what `seed` prefers (0: the oldest posts).
std::vector<barter::Goal> goals_of(const Graph& graph, std::uint64_t seed);

/// What each takes part with along `trail`; what also meets a need of its owner says so.
Proposal proposal_of(const Market& market, const Graph& graph, const barter::Trail& trail);

/// Whether `trail` may not be proposed: it came to nothing before, somebody refuses it, or it is a
/// chain that ends with somebody who would be owed something.
bool forbidden(const Market& market, const Graph& graph, const barter::Trail& trail);

}  // namespace mk::exchange
