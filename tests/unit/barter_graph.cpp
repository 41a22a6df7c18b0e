#include "lib/barter/graph.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <filesystem>

using namespace mk;
using namespace mk::barter;

namespace {

/// A file of its own for each text, gone at the end.
class Written {
 public:
  explicit Written(const std::string& text)
      : file_{std::filesystem::temp_directory_path() /
              ("mk-graph-" + std::to_string(getpid()) + "-" + std::to_string(++count))} {
    write_file(file_, text);
  }
  ~Written() { std::filesystem::remove(file_); }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  std::string name() const { return file_; }

 private:
  static inline int count = 0;
  std::filesystem::path file_;
};

Graph graph_of(const std::string& text, const std::string& givers = {}) {
  const Written file{text};
  if (givers.empty()) return read_graph(file.name());
  return read_graph(file.name(), Written{givers}.name());
}

/// The line that a graph is refused at, and why: 0 when it is taken.
struct Refused {
  std::size_t line = 0;
  std::string why;
};

Refused refused(const std::string& text, const std::string& givers = {}) {
  try {
    graph_of(text, givers);
    return {};
  } catch (const Error& error) {
    CHECK(error.exit() == Exit::data);
    CHECK(error.reason() == "graph");
    const auto why = in_english(error.message());
    const auto line = ", line " + std::to_string(error.line()) + ": ";
    REQUIRE(why.find(line) != std::string::npos);
    return {error.line(), why.substr(why.find(line) + line.size())};
  }
}

void check_refused(const std::string& text, std::size_t line, const std::string& why) {
  CAPTURE(text);
  const auto it = refused(text);
  CHECK(it.line == line);
  CHECK(it.why == why);
}

using Triple = std::array<std::int64_t, 3>;

std::vector<Triple> triples(const Graph& graph) {
  std::vector<Triple> all;
  all.reserve(graph.arcs.size());
  for (const auto& arc : graph.arcs) all.push_back({arc.from, arc.to, arc.weight});
  return all;
}

}  // namespace

TEST_CASE("a graph's arcs come back in order, whatever blanks, comments and line ends") {
  const auto graph = graph_of(
      "# a pool\r\n\r\n 3\t2 # vertices, arcs\r\n2 0 7\r\n#0 2 1\r\n  0   1 1000000#x\r\n\r\n"
      "-1 -1 -1\r\n# the end\r\n");
  CHECK(graph.vertices == 3);
  CHECK(graph.givers == 0);
  CHECK(triples(graph) == std::vector<Triple>{{0, 1, 1'000'000}, {2, 0, 7}});
}

TEST_CASE("a graph may have no arcs, no vertices and no last line end") {
  CHECK(graph_of("3 0\n-1 -1 -1").vertices == 3);
  CHECK(graph_of("0 0\n-1 -1 -1\n").arcs.empty());
}

TEST_CASE("givers are numbered after the vertices, with or without a count of lines") {
  const std::string graph = "3 1\n0 1 1\n-1 -1 -1\n";
  for (const std::string first : {"2", "2 3"}) {
    const auto both = graph_of(graph, first + "\n1 0 5\n0 2 1\n0 0 2\n-1 -1 -1\n");
    CHECK(both.givers == 2);
    CHECK(triples(both) == std::vector<Triple>{{0, 1, 1}, {3, 0, 2}, {3, 2, 1}, {4, 0, 5}});
  }
}

