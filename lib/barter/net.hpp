#pragma once

#include "lib/barter/barter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace mk::barter {

using ArcId = std::uint32_t;
using RowId = std::uint32_t;

/// A ring or a chain, as the arcs along which things go, in their order.
using Trail = std::vector<ArcId>;

/// What the engine works on: a graph in which vertices may be ways of taking part that exclude each
/// other. Each vertex takes up one row or two, and a row is taken up once; in a plain graph a
/// vertex is its own row. The givers come after the others.
class Net {
 public:
  static constexpr RowId no_row = static_cast<RowId>(-1);

  /// How a vertex takes part.
  struct Place {
    std::uint32_t party = 0;  ///< Whose it is; nobody is in a walk twice.
    std::array<RowId, 2> rows{no_row, no_row};
  };

  /// `graph` itself, each vertex a party and a row of its own.
  Net(const Graph& graph, const Bounds& bounds);
  /// `graph`, whose vertices take part as `places` say, in `rows` rows. A ring has a vertex below
  /// `roots`.
  Net(const Graph& graph, const Bounds& bounds, std::vector<Place> places, std::size_t rows,
      std::size_t roots);

  /// Allows shorter walks only.
  void shorten(const Bounds& bounds) {
    bounds_ = {std::min(bounds_.ring, bounds.ring), std::min(bounds_.chain, bounds.chain)};
  }

  /// Lets no walk be used of which `forbidden` is true, though its arcs are there.
  void forbid(std::function<bool(const Trail&)> forbidden) { forbidden_ = std::move(forbidden); }
  bool forbids(const Trail& trail) const { return forbidden_ && forbidden_(trail); }

  std::size_t size() const { return places_.size(); }  ///< Vertices and givers.
  std::size_t givers_from() const { return givers_from_; }
  std::size_t roots() const { return roots_; }
  std::size_t rows() const { return rows_; }
  const Bounds& bounds() const { return bounds_; }
  const Place& place(Vertex vertex) const { return places_[vertex]; }

  std::size_t arcs() const { return arcs_.size(); }
  /// By their first vertex, then by their second; an arc's id is its place here.
  const Arc& arc(ArcId id) const { return arcs_[id]; }
  /// The arcs that leave `vertex` are those from `out(vertex)` up to `out(vertex + 1)`.
  ArcId out(Vertex vertex) const { return out_[vertex]; }
  std::span<const ArcId> into(Vertex vertex) const {
    return std::span{into_}.subspan(into_from_[vertex],
                                    into_from_[vertex + 1] - into_from_[vertex]);
  }
  /// The arc `from` → `to`, or nothing.
  std::optional<ArcId> find(Vertex from, Vertex to) const;

  /// The prices of the vertices when each row has the one that `rows` says.
  std::vector<double> vertex_prices(std::span<const double> rows) const;

 private:
  void index();

  std::size_t givers_from_;
  std::size_t roots_;
  std::size_t rows_;
  Bounds bounds_;
  std::function<bool(const Trail&)> forbidden_;
  std::vector<Place> places_;
  std::vector<Arc> arcs_;
  std::vector<ArcId> out_;
  std::vector<ArcId> into_;
  std::vector<ArcId> into_from_;
};

/// The vertices of `trail`, from its first on.
Walk walk_of(const Net& net, const Trail& trail);

/// The rows that its vertices take up.
std::vector<RowId> rows_of(const Net& net, const Trail& trail);

/// Whether it comes back to where it begins.
bool is_ring(const Net& net, const Trail& trail);

}  // namespace mk::barter
