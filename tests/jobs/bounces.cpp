#include "lib/mail/bounces.hpp"

#include "lib/base/file.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/delivery_report.hpp"
#include "tests/jobs/program.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>

using namespace mk;
namespace fs = std::filesystem;

namespace {

const std::string tests = MK_SOURCE_DIR "/tests/jobs/";
const std::string servers = MK_BINARY_DIR "/servers";

/// An outbox with one letter sent to `anna@klub.example`, and mk-bounces with a config.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  Context context{db, *parse_instant("2026-09-10T10:00:00Z"), {"ola", ""}, settings};
  std::string inbox = scratch.file("Maildir");
  std::string secret = scratch.file("password");

  Office() {
    store::together(db, context.deed("test"), [&](auto&) {
      mail::queue(context, {.to = "anna@klub.example",
                            .event = "test",
                            .occurrence = "1",
                            .facility = {},
                            .words = {}});
    });
    for (const auto* inside : {"/new", "/cur", "/tmp"}) fs::create_directories(inbox + inside);
    write_file(secret, "s3cret\n");
    chmod(secret.c_str(), 0600);
  }

  std::string report(const std::string& shape) const {
    auto text = read_file(tests + "reports/" + shape + ".eml");
    const auto message_id = mail::show(context, {1}).message_id;
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"@MESSAGE-ID@", message_id},
                                   {"@ADDRESS@", "anna@klub.example"}})
      for (auto at = text.find(from); at != std::string::npos; at = text.find(from))
        text.replace(at, from.size(), to);
    return text;
  }
  void deliver(const std::string& shape) const {
    write_file(inbox + "/new/" + shape, report(shape));
  }

  void configure(const std::string& bounces) const {
    write_file(scratch.file("mk.toml"),
               "database = \"" + scratch.file("mk.db") + "\"\n[bounces]\n" + bounces);
  }
  void configure_maildir() const {
    configure("transport = \"maildir\"\nfolder = \"" + inbox + "\"\n");
  }

  Ended mk_bounces(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{MK_BINARY_DIR "/bin/mk-bounces",
                                   "--config",
                                   scratch.file("mk.toml"),
                                   "--now",
                                   "2026-09-10T10:00:00Z",
                                   "--lang",
                                   "en"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  bool held() { return mail::is_held(db, "anna@klub.example"); }

  /// The names in `new` and `cur` of the inbox, such as "new/a cur/b:2,S ".
  std::string messages() const {
    std::string names;
    for (const auto* inside : {"new", "cur"}) {
      std::vector<std::string> here;
      for (const auto& file : fs::directory_iterator{inbox + "/" + inside})
        here.push_back(file.path().filename().string());
      std::ranges::sort(here);
      for (const auto& name : here) names += inside + ("/" + name) + " ";
    }
    return names;
  }
};

/// Dovecot, unpacked and never installed, with the inbox of an office.
struct Dovecot {
  explicit Dovecot(const Office& office) : folder{office.scratch.folder()} {
    const auto unpacked = run_program({tests + "unpack", MK_BINARY_DIR, "dovecot-imapd"});
    INFO(unpacked.talk);
    REQUIRE(unpacked.code == 0);
    process = std::make_unique<Process>(
        std::vector<std::string>{"/usr/bin/python3", tests + "imap_server.py", servers, folder},
        office.scratch.file("dovecot"));
    std::istringstream ports{process->first_line()};
    ports >> plain >> tls;
    INFO(read_file(office.scratch.file("dovecot")));
    REQUIRE(!tls.empty());
  }

  /// A `[bounces]` that reads it at `url`.
  std::string at(const std::string& url, const Office& office) const {
    return "transport = \"imap\"\nurl = \"" + url + "\"\nuser = \"office\"\npassword_file = \"" +
           office.secret + "\"\nca_file = \"" + folder + "/ca.pem\"\n";
  }
  std::string secure(const Office& office) const { return at("imaps://localhost:" + tls, office); }

  std::string folder;
  std::string plain;
  std::string tls;
  std::unique_ptr<Process> process;
};

}  // namespace

TEST_CASE("a Maildir is read, and only what was noted is marked") {
  Office office;
  office.configure_maildir();
  for (const auto* shape : {"postfix-unknown", "vacation", "read-receipt", "delivered"})
    office.deliver(shape);
  write_file(office.inbox + "/cur/opened:2,FR", office.report("exchange-full"));
  const auto ended = office.mk_bounces();
  CHECK(ended.code == 0);
  CHECK(ended.out.empty());
  CHECK(ended.talk.empty());
  CHECK(office.held());
  CHECK(office.messages() ==
        "new/delivered new/read-receipt new/vacation cur/opened:2,FRS cur/postfix-unknown:2,S ");
  CHECK(office.mk_bounces({"--format", "json"}).out.find("\"known\": 2") != std::string::npos);
}

