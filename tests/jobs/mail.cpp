#include "lib/base/file.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/maildir.hpp"
#include "lib/mime/message.hpp"
#include "lib/smtp/smtp.hpp"
#include "lib/store/query.hpp"
#include "tests/jobs/program.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

using namespace mk;
namespace fs = std::filesystem;

namespace {

const Instant noon = *parse_instant("2026-09-10T10:00:00Z");
const std::string tests = MK_SOURCE_DIR "/tests/jobs/";

/// A mail server for as long as the test runs, and the letters it took.
struct Server {
  Scratch folder;
  Process process{{"/usr/bin/python3", tests + "smtp_server.py", folder.folder()}};
  std::string url = "smtp://127.0.0.1:" + process.first_line();

  std::vector<std::string> taken() const {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator{folder.folder()}) {
      const auto name = file.path().filename().string();
      names.push_back(name.substr(0, name.rfind('.')));
    }
    std::ranges::sort(names);
    return names;
  }
};

/// A database with letters, and a config that mk-mail is run with.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  Context context{db, noon, {"ola", ""}, settings};

  void queue(const std::vector<std::string>& recipients) {
    store::together(db, context.deed("test"), [&](auto&) {
      for (const auto& to : recipients)
        mail::queue(context,
                    {.to = to, .event = "test", .occurrence = "1", .facility = {}, .words = {}});
    });
  }

  void configure(const std::string& mail) {
    write_file(scratch.file("mk.toml"),
               "database = \"" + scratch.file("mk.db") + "\"\n[mail]\n" + mail);
  }
  void configure(const Server& server, const std::string& more = {}) {
    configure("transport = \"smtp\"\nurl = \"" + server.url + "\"\nfrom = \"mk@city.example\"\n" +
              more);
  }

  Ended mk_mail(const std::string& now = "2026-09-10T10:00:00Z",
                std::vector<std::string> more = {}) {
    std::vector<std::string> words{MK_BINARY_DIR "/bin/mk-mail",
                                   "--config",
                                   scratch.file("mk.toml"),
                                   "--now",
                                   now,
                                   "--lang",
                                   "en"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }

  std::string states() {
    std::string all;
    for (const auto& letter : mail::list(context, {}))
      all += mail::code(letter.state) + std::string{" "};
    return all;
  }
};

mail::Outgoing long_letter() {
  mail::Outgoing letter;
  letter.to = "kierownik@klub.example";
  letter.subject =
      "Zażółć gęślą jaźń: „karta” do 31 marca – pięć dni, a temat jest dłuższy niż jeden wiersz";
  letter.body =
      "Dzień dobry,\n\n.kropka\nFrom początku\n" + std::string(200, 'a') + "\nźdźbło = trawa \n";
  letter.html = "<!doctype html>\n<html lang=\"pl\">\n<p>" + std::string(200, 'b') +
                "</p>\n<p>Źdźbło &lt;script&gt; = trawa </p>\n.\n</html>\n";
  letter.message_id = "<0123456789abcdefghjkmnpqrs@city.example>";
  letter.language = "pl";
  letter.queued_at = *parse_instant("2027-03-31T10:00:00Z");
  return letter;
}

std::string parsed(const std::string& message) {
  const Scratch scratch;
  write_file(scratch.file("letter.eml"), message);
  return run_program({"/usr/bin/python3", tests + "parse_letter.py", scratch.file("letter.eml")})
      .out;
}

Settings city() {
  Settings settings;
  settings.mail.from = "mk@city.example";
  settings.mail.reply_to = "program@city.example";
  return settings;
}

}  // namespace

TEST_CASE("a mail program reads of a letter what was written") {
  const auto letter = long_letter();
  CHECK(parsed(mime::Writer{city()}.message(letter)) ==
        "longest line True\nonly ascii True\nonly crlf True\ndefects []\n"
        "Date 1 Wed, 31 Mar 2027 12:00:00 +0200\n"
        "From 1 Miasto Korzyści <mk@city.example>\n"
        "To 1 kierownik@klub.example\n"
        "Reply-To 1 program@city.example\n"
        "Subject 1 " +
            letter.subject +
            "\n"
            "Message-ID 1 " +
            letter.message_id +
            "\n"
            "Auto-Submitted 1 auto-generated\n"
            "Content-Language 1 pl\n"
            "MIME-Version 1 1.0\n"
            "parts multipart/alternative pl\n"
            "part text/plain utf-8 None\n" +
            letter.body + "part text/html utf-8 None\n" + letter.html);
}

