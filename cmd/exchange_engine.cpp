#include "cmd/nouns.hpp"
#include "lib/barter/graph.hpp"
#include "lib/barter/result.hpp"
#include "lib/barter/verify.hpp"
#include "lib/base/file.hpp"
#include "lib/print/read_json.hpp"

#include <algorithm>

namespace mk::cmd {

namespace {

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
    const auto files = {graph, result, givers};
    if (std::count(files.begin(), files.end(), "-") > 1)
      throw Error{Exit::usage, msg("only one of the files can be “-”, the standard input")};
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
  noun.verb<Verify>("verify", tr("check rings and the proof that nothing moves more"));
}

}  // namespace mk::cmd
