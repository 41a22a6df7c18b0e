#include "lib/exchange/ways.hpp"

#include "lib/exchange/amount.hpp"
#include "lib/exchange/refusing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace mk::exchange {

namespace {

using barter::Vertex;

/// In a market with more arcs than this, each way gets only some of the offers that it could take.
constexpr std::size_t most_arcs = 600'000;

/// Where all pairs of a free offer and a need of the same party are more than this, each party
/// barters only its oldest ones.
constexpr std::size_t most_bartered = 20'000;

bool before(const Post* a, const Post* b) { return a->id < b->id; }

/// The posts of a market by id, offers and needs apart.
struct Stalls {
  std::vector<const Post*> offers;
  std::vector<const Post*> needs;
  std::map<Party, std::vector<const Post*>> needs_of;
  std::map<std::string, std::vector<std::size_t>> givers;  // By category: the ways that give it.

  explicit Stalls(const Market& market) {
    for (const auto& post : market.posts)
      (post.type == Type::offer ? offers : needs).push_back(&post);
    std::sort(offers.begin(), offers.end(), before);
    std::sort(needs.begin(), needs.end(), before);
    for (const auto* const need : needs) needs_of[need->party].push_back(need);
  }
};

/// The free offers of each party that has needs too, by id.
std::map<Party, std::vector<const Post*>> free_offers_of(const Stalls& stalls) {
  std::map<Party, std::vector<const Post*>> offers;
  for (const auto* const offer : stalls.offers)
    if (offer->in_return.free() && stalls.needs_of.contains(offer->party))
      offers[offer->party].push_back(offer);
  return offers;
}

/// The ways of bartering, and whether these are all.
std::pair<std::vector<Way>, bool> barters(const Stalls& stalls) {
  const auto offers = free_offers_of(stalls);
  std::size_t deepest = 1;
  for (const auto& [party, own] : offers)
    deepest = std::max({deepest, own.size(), stalls.needs_of.at(party).size()});
  const auto pairs = [&](std::size_t each) {
    std::size_t sum = 0;
    for (const auto& [party, own] : offers)
      sum += std::min(each, own.size()) * std::min(each, stalls.needs_of.at(party).size());
    return sum;
  };
  auto each = deepest;
  while (each > 0 && pairs(each) > most_bartered) each /= 2;
  std::vector<Way> ways;
  for (const auto& [party, own] : offers) {
    const auto& needs = stalls.needs_of.at(party);
    for (std::size_t i = 0; i < std::min(each, own.size()); ++i)
      for (std::size_t j = 0; j < std::min(each, needs.size()); ++j)
        ways.push_back({Way::Kind::barter, own[i], needs[j]});
  }
  return {std::move(ways), each == deepest};
}

std::vector<Way> ways_of(const Stalls& stalls, bool& whole) {
  std::vector<Way> ways;
  for (const auto* const offer : stalls.offers)
    if (!offer->in_return.free()) ways.push_back({Way::Kind::swap, offer, nullptr});
  auto [bartering, all] = barters(stalls);
  whole = all;
  std::ranges::move(bartering, std::back_inserter(ways));
  for (const auto* const need : stalls.needs) ways.push_back({Way::Kind::need, nullptr, need});
  for (const auto* const offer : stalls.offers)
    if (offer->in_return.free()) ways.push_back({Way::Kind::gift, offer, nullptr});
  return ways;
}

/// Whether who takes part by `getter` would take what `giver` gives.
bool takes(const Market& market, const Way& giver, const Way& getter) {
  using enum Way::Kind;
  // A gift that is answered by a gift is two gifts, each agreed on its own.
  if (getter.kind == gift || giver.gives == nullptr || giver.own().party == getter.own().party)
    return false;
  if (giver.kind == gift && getter.kind == barter) return false;
  if (getter.kind == swap && !accepts(market.tree, *getter.gives, *giver.gives)) return false;
  if (getter.kind != swap && !meets(market.tree, *giver.gives, *getter.need)) return false;
  std::optional<PostId> met;
  if (getter.need != nullptr) met = getter.need->id;
  return !refused(market.refusals, *giver.gives, getter.own().party, met);
}

/// The codes of categories of which `getter` would take an offer.
std::set<std::string> wanted_by(const Market& market, const Way& getter) {
  std::set<std::string> wanted;
  for (const auto& [code, parent] : market.tree) {
    const auto fits = [&, &code = code](const std::string& above) {
      return within(market.tree, code, above);
    };
    if (getter.kind == Way::Kind::swap
            ? std::ranges::any_of(getter.gives->in_return.categories, fits)
            : fits(getter.need->category))
      wanted.insert(code);
  }
  return wanted;
}

/// The first ways, and one more than `most` where there are more, that give what `getter` would
/// take.
std::vector<Vertex> givers_for(const Stalls& stalls, const Market& market,
                               const std::vector<Way>& ways, Vertex getter, std::size_t most) {
  std::vector<Vertex> givers;
  const auto& way = ways[getter];
  const auto try_all = [&](const std::string& category, auto&& also) {
    const auto found = stalls.givers.find(category);
    if (found == stalls.givers.end()) return;
    // Where not all have room, each begins elsewhere, so that not all want the same few.
    const auto& all = found->second;
    for (std::size_t i = 0; i < all.size() && givers.size() <= most; ++i) {
      const auto giver = all[(i + getter) % all.size()];
      if (also(*ways[giver].gives) && takes(market, ways[giver], way))
        givers.push_back(static_cast<Vertex>(giver));
    }
  };
  const auto wanted = wanted_by(market, way);
  for (const auto& code : wanted) try_all(code, [](const Post&) { return true; });
  // One certain offer may be asked in return, of whatever category.
  if (way.kind == Way::Kind::swap && !way.gives->in_return.posts.empty())
    for (const auto& [code, all] : stalls.givers)
      if (!wanted.contains(code))
        try_all(code, [&](const Post& post) {
          return std::ranges::find(way.gives->in_return.posts, post.id) !=
                 way.gives->in_return.posts.end();
        });
  std::sort(givers.begin(), givers.end());
  return givers;
}

/// The need of whoever takes part by `way` that `got` meets, or nullptr.
const Post* need_met(const Market& market, const Graph& graph, const Way& way, const Post& got) {
  if (way.need != nullptr) return way.need;
  const auto own = graph.needs.find(way.own().party);
  if (own == graph.needs.end()) return nullptr;
  const auto met = std::ranges::find_if(own->second, [&](const Post* need) {
    return meets(market.tree, got, *need) && !refused(market.refusals, got, need->party, need->id);
  });
  return met == own->second.end() ? nullptr : *met;
}

/// Who takes part by a way, and what nobody else can then have: the one thing that a party gets,
/// and the offer that is given.
std::vector<barter::Net::Place> places_of(const std::vector<Way>& ways, std::size_t& rows) {
  std::map<Party, std::uint32_t> parties;
  std::map<PostId, barter::RowId> offers;
  for (const auto& way : ways) parties.try_emplace(way.own().party, parties.size());
  rows = parties.size();
  std::vector<barter::Net::Place> places;
  for (const auto& way : ways) {
    barter::Net::Place place;
    place.party = parties.at(way.own().party);
    std::size_t at = 0;
    if (way.kind != Way::Kind::gift) place.rows.at(at++) = place.party;
    if (way.gives != nullptr) {
      const auto [offer, added] =
          offers.try_emplace(way.gives->id, static_cast<barter::RowId>(rows));
      if (added) ++rows;
      place.rows.at(at++) = offer->second;
    }
    places.push_back(place);
  }
  return places;
}

}  // namespace

