#include "lib/facility/rules.hpp"

/// What follows when the register changes.
namespace mk::facility {

namespace {

/// Why `heir` may not take an account over.
std::optional<Message> why_not_inherit(const Facility& heir) {
  const auto id = heir.id;
  if (heir.account)
    return msg("{} has an account of its own: {}, {}; see: mk facility show {}", id,
               heir.account->manager, heir.account->email, id);
  if (!heir.unlisted_reason.empty())
    return msg("{} was added by hand; an account continues only as a row of the register", id);
  if (!heir.listed())
    return msg("{} is not in the register any more; an account continues only as a row of it", id);
  return std::nullopt;
}

/// Why the account of `former` may not go to `heir`.
std::optional<Message> why_not_bequeath(const Facility& former, FacilityId heir) {
  const auto id = former.id;
  if (!former.account) return msg("{} has no account that could continue", id);
  if (former.state == State::withdrawn)
    return msg(
        "the account of {} has ended; register the new row: "
        "mk facility add {} --manager NAME --email ADDRESS",
        id, heir);
  if (former.listed())
    return msg(
        "{} is still in the register, so its account stays there; import the register that lacks "
        "it first",
        id);
  return std::nullopt;
}

}  // namespace

std::optional<Message> why_not_keep(const Facility& facility) {
  if (facility.delisted_at) return std::nullopt;
  if (facility.listed())
    return msg("{} is in the register; only one that has left it is kept", facility.id);
  return msg("{} was added by hand and stays until the register has it", facility.id);
}

std::optional<Message> why_not_merge(const Facility& heir, const Facility& former) {
  if (heir.id == former.id) return msg("{} cannot be merged with itself", heir.id);
  if (!why_not_inherit(former) && !why_not_bequeath(heir, former.id))
    return msg("{} has the account: the new row comes first: mk facility merge {} {}", heir.id,
               former.id, heir.id);
  if (auto why = why_not_inherit(heir)) return why;
  return why_not_bequeath(former, heir.id);
}

std::optional<Message> why_not_undo(const Batch& batch) {
  if (!batch.undone_at) return std::nullopt;
  return msg("{} was undone already, on {}", batch.id, *batch.undone_at);
}

}  // namespace mk::facility
