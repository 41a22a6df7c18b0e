#include "lib/barter/graph.hpp"

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace mk::barter {

namespace {

/// The numbers of a line.
struct Row {
  std::array<std::int64_t, 3> numbers{};
  std::size_t count = 0;
  bool whole = true;  ///< Nothing but whole numbers, and no more than three.

  bool ends() const {
    return is(3) && std::ranges::all_of(numbers, [](auto n) { return n == -1; });
  }
  bool is(std::size_t wanted) const { return whole && count == wanted; }
};

Row row_of(std::string_view line) {
  constexpr std::string_view blanks = " \t\r";
  Row row;
  line = line.substr(0, line.find('#'));
  for (auto at = line.find_first_not_of(blanks); at != line.npos;
       at = line.find_first_not_of(blanks, at)) {
    const auto end = std::min(line.find_first_of(blanks, at), line.size());
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(line.data() + at, line.data() + end, number);
    row.whole = row.whole && row.count < row.numbers.size() && error == std::errc{} &&
                stop == line.data() + end;
    if (row.whole) row.numbers[row.count] = number;
    ++row.count;
    at = end;
  }
  return row;
}

/// An arc and the line that it stands on.
struct Placed {
  Vertex from = 0;
  Vertex to = 0;
  std::uint32_t weight = 1;
  std::uint32_t line = 0;

  Pair pair() const { return {from, to}; }
};

/// Reads one file to its end, and says where it is not as it should be.
class Reader {
 public:
  explicit Reader(const std::string& file)
      : file_{file}, text_{read_file(file, most_graph_bytes)} {}

  /// The next line with anything on it, or nothing at the end.
  std::optional<Row> next() {
    while (at_ < text_.size()) {
      const auto end = std::min(text_.find('\n', at_), text_.size());
      const auto row = row_of(std::string_view{text_}.substr(at_, end - at_));
      at_ = end + 1;
      ++line_;
      if (row.count > 0) return row;
    }
    return std::nullopt;
  }

  /// Adds the arcs up to the line -1 -1 -1, which leave one of `from` and enter one of `to`.
  /// `announced` is how many there must be.
  void arcs(std::size_t from, std::size_t to, std::optional<std::int64_t> announced, Vertex first,
            std::vector<Placed>& all) {
    std::int64_t count = 0;
    for (auto row = next();; row = next()) {
      if (!row)
        refuse(msg("{}, line {}: the file breaks off; it ends with -1 -1 -1", file_, line_));
      if (row->ends()) break;
      if (announced && count == *announced)
        refuse(msg("{}, line {}: more arcs than the {} announced", file_, line_, *announced));
      all.push_back(arc(*row, from, to, first));
      ++count;
    }
    if (announced && count < *announced)
      refuse(msg("{}, line {}: arcs announced: {}, there: {}", file_, line_, *announced, count));
    if (next()) refuse(msg("{}, line {}: something stands after -1 -1 -1", file_, line_));
  }

  /// The counts on the first line, of which the second may be missing if `wanted` is 1.
  Row counts(std::size_t wanted, std::int64_t most) {
    const auto row = next();
    if (!row) {
      line_ = 1;
      refuse(msg("{}, line {}: nothing is in the file", file_, line_));
    }
    if (!row->is(wanted) && !row->is(2))
      refuse(wanted == 1
                 ? msg("{}, line {}: the count of givers should stand here, a whole number", file_,
                       line_)
                 : msg("{}, line {}: two whole numbers should stand here: how many vertices and "
                       "how many arcs",
                       file_, line_));
    in_range(row->numbers[0], most);
    in_range(row->numbers[1], most_arcs);
    return *row;
  }

  /// Refuses an arc that is there twice, with the line of the second; puts them in order.
  void order(std::vector<Placed>& all) {
    std::ranges::sort(all, [](const Placed& one, const Placed& other) {
      return std::pair{one.pair(), one.line} < std::pair{other.pair(), other.line};
    });
    const Placed* repeated = nullptr;
    for (std::size_t i = 1; i < all.size(); ++i)
      if (all[i].pair() == all[i - 1].pair() && (!repeated || all[i].line < repeated->line))
        repeated = &all[i];
    if (!repeated) return;
    line_ = repeated->line;
    refuse(msg("{}, line {}: this arc is there already", file_, line_));
  }

 private:
  [[noreturn]] void refuse(Message why) const {
    throw Error{Exit::data, std::move(why), "graph", line_};
  }

  void in_range(std::int64_t count, std::int64_t most) const {
    if (count < 0 || count > most)
      refuse(msg("{}, line {}: {} is not a count from 0 to {}", file_, line_, count, most));
  }

  void vertex(std::int64_t number, std::size_t count) const {
    if (number < 0 || number >= static_cast<std::int64_t>(count))
      refuse(msg("{}, line {}: {} is out of range; {} are announced, numbered from 0", file_, line_,
                 number, count));
  }

  Placed arc(const Row& row, std::size_t from, std::size_t to, Vertex first) const {
    if (!row.is(3))
      refuse(msg("{}, line {}: three whole numbers should stand here: from, to and weight", file_,
                 line_));
    const auto [leaves, enters, weight] = row.numbers;
    vertex(leaves, from);
    vertex(enters, to);
    if (weight < 1 || weight > most_weight)
      refuse(
          msg("{}, line {}: {} is not a weight from 1 to {}", file_, line_, weight, most_weight));
    const Placed it{static_cast<Vertex>(leaves) + first, static_cast<Vertex>(enters),
                    static_cast<std::uint32_t>(weight), static_cast<std::uint32_t>(line_)};
    if (it.from == it.to)
      refuse(msg("{}, line {}: this arc leads from a vertex to itself", file_, line_));
    return it;
  }

  std::string file_;
  std::string text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
};

void add(const std::vector<Placed>& placed, std::vector<Arc>& arcs) {
  arcs.reserve(arcs.size() + placed.size());
  for (const auto& it : placed) arcs.push_back({it.from, it.to, it.weight});
}

}  // namespace

Graph read_graph(const std::string& file, const std::string& givers) {
  Graph graph;
  std::vector<Placed> placed;
  Reader reader{file};
  const auto counts = reader.counts(2, most_vertices);
  graph.vertices = static_cast<std::size_t>(counts.numbers[0]);
  reader.arcs(graph.vertices, graph.vertices, counts.numbers[1], 0, placed);
  reader.order(placed);
  add(placed, graph.arcs);
  if (givers.empty()) return graph;
  placed.clear();
  Reader others{givers};
  const auto count = others.counts(1, most_vertices);
  graph.givers = static_cast<std::size_t>(count.numbers[0]);
  const auto announced = count.count == 2 ? std::optional{count.numbers[1]} : std::nullopt;
  others.arcs(graph.givers, graph.vertices, announced, static_cast<Vertex>(graph.vertices), placed);
  others.order(placed);
  add(placed, graph.arcs);
  return graph;
}

}  // namespace mk::barter
