#pragma once

#include "lib/print/value.hpp"
#include "lib/rewards/actions.hpp"

#include <vector>

/// How rewards, budget lines and reservations are shown: the same keys alone and in a list.
namespace mk::cmd {

print::Thing shown(const rewards::Offer& offer);
print::Thing shown(const rewards::Funds& funds);
print::Thing shown(const rewards::Reservation& reservation);
/// The reward as it was last, and whether it is deleted or archived.
print::Thing shown(const rewards::Removal& removal);
print::Thing shown(const rewards::Imported& imported, const std::string& file);

/// A list; `asked` adds whether a facility may reserve each reward, and why not.
print::Table listed(const std::vector<rewards::Offer>& offers, bool asked);
print::Table listed(const std::vector<rewards::Funds>& lines);
print::Table listed(const std::vector<rewards::Reservation>& reservations);
/// The same as the line of those who wait.
print::Table in_line(const std::vector<rewards::Reservation>& reservations);

}  // namespace mk::cmd