TEST_CASE("a malformed graph is refused with its line") {
  const std::string counts =
      "two whole numbers should stand here: how many vertices and how many arcs";
  const std::string arc = "three whole numbers should stand here: from, to and weight";
  check_refused("", 1, "nothing is in the file");
  check_refused("# nothing\n\n", 1, "nothing is in the file");
  check_refused("3\n-1 -1 -1\n", 1, counts);
  check_refused("3 1 1\n0 1 1\n-1 -1 -1\n", 1, counts);
  check_refused("\n#\nn m\n", 3, counts);
  check_refused("3 1.0\n0 1 1\n-1 -1 -1\n", 1, counts);
  check_refused("99999999999999999999 1\n", 1, counts);
  check_refused(std::string("3 1\0\n0 1 1\n-1 -1 -1\n", 19), 1, counts);
  check_refused(
      "\x7f"
      "ELF\x02\x01\n",
      1, counts);
  check_refused("-1 -1 -1\n", 1, counts);
  check_refused("1000000000 1\n0 1 1\n-1 -1 -1\n", 1,
                "1000000000 is not a count from 0 to 1000000");
  check_refused("3 1000000000\n0 1 1\n-1 -1 -1\n", 1,
                "1000000000 is not a count from 0 to 50000000");
  check_refused("-3 1\n0 1 1\n-1 -1 -1\n", 1, "-3 is not a count from 0 to 1000000");
  check_refused("3 1\n0 1\n-1 -1 -1\n", 2, arc);
  check_refused("3 1\n0 1 1 1\n-1 -1 -1\n", 2, arc);
  check_refused("3 1\n0 1 x\n-1 -1 -1\n", 2, arc);
  check_refused("3 1\n0 1 1.5\n-1 -1 -1\n", 2, arc);
  check_refused("3 1\n0 1 99999999999999999999\n-1 -1 -1\n", 2, arc);
  check_refused("3 1\n0 3 1\n-1 -1 -1\n", 2, "3 is out of range; 3 are announced, numbered from 0");
  check_refused("3 1\n\n-1 2 1\n", 3, "-1 is out of range; 3 are announced, numbered from 0");
  check_refused("3 1\n1 1 1\n-1 -1 -1\n", 2, "this arc leads from a vertex to itself");
  check_refused("3 1\n0 1 0\n-1 -1 -1\n", 2, "0 is not a weight from 1 to 1000000");
  check_refused("3 1\n0 1 1000001\n-1 -1 -1\n", 2, "1000001 is not a weight from 1 to 1000000");
  check_refused("3 1\n0 1 -5\n-1 -1 -1\n", 2, "-5 is not a weight from 1 to 1000000");
}

TEST_CASE("a graph with more or fewer arcs than announced, or no end, is refused with its line") {
  check_refused("3 1\n0 1 1\n1 2 1\n-1 -1 -1\n", 3, "more arcs than the 1 announced");
  check_refused("3 3\n0 1 1\n1 2 1\n-1 -1 -1\n", 4, "arcs announced: 3, there: 2");
  check_refused("3 1\n0 1 1\n", 2, "the file breaks off; it ends with -1 -1 -1");
  check_refused("3 2\n0 1 1\n\n", 3, "the file breaks off; it ends with -1 -1 -1");
  check_refused("3 1\n0 1 1\n-1 -1 -1\n\n0 2 1\n", 5, "something stands after -1 -1 -1");
}

TEST_CASE("the first repeated arc is refused with the line of its repetition") {
  check_refused("3 5\n2 1 1\n0 1 1\n1 2 1\n0 1 2\n2 1 1\n-1 -1 -1\n", 5,
                "this arc is there already");
}

TEST_CASE("a malformed file of givers is refused with its line") {
  const std::string graph = "3 1\n0 1 1\n-1 -1 -1\n";
  const auto check = [&](const std::string& givers, std::size_t line, const std::string& why) {
    CAPTURE(givers);
    const auto it = refused(graph, givers);
    CHECK(it.line == line);
    CHECK(it.why == why);
  };
  check("#\n", 1, "nothing is in the file");
  check("one\n", 1, "the count of givers should stand here, a whole number");
  check("1000000000\n", 1, "1000000000 is not a count from 0 to 1000000");
  check("1 2\n0 1 1\n-1 -1 -1\n", 3, "arcs announced: 2, there: 1");
  check("1 1\n0 1 1\n0 2 1\n-1 -1 -1\n", 3, "more arcs than the 1 announced");
  check("1\n1 1 1\n-1 -1 -1\n", 2, "1 is out of range; 1 are announced, numbered from 0");
  check("1\n0 3 1\n-1 -1 -1\n", 2, "3 is out of range; 3 are announced, numbered from 0");
  check("1\n0 1 1\n0 1 1\n-1 -1 -1\n", 3, "this arc is there already");
  check("1\n0 1 1\n", 2, "the file breaks off; it ends with -1 -1 -1");
}

TEST_CASE("a graph that is not there is missing") {
  try {
    read_graph("/nowhere/pool.graph");
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.exit() == Exit::missing);
  }
}
