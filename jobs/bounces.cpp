#include "lib/mail/bounces.hpp"

#include "lib/cli/command.hpp"
#include "lib/imap/imap.hpp"
#include "lib/mail/maildir_reading.hpp"
#include "lib/mime/report.hpp"
#include "lib/store/jobs.hpp"

namespace mk {

namespace {

/// What one run found.
struct Found {
  std::int64_t reports = 0;  ///< Looked at, whosever they are.
  std::int64_t known = 0;    ///< Noted before.
  std::vector<mail::Bounce> noted;
};

/// Notes what `message` reports, and tells whether it was a report about a letter of ours.
bool take(const Context& context, const std::string& message, Found& found) {
  const auto parts = mime::report_parts(message);
  const auto report = parts ? mail::delivery_report(*parts) : std::nullopt;
  if (!report) return false;
  ++found.reports;
  const auto bounce = mail::note_bounce(context, *report);
  if (!bounce) return false;
  if (bounce->known) {
    ++found.known;
  } else {
    found.noted.push_back(*bounce);
  }
  return true;
}

print::List list_of(const std::vector<mail::Bounce>& bounces) {
  print::List list;
  for (const auto& it : bounces)
    list.emplace_back(print::Thing{{"letter", tr("Letter"), it.letter},
                                   {"address", tr("Address"), it.address},
                                   {"kind", tr("Kind"), mail::code(it.severity)},
                                   {"status", tr("Status"), it.status},
                                   {"said", tr("The server said"), it.said},
                                   {"held", tr("On hold"), it.held}});
  return list;
}

struct ReadBounces {
  static void declare(cli::Command& /*job*/) {}

  static void run(cli::Session& session) {
    if (session.settings.bounces.transport.empty()) return tell(session.out, {});
    auto& context = session.context();
    Found found;
    std::optional<Error> failure;
    try {
      mail::hold_what_waits(context);
      read(session, context, found);
    } catch (const Error& error) {
      failure = error;
    }
    const bool busy = failure && failure->exit() == Exit::busy;
    if (!busy) note(context, found, failure);
    tell(session.out, found);
    if (failure) throw Error{*failure};
  }

 private:
  /// A rehearsal marks nothing in the mailbox.
  static void read(const cli::Session& session, const Context& context, Found& found) {
    const bool marks = !session.out.dry_run();
    const auto take_in = [&](const std::string& message) {
      return take(context, message, found) && marks;
    };
    if (session.settings.bounces.transport == "maildir")
      return mail::read_maildir(session.settings.bounces.folder, take_in);
    const auto known = [&](const std::string& id) { return mail::is_noted(context.db, id); };
    imap::read(imap::server(session.settings), {known, take_in});
  }

  static void note(const Context& context, const Found& found,
                   const std::optional<Error>& failure) {
    const bool unreachable = failure && failure->exit() == Exit::network;
    store::note_run(context, "mk-bounces",
                    !failure      ? "ok"
                    : unreachable ? "network"
                                  : "failed",
                    failure ? spoken(failure->message()) : summary(found));
  }

  static std::string summary(const Found& found) {
    return found.noted.empty() ? ""
                               : tr("reports noted") + (": " + std::to_string(found.noted.size()));
  }

  static void tell(print::Teller& out, const Found& found) {
    if (!out.json()) return;
    const auto ours = found.known + static_cast<std::int64_t>(found.noted.size());
    out.show({{"reports", tr("Delivery reports"), found.reports},
              {"noted", tr("Noted"), list_of(found.noted)},
              {"known", tr("Noted before"), found.known},
              {"not_ours", tr("About letters of others"), found.reports - ours}});
    out.flush();
  }
};

}  // namespace

}  // namespace mk

int main(int argc, char** argv) {
  using namespace mk;
  return cli::run({"mk-bounces",
                   tr_later("Reads which letters did not arrive."),
                   {},
                   [](cli::Command& job) { job.is<ReadBounces>(); },
                   "mk-bounces --dry-run --format json"},
                  argc, argv);
}