Graph graph_of(const Market& market, std::size_t ring) {
  Stalls stalls{market};
  bool whole = true;
  auto ways = ways_of(stalls, whole);
  for (std::size_t i = 0; i < ways.size(); ++i)
    if (ways[i].gives != nullptr) stalls.givers[ways[i].gives->category].push_back(i);
  const auto count = [&](Way::Kind kind) {
    return static_cast<std::size_t>(
        std::ranges::count_if(ways, [&](const Way& way) { return way.kind == kind; }));
  };
  barter::Graph graph;
  graph.givers = count(Way::Kind::gift);
  graph.vertices = ways.size() - graph.givers;
  const auto share = most_arcs / std::max<std::size_t>(graph.vertices, 1) + 1;
  for (Vertex getter = 0; getter < graph.vertices; ++getter) {
    auto givers = givers_for(stalls, market, ways, getter, share);
    whole = whole && givers.size() <= share;
    givers.resize(std::min(givers.size(), share));
    for (const auto giver : givers) graph.arcs.push_back({giver, getter, 1});
  }
  std::size_t rows = 0;
  auto places = places_of(ways, rows);
  barter::Net net{graph, {ring, longest_chain}, std::move(places), rows, count(Way::Kind::swap)};
  return {std::move(ways), std::move(net), std::move(stalls.needs_of), whole};
}

