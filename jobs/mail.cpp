#include "lib/base/address.hpp"
#include "lib/base/loaded.hpp"
#include "lib/cli/command.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/deliver.hpp"
#include "lib/mail/maildir.hpp"
#include "lib/mail/relay.hpp"
#include "lib/smtp/way.hpp"
#include "lib/store/jobs.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>

namespace mk {

namespace {

/// The signal that told the run to end, or 0.
std::atomic<int> signalled{0};

/// The first one waits for the letters under way, a second one for nothing.
extern "C" void end(int signal) {
  if (signalled.exchange(signal) != 0) _exit(128 + signal);
}

using Kind = mail::Answer::Kind;

/// The clock that the run was told, moved on by whole minutes: a short run can be replayed, a long
/// one keeps the leases it took.
mail::Clock clock_from(Instant now) {
  const auto begun = std::chrono::steady_clock::now();
  return [now, begun] {
    return now + std::chrono::floor<std::chrono::minutes>(std::chrono::steady_clock::now() - begun);
  };
}

/// The Maildir that letters are written into: `mail` beside the database, unless the key `folder`
/// names one.
std::string folder_name(const cli::Session& session) {
  const auto& named = session.settings.mail.folder;
  const auto beside = std::filesystem::absolute(session.database).parent_path() / "mail";
  return named.empty() ? beside.string() : named;
}

/// A way to `destination`, made when its first letter goes: with what is loaded then, and what that
/// loads in turn, an idle run would take twice as long.
mail::HandOver way_to(const smtp::Destination& destination, const Settings& settings) {
  const auto way = std::make_shared<mail::HandOver>();
  return [way, destination, &settings](const mail::Outgoing& letter) {
    if (!*way) {
      const auto module = module_of_ours("sending");
      module.function<smtp::MakeWay>("mk_make_way")(settings, destination, *way);
    }
    return (*way)(letter);
  };
}

/// The ways by which letters go. A rehearsal sends nothing.
std::vector<mail::HandOver> ways(const cli::Session& session) {
  const auto& settings = session.settings;
  if (session.out.dry_run())
    return {[](const mail::Outgoing& /*letter*/) { return mail::Answer{}; }};
  if (settings.mail.transport == "folder")
    return {way_to(mail::Maildir{folder_name(session)}, settings)};
  const auto relay = mail::relay(settings);
  std::vector<mail::HandOver> connections;
  for (std::int64_t made = 0; made < settings.mail.connections; ++made)
    connections.push_back(way_to(relay, settings));
  return connections;
}

/// A rate is for a server alone.
mail::Bounds bounds(const cli::Session& session, std::optional<std::int64_t> limit) {
  mail::Bounds bounds;
  if (limit) bounds.letters = *limit;
  if (session.settings.mail.transport == "smtp" && !session.out.dry_run())
    bounds.a_minute = session.settings.mail.rate;
  bounds.told_to_end = [] { return signalled != 0; };
  return bounds;
}

print::List list_of(const std::vector<mail::Trouble>& letters, const char* state) {
  print::List list;
  for (const auto& letter : letters)
    list.emplace_back(print::Thing{{"id", tr("Letter"), letter.id},
                                   {"state", tr("State"), state},
                                   {"message", tr("Last error"), letter.why}});
  return list;
}

struct SendMail {
  std::optional<std::int64_t> limit;
  std::optional<std::string> test;

  void declare(cli::Command& job) {
    job.takes(limit, "--limit", tr("send no more letters than this"));
    job.takes(test, "--test", tr("only send a test letter to this address, at once"));
    job.example("mk-mail --test clerk@city.example");
  }

  void run(cli::Session& session) const {
    if (limit && *limit < 1)
      throw Error{Exit::usage, msg("--limit takes a number from 1 on, not {}", *limit)};
    if (const auto reason = test ? why_not_address(*test) : std::nullopt)
      throw Error{Exit::usage, *reason};
    auto& context = session.context();
    test ? send_test(session, context) : send_due(session, context);
  }