TEST_CASE("hostile messages, odd files and folders stop nobody") {
  Office office;
  office.configure_maildir();
  std::string huge = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n";
  huge.append(10UL << 20U, '-');
  write_file(office.inbox + "/new/a-huge", huge);
  write_file(office.inbox + "/new/b-zeros", std::string(100'000, '\0'));
  write_file(office.inbox + "/new/c-empty", "");
  fs::create_directory(office.inbox + "/new/d-folder");
  fs::create_symlink("/etc/passwd", office.inbox + "/new/e-link");
  fs::create_symlink("/nowhere", office.inbox + "/cur/f-dangling");
  REQUIRE(mkfifo((office.inbox + "/new/g-pipe").c_str(), 0600) == 0);
  office.deliver("postfix-unknown");
  const auto ended = office.mk_bounces();
  CHECK(ended.code == 0);
  CHECK(ended.talk.empty());
  CHECK(office.held());
}

TEST_CASE("a letter that came back with all that it weighs is read from its beginning") {
  Office office;
  office.configure_maildir();
  auto report = office.report("postfix-unknown");
  report.insert(report.rfind("--4Qn3Zk1xYz"), std::string(10UL << 20U, 'x') + "\n");
  write_file(office.inbox + "/new/heavy", report);
  CHECK(office.mk_bounces().code == 0);
  CHECK(office.held());
}

TEST_CASE("a mailbox elsewhere is read over TLS, and only what was noted is marked") {
  Office office;
  for (const auto* shape : {"exchange-unknown", "vacation", "read-receipt", "delivered"})
    office.deliver(shape);
  write_file(office.inbox + "/cur/opened:2,FS", office.report("exchange-full"));
  const Dovecot dovecot{office};
  office.configure(dovecot.secure(office));
  const auto rehearsal = office.mk_bounces({"--dry-run", "--format", "json"});
  CHECK(rehearsal.code == 0);
  CHECK(rehearsal.out.find("\"reports\": 3") != std::string::npos);
  CHECK_FALSE(office.held());
  const auto ended = office.mk_bounces();
  CHECK(ended.code == 0);
  CHECK(ended.out.empty());
  CHECK(ended.talk.empty());
  CHECK(office.held());
  CHECK(office.messages().find("exchange-unknown:2,S ") != std::string::npos);
  CHECK(office.messages().find("opened:2,FS ") != std::string::npos);
  for (const auto* shape : {"vacation:2, ", "read-receipt:2, ", "delivered:2, "})
    CHECK(office.messages().find(shape) != std::string::npos);
}

TEST_CASE("what was noted and opened is not fetched again, and large messages only begun") {
  Office office;
  auto report = office.report("exchange-unknown");
  report.insert(report.rfind("--6f1c0b2e"), std::string(3UL << 20U, 'x') + "\n");
  write_file(office.inbox + "/new/heavy", report);
  const Dovecot dovecot{office};
  office.configure(dovecot.secure(office));
  const auto first = office.mk_bounces({"--format", "json"});
  CHECK(first.out.find("\"reports\": 1") != std::string::npos);
  CHECK(office.held());
  const auto second = office.mk_bounces({"--format", "json"});
  CHECK(second.code == 0);
  CHECK(second.out.find("\"reports\": 0") != std::string::npos);
}

TEST_CASE("a server that offers STARTTLS is read only over it") {
  Office office;
  office.deliver("gmail-unknown");
  const Dovecot dovecot{office};
  // To another machine STARTTLS is a must; Dovecot itself refuses a login in the clear.
  office.configure(dovecot.at("imap://mail.localhost:" + dovecot.plain, office));
  CHECK(office.mk_bounces().code == 0);
  CHECK(office.held());
}

TEST_CASE("a server that does not prove who it is, or does not let us in, is told and not read") {
  Office office;
  office.deliver("gmail-unknown");
  const Dovecot dovecot{office};
  const auto refused = [&](const std::string& bounces) {
    office.configure(bounces);
    const auto ended = office.mk_bounces();
    CHECK(ended.talk.starts_with("mk-bounces: the mailbox cannot be read: "));
    CHECK(ended.talk.find("s3cret") == std::string::npos);
    CHECK_FALSE(office.held());
    return ended.code;
  };
  const auto secure = dovecot.secure(office);
  SUBCASE("a certificate of nobody known") {
    CHECK(refused(secure.substr(0, secure.find("ca_file"))) == 69);
  }
  SUBCASE("a certificate for another name") {
    CHECK(refused(dovecot.at("imaps://127.0.0.1:" + dovecot.tls, office)) == 69);
    CHECK(refused(dovecot.at("imap://other.localhost:" + dovecot.plain, office)) == 69);
  }
  SUBCASE("a wrong password") {
    write_file(office.secret, "wrong\n");
    chmod(office.secret.c_str(), 0600);
    CHECK(refused(secure) == 69);
  }
  SUBCASE("no such mailbox") { CHECK(refused(secure + "mailbox = \"Returned\"\n") == 69); }
}

TEST_CASE("a password that others can read is used for nothing") {
  Office office;
  office.configure(
      "transport = \"imap\"\nurl = \"imaps://localhost:1\"\nuser = \"office\"\npassword_file = \"" +
      office.secret + "\"\n");
  chmod(office.secret.c_str(), 0640);
  CHECK(office.mk_bounces().code == 78);
}

TEST_CASE("two runs at once note each report once") {
  Office office;
  office.configure_maildir();
  for (int i = 0; i < 40; ++i) {
    auto report = office.report("exim-unknown");
    report.replace(report.find("E1sXyZa"), 7, "E" + std::to_string(100'000 + i));
    write_file(office.inbox + "/new/" + std::to_string(i), report);
  }
  std::vector<std::unique_ptr<Process>> runs;
  for (int i = 0; i < 2; ++i)
    runs.push_back(std::make_unique<Process>(
        std::vector<std::string>{MK_BINARY_DIR "/bin/mk-bounces", "--config",
                                 office.scratch.file("mk.toml"), "--now", "2026-09-10T10:00:00Z"}));
  for (const auto& run : runs) CHECK(run->wait() == 0);
  CHECK(office.messages().find("new/") == std::string::npos);
  const auto again = office.mk_bounces({"--format", "json"});
  CHECK(again.out.find("\"known\": 40") != std::string::npos);
}
