#include "lib/barter/net.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace mk::barter {

namespace {

std::vector<Net::Place> own_places(std::size_t count) {
  std::vector<Net::Place> places(count);
  for (std::uint32_t vertex = 0; vertex < count; ++vertex)
    places[vertex] = {vertex, {vertex, Net::no_row}};
  return places;
}

bool before(const Arc& a, const Arc& b) { return std::tie(a.from, a.to) < std::tie(b.from, b.to); }

}  // namespace

Net::Net(const Graph& graph, const Bounds& bounds)
    : Net{graph, bounds, own_places(graph.vertices + graph.givers), graph.vertices + graph.givers,
          graph.vertices} {}

Net::Net(const Graph& graph, const Bounds& bounds, std::vector<Place> places, std::size_t rows,
         std::size_t roots)
    : givers_from_{graph.vertices},
      roots_{roots},
      rows_{rows},
      bounds_{bounds},
      places_{std::move(places)},
      arcs_{graph.arcs} {
  // No walk is longer than there are vertices.
  bounds_.ring = std::min(bounds_.ring, graph.vertices);
  bounds_.chain = std::min(bounds_.chain, graph.vertices);
  index();
}

void Net::index() {
  if (!std::is_sorted(arcs_.begin(), arcs_.end(), before))
    std::sort(arcs_.begin(), arcs_.end(), before);
  out_.assign(size() + 1, 0);
  into_from_.assign(size() + 1, 0);
  for (const auto& arc : arcs_) {
    ++out_[arc.from + 1];
    ++into_from_[arc.to + 1];
  }
  std::partial_sum(out_.begin(), out_.end(), out_.begin());
  std::partial_sum(into_from_.begin(), into_from_.end(), into_from_.begin());
  into_.resize(arcs_.size());
  auto next = into_from_;
  for (ArcId id = 0; id < arcs_.size(); ++id) into_[next[arcs_[id].to]++] = id;
}

std::optional<ArcId> Net::find(Vertex from, Vertex to) const {
  const auto begin = arcs_.begin() + out_[from];
  const auto end = arcs_.begin() + out_[from + 1];
  const auto found = std::lower_bound(begin, end, Arc{from, to, 0}, before);
  if (found == end || found->to != to) return std::nullopt;
  return static_cast<ArcId>(found - arcs_.begin());
}

std::vector<double> Net::vertex_prices(std::span<const double> rows) const {
  std::vector<double> prices(size(), 0);
  for (Vertex vertex = 0; vertex < size(); ++vertex)
    for (const auto row : places_[vertex].rows)
      if (row != no_row) prices[vertex] += rows[row];
  return prices;
}

Walk walk_of(const Net& net, const Trail& trail) {
  Walk walk;
  for (const auto arc : trail) walk.push_back(net.arc(arc).from);
  if (!is_ring(net, trail)) walk.push_back(net.arc(trail.back()).to);
  return walk;
}

std::vector<RowId> rows_of(const Net& net, const Trail& trail) {
  std::vector<RowId> rows;
  for (const auto vertex : walk_of(net, trail))
    for (const auto row : net.place(vertex).rows)
      if (row != Net::no_row) rows.push_back(row);
  return rows;
}

bool is_ring(const Net& net, const Trail& trail) {
  return net.arc(trail.front()).from == net.arc(trail.back()).to;
}

}  // namespace mk::barter
