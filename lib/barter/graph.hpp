#pragma once

#include "lib/barter/barter.hpp"

#include <string>

namespace mk::barter {

/// The largest file of a graph, in bytes: 50 million arcs are less.
inline constexpr std::size_t most_graph_bytes = std::size_t{1} << 30U;

/// The graph in `file` ("-" is stdin): a line `n m`, then m lines `from to weight` with vertices
/// from 0, then `-1 -1 -1`; what follows `#` on a line is passed over, and so are empty lines.
/// `givers`, unless it is empty, is the file of those that want nothing back: their count, then
/// lines `giver to weight`, then `-1 -1 -1`; a second number after the count says how many lines.
/// The arcs come back by `from`, then by `to`. Throws `Error`: data (with the line and the reason
/// "graph"), or what reading a file throws.
MK_API Graph read_graph(const std::string& file, const std::string& givers = {});

}  // namespace mk::barter
