#pragma once

#include "lib/barter/barter.hpp"
#include "lib/print/value.hpp"

#include <cstddef>
#include <string>

namespace mk::barter {

/// The most values of a result that is handed in: 10,000 vertices with a thousand leaves.
inline constexpr std::size_t most_result_values = 10'000'000;

/// What a person calls a vertex: its number, and that of a giver after a "g".
MK_API std::string name_of(const Graph& graph, Vertex vertex);

/// What mk tells of `result`, which is one of `graph`; mk-exchange(1) has the form. A chain begins
/// with its giver's own number, and arcs of givers stand apart.
MK_API print::Thing shown(const Graph& graph, const Result& result);

/// Takes in what `json` says of `graph`, of which nothing is believed. Throws `Error`: data, it has
/// not the form of a result; refused, it names a vertex that is not in the graph, gives another
/// number of prices, or calls itself proven and is not. Whether it is right is another question.
MK_API Result read_result(const Graph& graph, const print::Value& json);

}  // namespace mk::barter
