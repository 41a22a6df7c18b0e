#pragma once

#include "lib/mail/delivery_report.hpp"
#include "lib/mail/mail.hpp"
#include "lib/store/context.hpp"

/// Letters that came back, and addresses that get none until somebody says so.
namespace mk::mail {

/// A letter of ours that did not arrive.
struct Bounce {
  LetterId letter;
  std::string address;  ///< The letter's recipient: what the report writes is never taken.
  Severity severity = Severity::soft;
  std::string status;  ///< May be empty.
  std::string said;    ///< May be empty.
  bool known = false;  ///< This report was noted before; nothing changed.
  bool held = false;   ///< It put the address on hold.
};

/// An address on hold.
struct Held {
  std::string address;
  Instant since;
  Severity cause = Severity::hard;
  std::string status;        ///< Of the last report about it; may be empty.
  std::string said;          ///< The same.
  std::int64_t letters = 0;  ///< That wait for it.
};

/// Three soft reports on different days (of Warsaw) …
constexpr std::size_t soft_days = 3;
/// … of which the first is no older than this put an address on hold (defaults of ours).
constexpr std::chrono::days soft_window{30};

/// Whether soft reports noted at `noted` put an address on hold, when the last letter of which
/// nothing came back was sent there at `arrived`: what came before that is forgiven.
MK_API bool too_many_soft(const std::vector<Instant>& noted, std::optional<Instant> arrived,
                          Instant now);

/// Notes `report`, once, when it returns a letter of the outbox and speaks of its recipient; else
/// it is none of our business and nothing is given. A hard one, or too many soft ones, put the
/// address on hold, and what waits for it is held.
MK_API std::optional<Bounce> note_bounce(const Context& context, const DeliveryReport& report);

/// Whether the report known by `id` was noted already.
MK_API bool is_noted(store::Database& db, const std::string& id);

/// Holds what got back into the queue to addresses that were put on hold meanwhile.
MK_API void hold_what_waits(const Context& context);

/// In the running transaction: holds what was just queued to `address`, if that is on hold.
void hold_if_held(const Context& context, const std::string& address);

/// Whether nothing goes to `address`.
MK_API bool is_held(store::Database& db, const std::string& address);

/// In the running transaction, when a facility's letters go elsewhere than to `address`: nobody
/// need look after its hold any more, unless letters of others wait for it.
void lift_if_unused(const Context& context, const std::string& address);

/// What became of the letters that waited for an address.
struct Released {
  std::string address;
  std::vector<LetterId> queued;
  std::vector<LetterId> cancelled;       ///< Their links are dead by now.
  std::vector<FacilityId> without_link;  ///< Of which no link that waited is alive.
};

/// Lets letters go to `address` again, whatever the case of its letters: those that wait are
/// queued, but for those whose link expired or has a newer one behind it.
/// Throws `Error`: usage (not an address), refused (not on hold).
MK_API Released release(const Context& context, const std::string& address);

/// The addresses on hold, by address.
MK_API std::vector<Held> held(store::Database& db);

}  // namespace mk::mail
