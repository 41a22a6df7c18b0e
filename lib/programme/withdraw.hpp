#pragma once

#include "lib/base/export.hpp"
#include "lib/base/id.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Ends the membership of facilities in every room at once.
namespace mk::programme {

/// What withdrawing ends beside the account.
struct Withdrawal {
  std::uint64_t drafts = 0;
  std::uint64_t reservations = 0;
  std::uint64_t exchange = 0;  ///< Posts and matches together.
  std::uint64_t letters = 0;
};

/// Withdraws `ids`, all of them or none, with what each has: drafts, reservations, posts, matches,
/// queued letters; each head gets the `reason`. Throws `Error`: refused (naming which and why),
/// usage (no reason).
MK_API Message withdraw(const Context& context, std::span<const FacilityId> ids,
                        const std::string& reason);

/// What `withdraw` would end. Nothing is kept; throws as `withdraw` does.
MK_API Withdrawal preview_withdrawal(const Context& context, std::span<const FacilityId> ids,
                                     const std::string& reason);

/// The same as sentences, for the person who decides; only what there is.
MK_API std::vector<Message> sentences(const Withdrawal& withdrawal);

}  // namespace mk::programme
