#include "lib/base/address.hpp"
#include "lib/cli/command.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/deliver.hpp"
#include "lib/mail/maildir.hpp"
#include "lib/mime/message.hpp"
#include "lib/smtp/smtp.hpp"
#include "lib/store/jobs.hpp"

#include <filesystem>
#include <thread>

namespace mk {

namespace {

using Kind = mail::Answer::Kind;

/// The clock that the run was told, moved on by whole minutes: a short run can be replayed, a long
/// one keeps the leases it took.
mail::Clock clock_from(Instant now) {
  const auto begun = std::chrono::steady_clock::now();
  return [now, begun] {
    return now + std::chrono::floor<std::chrono::minutes>(std::chrono::steady_clock::now() - begun);
  };
}

/// Writes letters into the Maildir: `mail` beside the database, unless the key `folder` names one.
mail::HandOver into_folder(const cli::Session& session) {
  const auto& named = session.settings.mail.folder;
  const auto beside = std::filesystem::absolute(session.database).parent_path() / "mail";
  const mail::Maildir maildir{named.empty() ? beside.string() : named};
  return [maildir, &settings = session.settings](const mail::Outgoing& letter) {
    // The name tells the letter, so that a run that died before it could commit leaves no second.
    const auto unique = letter.message_id.substr(1, letter.message_id.find('@') - 1);
    const auto time = std::to_string(letter.queued_at.time_since_epoch().count());
    maildir.put(time + "." + letter.id.text() + "." + unique, mime::message(letter, settings));
    return mail::Answer{};
  };
}

mail::HandOver through_server(const Settings& settings) {
  const auto connection = std::make_shared<smtp::Connection>(smtp::server(settings));
  return [connection, &settings](const mail::Outgoing& letter) {
    return connection->send(letter.to, mime::message(letter, settings));
  };
}

/// At most `rate` letters a minute; 0 is no bound.
mail::HandOver no_faster(std::int64_t rate, mail::HandOver hand_over) {
  if (rate <= 0) return hand_over;
  const auto between = std::chrono::milliseconds{60'000 / rate};
  return [between, hand_over, first = true](const mail::Outgoing& letter) mutable {
    if (!first) std::this_thread::sleep_for(between);
    first = false;
    return hand_over(letter);
  };
}

/// How letters go. A rehearsal sends nothing.
mail::HandOver transport(const cli::Session& session) {
  const auto& mail = session.settings.mail;
  if (session.out.dry_run()) return [](const mail::Outgoing& /*letter*/) { return mail::Answer{}; };
  if (mail.transport == "folder") return into_folder(session);
  return no_faster(mail.rate, through_server(session.settings));
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
    const auto answer = transport(session)(mail::draft(context, letter));
    if (answer.kind == Kind::no_server) throw no_server(answer.why);
    if (answer.kind != Kind::taken)
      throw Error{Exit::refused, msg("the mail server refuses {}: {}", *test, answer.why)};
    session.out.note(msg("The test letter to {} is handed over.", *test));
  }

  void send_due(cli::Session& session, const Context& context) const {
    const auto most = limit.value_or(std::numeric_limits<std::int64_t>::max());
    const auto done = mail::deliver(context, transport(session), clock_from(context.now), most);
    const bool bad = !done.no_server.empty() || !done.failed.empty();
    store::note_run(context, "mk-mail",
                    !bad                     ? "ok"
                    : done.no_server.empty() ? "refused"
                                             : "network",
                    done.no_server);
    tell(session.out, done);
  }

  static void tell(print::Teller& out, const mail::Delivered& done) {
    if (out.json()) {
      out.show({{"sent", tr("Sent"), done.sent},
                {"postponed", tr("Postponed"), list_of(done.postponed, "queued")},
                {"failed", tr("Given up"), list_of(done.failed, "failed")},
                {"held", tr("Held"), print::List{}}});
      out.flush();
    }
    for (const auto& letter : done.failed)
      out.warn(msg("{}, to {}, is given up: {}", letter.id, letter.to, letter.why));
    if (!done.no_server.empty()) throw no_server(done.no_server);
    if (!done.failed.empty())
      throw Error{
          Exit::refused,
          counted(done.failed.size(), "{} letter is given up; see: mk mail list --state failed",
                  "{} letters are given up; see: mk mail list --state failed")};
  }

  static Error no_server(const std::string& why) {
    return {Exit::network, msg("the mail server takes no letters from us; they wait: {}", why)};
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