TEST_CASE("a letter without a page is text alone") {
  auto letter = long_letter();
  letter.html.clear();
  const auto seen = parsed(mime::Writer{city()}.message(letter));
  CHECK(seen.find("MIME-Version 1 1.0\npart text/plain utf-8 None\n" + letter.body) !=
        std::string::npos);
  CHECK(seen.find("multipart") == std::string::npos);
}

TEST_CASE("a calendar goes along as an attachment") {
  auto letter = long_letter();
  letter.calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Źdźbło\r\nEND:VCALENDAR\r\n";
  const auto seen = parsed(mime::Writer{city()}.message(letter));
  CAPTURE(seen);
  CHECK(seen.find("defects []\n") != std::string::npos);
  CHECK(seen.find("parts multipart/mixed pl\nparts multipart/alternative None\n"
                  "part text/plain utf-8 None\nDzień dobry,\n") != std::string::npos);
  CHECK(seen.find("part text/calendar utf-8 termin.ics\nBEGIN:VCALENDAR\nSUMMARY:Źdźbło\n") !=
        std::string::npos);
}

TEST_CASE("a letter is the same bytes each time it is sent") {
  auto letter = long_letter();
  letter.calendar = "BEGIN:VCALENDAR\r\n";
  CHECK(mime::Writer{city()}.message(letter) == mime::Writer{city()}.message(letter));
}

TEST_CASE("encoded words of a header are at most 75 characters long") {
  const auto message = mime::Writer{city()}.message(long_letter());
  const auto headers = message.substr(0, message.find("\r\n\r\n"));
  std::size_t words = 0;
  for (auto at = headers.find("=?UTF-8?"); at != std::string::npos;
       at = headers.find("=?UTF-8?", at + 1)) {
    CHECK(headers.find("?=", at + 10) + 2 - at <= 75);
    ++words;
  }
  CHECK(words > 1);
}

TEST_CASE("a subject reads back whatever stands in it") {
  auto letter = long_letter();
  for (const auto& subject :
       {std::string(150, 'a'), std::string{"Konto =?UTF-8?Q?x?= klubu"}, std::string{"S"},
        std::string{"żźćżźćżźćżźćżźćżźćżźćżźćżźćżźćżźćżźćżźćżźćżźć"},
        std::string{"Klub <script> & „Żuk”, 🙂 do 17 września 2026"}, std::string(67, 'b'),
        std::string(68, 'b')}) {
    letter.subject = subject;
    const auto seen = parsed(mime::Writer{city()}.message(letter));
    CAPTURE(seen);
    CHECK(seen.starts_with("longest line True\nonly ascii True\nonly crlf True\ndefects []\n"));
    CHECK(seen.find("\nSubject 1 " + subject + "\n") != std::string::npos);
  }
}

