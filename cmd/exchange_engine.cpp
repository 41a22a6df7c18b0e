#include "cmd/nouns.hpp"

namespace mk::cmd {

void exchange_engine(cli::Command& /*noun*/) {}

}  // namespace mk::cmd