namespace {

/// What a seed prefers: a number for each gift that nobody can foresee or choose.
std::int64_t drawn(std::uint64_t seed, PostId giver, PostId getter) {
  constexpr std::uint64_t choices = 1000;
  // SplitMix64: the same everywhere.
  auto mixed = seed + 0x9E3779B97F4A7C15U * static_cast<std::uint64_t>(giver.value) +
               0xD1B54A32D192ED03U * static_cast<std::uint64_t>(getter.value);
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return static_cast<std::int64_t>((mixed ^ (mixed >> 31U)) % choices);
}

/// Where each post stands by its id, as so many thousandths from the newest.
std::map<PostId, std::int64_t> seniority(const std::vector<Way>& ways) {
  constexpr std::int64_t most = 1000;
  std::map<PostId, std::int64_t> places;
  for (const auto& way : ways) places.emplace(way.own().id, 0);
  const auto count = static_cast<std::int64_t>(places.size());
  std::int64_t left = count;
  for (auto& [id, place] : places) place = left-- * most / count;
  return places;
}

}  // namespace

std::vector<barter::Goal> goals_of(const Graph& graph, std::uint64_t seed) {
  constexpr std::int64_t most_units = 1000;
  constexpr std::int64_t most_days = 3650;
  std::vector<barter::Goal> goals(5);
  auto newest = Instant{};
  for (const auto& way : graph.ways) newest = std::max(newest, way.own().posted_at);
  const auto age = seniority(graph.ways);
  for (barter::ArcId arc = 0; arc < graph.net.arcs(); ++arc) {
    const auto [from, to, weight] = graph.net.arc(arc);
    const auto& giver = graph.ways[from].own();
    const auto& getter = graph.ways[to].own();
    const auto units = moved(giver, graph.ways[to].need).value_or(1);
    const auto waited = (day_of(newest) - day_of(getter.posted_at)).count();
    goals[0].push_back(1);
    goals[1].push_back(std::clamp<std::int64_t>(units, 1, most_units));
    goals[2].push_back(std::clamp<std::int64_t>(waited, 0, most_days));
    goals[3].push_back(graph.net.find(to, from) ? 1 : 0);
    goals[4].push_back(seed == 0 ? age.at(giver.id) + age.at(getter.id)
                                 : drawn(seed, giver.id, getter.id));
  }
  return goals;
}

Proposal proposal_of(const Market& market, const Graph& graph, const barter::Trail& trail) {
  Proposal proposal;
  const auto walk = barter::walk_of(graph.net, trail);
  const bool ring = barter::is_ring(graph.net, trail);
  for (std::size_t i = 0; i < walk.size(); ++i) {
    const auto& way = graph.ways[walk[i]];
    Member member;
    member.party = way.own().party;
    member.name = way.own().owner;
    if (way.gives != nullptr && (ring || i + 1 < walk.size())) {
      member.gives = way.gives->id;
      member.gives_title = way.gives->title;
    }
    if (ring || i > 0) {
      const auto& got = *graph.ways[walk[(i + walk.size() - 1) % walk.size()]].gives;
      member.gets = got.id;
      member.gets_title = got.title;
      if (const auto* const need = need_met(market, graph, way, got)) member.need = need->id;
    }
    proposal.push_back(std::move(member));
  }
  if (ring)
    std::rotate(
        proposal.begin(),
        std::min_element(proposal.begin(), proposal.end(),
                         [](const Member& a, const Member& b) { return *a.gives < *b.gives; }),
        proposal.end());
  return proposal;
}

bool forbidden(const Market& market, const Graph& graph, const barter::Trail& trail) {
  if (!barter::is_ring(graph.net, trail)) {
    const auto walk = barter::walk_of(graph.net, trail);
    const auto kind = [&](barter::Vertex vertex) { return graph.ways[vertex].kind; };
    // Who would get something in return gives it, and a need is met at the end.
    if (kind(walk.back()) != Way::Kind::need ||
        std::ranges::find(walk, Way::Kind::barter, kind) != walk.end())
      return true;
  }
  if (market.refused.empty() && market.refusals.empty()) return false;
  const auto proposal = proposal_of(market, graph, trail);
  return market.refused.contains(posts_of(proposal)) ||
         forbidding(market.refusals, proposal) != nullptr;
}

}  // namespace mk::exchange