TEST_CASE("a folder of letters is its owner's alone, whole files only, twice is once") {
  const Scratch scratch;
  const auto before = umask(0);
  const mail::Maildir maildir{scratch.file("mail")};
  maildir.put("1.M-1.x", "first");
  maildir.put("1.M-1.x", "second");
  umask(before);
  CHECK(read_file(scratch.file("mail/new/1.M-1.x.eml")) == "second");
  CHECK(fs::is_empty(scratch.file("mail/tmp")));
  CHECK(fs::is_empty(scratch.file("mail/cur")));
  struct stat about {};
  REQUIRE(stat(scratch.file("mail").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0700);
  REQUIRE(stat(scratch.file("mail/new/1.M-1.x.eml").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
}

TEST_CASE("letters go into the folder beside the database, once and in silence") {
  Office office;
  office.queue({"ada@klub.example", "ewa@klub.example"});
  office.configure("");
  for (int twice = 0; twice < 2; ++twice) {
    const auto ended = office.mk_mail();
    CHECK(ended.code == 0);
    CHECK(ended.out.empty());
    CHECK(ended.talk.empty());
  }
  CHECK(office.states() == "sent sent ");
  const fs::directory_iterator files{office.scratch.file("mail/new")};
  CHECK(std::distance(begin(files), end(files)) == 2);
}

TEST_CASE("a rehearsal tells what would go and sends nothing") {
  Office office;
  office.queue({"ada@klub.example"});
  office.configure("");
  const auto ended = office.mk_mail("2026-09-10T10:00:00Z", {"--dry-run", "--format", "json"});
  CHECK(ended.code == 0);
  CHECK(ended.out.find("\"sent\": 1") != std::string::npos);
  CHECK(ended.out.find("\"dry_run\": true") != std::string::npos);
  CHECK(office.states() == "queued ");
  CHECK_FALSE(fs::exists(office.scratch.file("mail")));
}

TEST_CASE("a server takes the letters, over one connection") {
  const Server server;
  Office office;
  office.queue({"ada@klub.example", "ewa@klub.example", "iza@klub.example"});
  office.configure(server);
  const auto ended = office.mk_mail();
  CHECK(ended.code == 0);
  CHECK(ended.talk.empty());
  CHECK(server.taken() ==
        std::vector<std::string>{"ada@klub.example", "ewa@klub.example", "iza@klub.example"});
  CHECK(office.states() == "sent sent sent ");
  std::vector<std::string> ports;
  for (const auto& file : fs::directory_iterator{server.folder.folder()})
    ports.push_back(file.path().extension().string());
  CHECK(ports == std::vector<std::string>(3, ports.at(0)));
}

TEST_CASE("a server that refuses, delays or cuts off one letter gets all the others") {
  const Server server;
  Office office;
  office.queue({"busy@klub.example", "nobody@klub.example", "cut@klub.example", "full@klub.example",
                "spam@klub.example", "lost@klub.example", "ada@klub.example"});
  office.configure(server);
  const auto ended = office.mk_mail();
  CHECK(ended.code == 1);
  CHECK(ended.talk == "mk-mail: 2 letters are given up; see: mk mail list --state failed\n");
  CHECK(mail::show(office.context, {2}).last_error == "550 5.1.1 no such user");
  CHECK(mail::show(office.context, {5}).last_error == "554 5.7.1 not wanted");
  CHECK(office.states() == "queued failed queued queued failed queued sent ");
  CHECK(mail::show(office.context, {1}).last_error == "451 4.3.0 come back later");
  CHECK(mail::show(office.context, {1}).due_at == noon + std::chrono::minutes{5});
  CHECK(server.taken() == std::vector<std::string>{"ada@klub.example"});
}

TEST_CASE("a letter that is given up is named, also beside one that is held, in one line") {
  const Server server;
  Office office;
  office.configure(server);
  office.queue({"nobody@klub.example"});
  CHECK(office.mk_mail().talk ==
        "mk-mail: M-1, to nobody@klub.example, is given up (see: mk mail show M-1): "
        "550 5.1.1 no such user\n");
  office.queue({"spam@klub.example", "ada@klub.example"});
  store::together(office.db, office.context.deed("test"), [](auto& db) {
    store::change(
        db, "update mail set state = 'sending', crashes = 3, leased_until = ? where id = 3", noon);
  });
  const auto ended = office.mk_mail();
  CHECK(ended.code == 1);
  CHECK(ended.talk ==
        "mk-mail: letters given up: 1, held: 1; see: mk mail list --state failed, "
        "--state held\n");
}

TEST_CASE("a letter that never gets through is given up after five days") {
  const Server server;
  Office office;
  office.queue({"busy@klub.example"});
  office.configure(server);
  CHECK(office.mk_mail().code == 0);
  CHECK(office.mk_mail("2026-09-15T09:59:59Z").code == 0);
  CHECK(office.states() == "queued ");
  CHECK(office.mk_mail("2026-09-15T14:00:00Z").code == 1);
  CHECK(office.states() == "failed ");
}

TEST_CASE("a server that takes nothing from us fails no letter and is told of once") {
  const Server server;
  Office office;
  office.queue({"ada@klub.example", "ewa@klub.example"});
  office.configure("transport = \"smtp\"\nurl = \"" + server.url +
                   "\"\nfrom = \"refused@city.example\"\n");
  const auto ended = office.mk_mail();
  CHECK(ended.code == 69);
  CHECK(ended.talk == "mk-mail: " + server.url +
                          " takes no letters from us; they wait: "
                          "550 5.7.1 you may not send\n");
  CHECK(office.states() == "queued queued ");
  CHECK(mail::show(office.context, {1}).attempts == 0);
}

TEST_CASE("a server that is not there fails no letter") {
  Office office;
  office.queue({"ada@klub.example"});
  std::string url;
  { url = Server{}.url; }
  office.configure("transport = \"smtp\"\nurl = \"" + url + "\"\nfrom = \"mk@city.example\"\n");
  CHECK(office.mk_mail().code == 69);
  CHECK(office.states() == "queued ");
}

TEST_CASE("a password is read from a file that nobody else can read") {
  const Server server;
  Office office;
  office.queue({"ada@klub.example"});
  const auto secret = office.scratch.file("password");
  write_file(secret, "s3cret\n");
  office.configure("transport = \"smtp\"\nurl = \"" + server.url +
                   "\"\nfrom = \"locked@city.example\"\n" + "user = \"mk\"\npassword_file = \"" +
                   secret + "\"\n");
  REQUIRE(chmod(secret.c_str(), 0644) == 0);
  CHECK(office.mk_mail().code == 78);
  CHECK(office.states() == "queued ");
  REQUIRE(chmod(secret.c_str(), 0600) == 0);
  CHECK(office.mk_mail().code == 0);
  CHECK(office.states() == "sent ");
}

TEST_CASE("a wrong password fails no letter") {
  const Server server;
  Office office;
  office.queue({"ada@klub.example"});
  const auto secret = office.scratch.file("password");
  write_file(secret, "wrong\n");
  REQUIRE(chmod(secret.c_str(), 0600) == 0);
  office.configure(server, "user = \"mk\"\npassword_file = \"" + secret + "\"\n");
  CHECK(office.mk_mail().code == 69);
  CHECK(office.states() == "queued ");
}

TEST_CASE("what did not arrive is reported to reply_to, as long as the domain of from has it") {
  auto settings = city();
  settings.mail.url = "smtp://localhost:25";
  settings.mail.from = "Miasto Korzyści <mk@city.example>";
  const auto sender = [&](const char* reply_to) {
    settings.mail.reply_to = reply_to;
    return mail::relay(settings).from;
  };
  CHECK(sender("") == "mk@city.example");
  CHECK(sender("office@City.example") == "office@City.example");
  CHECK(sender("Biuro <office@city.example>") == "office@city.example");
  CHECK(sender("office@other.example") == "mk@city.example");
}

TEST_CASE("a password never travels in the clear to another machine") {
  auto settings = city();
  settings.mail.user = "mk";
  settings.mail.tls = "none";
  settings.mail.url = "smtp://relay.city.example:587";
  CHECK_THROWS_AS(mail::relay(settings), Error);
  settings.mail.tls = "required";
  CHECK(mail::relay(settings).encrypted);
  settings.mail.tls = "none";
  settings.mail.url = "smtp://localhost:25";
  CHECK_FALSE(mail::relay(settings).encrypted);
}

TEST_CASE("a server that goes silent delays the letter and no other") {
  const Server server;
  const mail::Relay relay{.url = server.url, .from = "mk@city.example", .encrypted = false};
  smtp::Connection connection{relay, {.step = std::chrono::seconds{1}}};
  for (const auto* const who : {"silent@klub.example", "slow@klub.example"})
    CHECK(connection.send(who, mime::Writer{city()}.message(long_letter())).kind ==
          mail::Answer::Kind::later);
  CHECK(connection.send("ada@klub.example", mime::Writer{city()}.message(long_letter())).kind ==
        mail::Answer::Kind::taken);
  CHECK(server.taken() == std::vector<std::string>{"ada@klub.example"});
}

TEST_CASE("a letter as a whole has its time, however often the server says something") {
  const Server server;
  const mail::Relay relay{.url = server.url, .from = "mk@city.example", .encrypted = false};
  smtp::Connection connection{relay, {.letter = std::chrono::milliseconds{500}}};
  CHECK(connection.send("silent@klub.example", "").kind == mail::Answer::Kind::later);
}

TEST_CASE("nothing is said to a server about what is no address") {
  const mail::Relay nowhere{
      .url = "smtp://127.0.0.1:1", .from = "mk@city.example", .encrypted = false};
  for (const auto* const to : {"ada@klub.example>\r\nRCPT TO:<ewa@klub.example", "ada", "<>", ""})
    CHECK(smtp::Connection{nowhere}.send(to, "").kind == mail::Answer::Kind::never);
}

TEST_CASE("a server on this machine is known by its name alone") {
  auto settings = city();
  const auto encrypted = [&](const std::string& url) {
    settings.mail.url = url;
    return mail::relay(settings).encrypted;
  };
  for (const auto* const here :
       {"smtp://localhost", "smtp://127.0.0.1:25", "smtp://127.1.2.3", "smtp://[::1]:2525"})
    CHECK_FALSE(encrypted(here));
  for (const auto* const there : {"smtp://127.0.0.1.city.example", "smtp://localhost.example",
                                  "smtp://relay.city.example", "smtp://192.0.2.1", "smtp://[::2]"})
    CHECK(encrypted(there));
  settings.mail.tls = "required";
  CHECK(encrypted("smtp://localhost"));
  settings.mail.tls = "none";
  CHECK_FALSE(encrypted("smtp://relay.city.example"));
}

TEST_CASE("an address of a server that carries a password is refused and not told") {
  auto settings = city();
  settings.mail.url = "smtp://mk:s3cret@relay.city.example";
  try {
    mail::relay(settings);
    FAIL("it is taken");
  } catch (const Error& error) {
    CHECK(error.exit() == Exit::config);
    CHECK(std::string{error.what()}.find("s3cret") == std::string::npos);
  }
}

TEST_CASE("an address that names no mail server is refused") {
  auto settings = city();
  for (const auto* const wrong : {"",
                                  "relay",
                                  "relay:587",
                                  "imap://relay.example",
                                  "smtp:relay.example",
                                  "smtp://",
                                  "smtp://:587",
                                  "smtp://relay.example:",
                                  "smtp://relay.example:0",
                                  "smtp://relay.example:65536",
                                  "smtp://relay.example:587x",
                                  "smtp://relay.example:+587",
                                  "smtp://[::1",
                                  "smtp://::1",
                                  "smtp://[relay.example]",
                                  "smtp://relay.example?tls",
                                  "smtp://relay .example",
                                  "smtp://relay.example/a b",
                                  "smtp://relay.example/a/b",
                                  "smtp://relay.example/\r\nRSET",
                                  "smtp://relay.example\r\nRSET"}) {
    settings.mail.url = wrong;
    CAPTURE(wrong);
    CHECK_THROWS_AS(mail::relay(settings), Error);
  }
}

TEST_CASE("we greet a server as its address says") {
  auto settings = city();
  for (const auto* const named : {"smtp://relay.example/mk.city.example",
                                  "smtps://relay.example:465/mk", "smtp://[::2]:25/[192.0.2.7]"}) {
    settings.mail.url = named;
    CHECK(mail::relay(settings).url == named);
  }
}

TEST_CASE("a server whose address names nobody is greeted as by this machine or the sender") {
  auto settings = city();
  for (const auto* const bare : {"smtp://poczta.żuraw.example", "smtp://relay.example:587/"}) {
    settings.mail.url = bare;
    const auto url = mail::relay(settings).url;
    CHECK(url.starts_with(bare));
    CHECK(url.rfind('/') + 1 < url.size());
  }
}

TEST_CASE("letters come from an address, or from this machine for a trial") {
  auto settings = city();
  settings.mail.url = "smtp://localhost";
  settings.mail.from = "mk@localhost";
  CHECK(mail::relay(settings).from == "mk@localhost");
  settings.mail.from = "mk@city.example>\r\nRSET\r\n@city.example";
  CHECK_THROWS_AS(mail::relay(settings), Error);
}

TEST_CASE("a test letter goes at once and stays in no outbox") {
  const Server server;
  Office office;
  office.configure(server);
  CHECK(office.mk_mail("2026-09-10T10:00:00Z", {"--test", "ada@klub.example"}).code == 0);
  CHECK(server.taken() == std::vector<std::string>{"ada@klub.example"});
  CHECK(office.states().empty());
  CHECK(office.mk_mail("2026-09-10T10:00:00Z", {"--test", "nobody@klub.example"}).code == 1);
}

TEST_CASE("two runs at once send each letter once") {
  const Server server;
  Office office;
  std::vector<std::string> recipients;
  for (int i = 10; i < 60; ++i) recipients.push_back("a" + std::to_string(i) + "@klub.example");
  office.queue(recipients);
  office.configure(server);
  std::vector<std::unique_ptr<Process>> runs;
  for (int i = 0; i < 2; ++i)
    runs.push_back(std::make_unique<Process>(
        std::vector<std::string>{MK_BINARY_DIR "/bin/mk-mail", "--config",
                                 office.scratch.file("mk.toml"), "--now", "2026-09-10T10:00:00Z"}));
  for (const auto& run : runs) CHECK(run->wait() == 0);
  CHECK(server.taken() == recipients);
}