 private:
  void send_test(cli::Session& session, const Context& context) const {
    mail::Letter letter;
    letter.to = *test;
    letter.event = "test";
    const auto answer = ways(session).front()(mail::draft(context, letter));
    if (answer.kind == Kind::no_server || answer.kind == Kind::lost || answer.kind == Kind::not_now)
      throw Error{Exit::network,
                  msg("{} does not take our letters: {}", session.settings.mail.url, answer.why)};
    if (answer.kind != Kind::taken)
      throw Error{Exit::refused, msg("the mail server refuses {}: {}", *test, answer.why)};
    if (session.settings.mail.transport == "folder")
      return session.out.note(
          msg("The test letter to {} is in {}; by mail nothing was sent: the key "
              "mail.transport says “folder”.",
              *test, folder_name(session)));
    session.out.note(msg("The test letter to {} is handed over.", *test));
  }

  void send_due(cli::Session& session, const Context& context) const {
    std::signal(SIGINT, end);
    std::signal(SIGTERM, end);
    mail::Delivered done;
    try {
      done = mail::deliver(context, ways(session), clock_from(context.now), bounds(session, limit));
    } catch (const Error& error) {
      if (error.exit() != Exit::busy)
        store::note_run(context, "mk-mail", "failed", spoken(error.message()));
      throw;
    }
    const bool bad = !done.failed.empty() || !done.held.empty();
    store::note_run(context, "mk-mail",
                    !done.no_server.empty() ? "network"
                    : bad                   ? "refused"
                                            : "ok",
                    done.no_server.empty() ? summary(done) : done.no_server);
    tell(session.out, session.settings, done);
    if (signalled != 0) std::exit(128 + signalled);
  }

  static std::string summary(const mail::Delivered& done) {
    std::string told;
    const auto add = [&](const char* what, std::size_t count) {
      if (count > 0)
        told += (told.empty() ? "" : ", ") + std::string{tr(what)} + ": " + std::to_string(count);
    };
    add(tr_later("letters sent"), static_cast<std::size_t>(done.sent));
    add(tr_later("letters postponed"), done.postponed.size());
    add(tr_later("letters given up"), done.failed.size());
    add(tr_later("letters held"), done.held.size());
    return told;
  }

  static void tell(print::Teller& out, const Settings& settings, const mail::Delivered& done) {
    if (out.json()) {
      out.show({{"sent", tr("Sent"), done.sent},
                {"postponed", tr("Postponed"), list_of(done.postponed, "queued")},
                {"failed", tr("Given up"), list_of(done.failed, "failed")},
                {"held", tr("Held"), list_of(done.held, "held")}});
      out.flush();
    }
    if (!done.no_server.empty()) throw no_server(settings, done.no_server);
    if (!done.failed.empty() || !done.held.empty())
      throw Error{Exit::refused, not_gone(done.failed, done.held)};
  }

  /// Which letters do not go, in one line: a mail of cron's. `mk mail list` has the rest.
  static Message not_gone(const std::vector<mail::Trouble>& failed,
                          const std::vector<mail::Trouble>& held) {
    if (!failed.empty() && !held.empty())
      return msg("letters given up: {}, held: {}; see: mk mail list --state failed, --state held",
                 failed.size(), held.size());
    if (failed.size() > 1)
      return counted(failed.size(), "{} letter is given up; see: mk mail list --state failed",
                     "{} letters are given up; see: mk mail list --state failed");
    if (held.size() > 1)
      return counted(held.size(), "{} letter is held; see: mk mail list --state held",
                     "{} letters are held; see: mk mail list --state held");
    if (held.empty())
      return msg("{}, to {}, is given up (see: mk mail show {}): {}", failed.front().id,
                 failed.front().to, failed.front().id, failed.front().why);
    return msg("{}, to {}, is held (see: mk mail show {}): {}", held.front().id, held.front().to,
               held.front().id, held.front().why);
  }

  static Error no_server(const Settings& settings, const std::string& why) {
    return {Exit::network,
            msg("{} takes no letters from us; they wait: {}", settings.mail.url, why)};
  }
};

}  // namespace

}  // namespace mk

int main(int argc, char** argv) {
  using namespace mk;
  return cli::run({"mk-mail",
                   tr_later("Sends the letters that wait."),
                   {},
                   [](cli::Command& job) { job.is<SendMail>(); },
                   "mk-mail --limit 100"},
                  argc, argv);
}
