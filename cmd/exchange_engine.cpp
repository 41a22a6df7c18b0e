#include "cmd/nouns.hpp"
#include "lib/barter/graph.hpp"
#include "lib/barter/result.hpp"
#include "lib/barter/solve.hpp"
#include "lib/barter/verify.hpp"
#include "lib/base/file.hpp"
#include "lib/print/read_json.hpp"

#include <algorithm>
#include <initializer_list>

namespace mk::cmd {

namespace {

void refuse_two_inputs(std::initializer_list<std::string> files) {
  if (std::ranges::count(files, "-") > 1)
    throw Error{Exit::usage, msg("only one of the files can be “-”, the standard input")};
}

/// Each ring or chain on a line, as a person reads it: the giver 3 is g3.
std::string lines(const barter::Graph& graph, const std::vector<barter::Walk>& walks, bool closed) {
  std::string text;
  for (const auto& walk : walks) {
    if (!text.empty()) text += '\n';
    for (std::size_t i = 0; i < walk.size(); ++i)
      text += (i > 0 ? " → " : "") + barter::name_of(graph, walk[i]);
    if (closed) text += " → " + barter::name_of(graph, walk.front());
  }
  return text;
}

/// An answer without its certificate, which only programs want.
print::Thing summary(const barter::Graph& graph, const barter::Result& result) {
  return {{"served", tr("Served"), result.served},
          {"weight", tr("Weight"), result.weight},
          {"bound", tr("Bound"), result.bound},
          {"proven", tr("Proven"), result.proven()},
          {"rings", tr("Rings"), lines(graph, result.rings, true)},
          {"chains", tr("Chains"), lines(graph, result.chains, false)}};
}

struct Solve {
  std::string graph;
  std::int64_t rings = 0;
  std::optional<std::int64_t> chains;
  std::string givers;
  std::int64_t seconds = 10;

  void declare(cli::Command& solve) {
    solve.needs(graph, "graph", tr("the file of the graph; “-” is the standard input"));
    solve.needs(rings, "--rings", tr("the most vertices of a ring, 2 or more"));
    solve.takes(chains, "--chains", tr("the most arcs of a chain that begins at a giver"));
    solve.takes(givers, "--givers", tr("the file of those that want nothing back"));
    solve.takes(seconds, "--seconds",
                tr("how many seconds to look for something better, otherwise 10"));
    solve.example("mk exchange solve pool.graph --rings 3 --format json");
  }

  void run(const cli::Session& session) const {
    if (rings < 2) throw Error{Exit::usage, msg("--rings is a whole number, 2 or more")};
    if (chains && *chains < 1)
      throw Error{Exit::usage, msg("--chains is a whole number, 1 or more")};
    if (seconds < 1 || seconds > most_seconds)
      throw Error{Exit::usage, msg("--seconds is a whole number from 1 to {}", most_seconds)};
    if (chains.has_value() == givers.empty())
      throw Error{Exit::usage, msg("--chains and --givers go together: chains begin at givers")};
    refuse_two_inputs({graph, givers});
    const auto whole = barter::read_graph(graph, givers);
    const barter::Bounds bounds{static_cast<std::size_t>(rings),
                                static_cast<std::size_t>(chains.value_or(0))};
    const auto result = barter::solve(whole, bounds, {.seconds = static_cast<double>(seconds)});
    session.out.show(session.out.json() ? shown(whole, result) : summary(whole, result));
  }

  static constexpr std::int64_t most_seconds = 86'400;
};

struct Verify {
  std::string graph;
  std::string result;
  std::string givers;

  void declare(cli::Command& verify) {
    verify.needs(graph, "graph", tr("the file of the graph; “-” is the standard input"));
    verify.needs(result, "result", tr("what mk exchange solve answered, as JSON; “-” as well"));
    verify.takes(givers, "--givers", tr("the file of those that want nothing back"));
    verify.example("mk exchange verify pool.graph result.json");
  }

  void run(const cli::Session& session) const {
    refuse_two_inputs({graph, result, givers});
    const auto whole = barter::read_graph(graph, givers);
    const auto told =
        barter::read_result(whole, print::read_json(read_file(result), barter::most_result_values));
    refuse_if(barter::why_not(whole, told));
    session.out.changed(
        told.proven()
            ? msg("the result is right, and nothing weighs more: served: {}, weight: {}",
                  told.served, told.weight)
            : msg("the result is right, and nothing weighs more than {}: served: {}, weight: {}",
                  told.bound, told.served, told.weight),
        print::Thing{{"state", tr("State"), print::Code{"verified", tr_later("verified")}},
                     {"k", tr("Longest ring"), told.bounds.ring},
                     {"chain_length", tr("Longest chain"), told.bounds.chain},
                     {"served", tr("Served"), told.served},
                     {"weight", tr("Weight"), told.weight},
                     {"proven", tr("Proven"), told.proven()},
                     {"bound", tr("Bound"), told.bound}});
  }
};

}  // namespace

void exchange_engine(cli::Command& noun) {
  noun.verb<Solve>("solve", tr("find the rings and chains of a graph that move most"));
  noun.verb<Verify>("verify", tr("check rings and the proof that nothing moves more"));
}

}  // namespace mk::cmd
