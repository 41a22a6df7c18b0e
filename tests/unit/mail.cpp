#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/mail/events.hpp"
#include "lib/mail/letters.hpp"
#include "lib/mail/rules.hpp"
#include "lib/mail/template_faults.hpp"
#include "lib/mail/templates.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace mk;
using namespace std::chrono_literals;

namespace {

const Instant noon = *parse_instant("2026-09-10T10:00:00Z");

/// Settings whose letters are in `scratch`, and a template there.
Settings with_letter(const Scratch& scratch, const std::string& name, const std::string& text) {
  std::filesystem::create_directories(scratch.file("pl"));
  write_file(scratch.file("pl/" + name + ".txt"), text);
  Settings settings;
  settings.mail.letters = scratch.folder();
  return settings;
}

std::string fault_of(const Settings& settings, const std::string& event,
                     const mail::Words& words = {}) {
  try {
    mail::write(settings, event, words);
  } catch (const Error& error) {
    return std::to_string(static_cast<int>(error.exit())) + " " + error.what();
  }
  return "none";
}

mail::Outgoing letter_in(mail::State state) {
  mail::Outgoing letter;
  letter.id = {3};
  letter.state = state;
  letter.facility = FacilityId{7};
  letter.leased_until = noon;
  return letter;
}

}  // namespace

TEST_CASE(
    "a try that goes wrong is repeated after 5 minutes, then twice as long, at most 4 hours") {
  CHECK(mail::next_try(1, noon) == noon + 5min);
  CHECK(mail::next_try(2, noon) == noon + 10min);
  CHECK(mail::next_try(6, noon) == noon + 160min);
  CHECK(mail::next_try(7, noon) == noon + 4h);
  CHECK(mail::next_try(1'000'000, noon) == noon + 4h);
}

TEST_CASE("a letter is given up five days after its first try") {
  CHECK_FALSE(mail::is_given_up(noon, noon + 5 * 24h - 1s));
  CHECK(mail::is_given_up(noon, noon + 5 * 24h));
}

TEST_CASE("a letter that went or was cancelled is neither tried again nor cancelled") {
  using mail::State;
  for (const auto state : {State::queued, State::failed, State::held}) {
    CHECK_FALSE(mail::why_not_retry(letter_in(state), noon));
    CHECK_FALSE(mail::why_not_cancel(letter_in(state), noon));
  }
  for (const auto state : {State::sent, State::cancelled}) {
    CHECK(mail::why_not_retry(letter_in(state), noon));
    CHECK(mail::why_not_cancel(letter_in(state), noon));
  }
}

TEST_CASE("a letter that is being sent is cancelled only once its run is given up for dead") {
  const auto letter = letter_in(mail::State::sending);
  CHECK(mail::why_not_cancel(letter, noon - 1s) == msg("{} is being sent right now", letter.id));
  CHECK_FALSE(mail::why_not_cancel(letter, noon));
  CHECK(mail::why_not_retry(letter, noon - 1s));
  CHECK_FALSE(mail::why_not_retry(letter, noon));
}

TEST_CASE("a lease of more than a day was taken by a clock that was ahead, and holds nobody up") {
  const auto letter = letter_in(mail::State::sending);
  CHECK(mail::why_not_retry(letter, noon - 24h));
  CHECK_FALSE(mail::why_not_retry(letter, noon - 24h - 1s));
  CHECK_FALSE(mail::why_not_cancel(letter, noon - 24h - 1s));
}

TEST_CASE("a letter whose link is blanked is not sent again without it") {
  auto letter = letter_in(mail::State::failed);
  letter.secret = "";
  CHECK(in_english(mail::why_not_retry(letter, noon).value()) ==
        "M-3 carried a link that is gone; send a fresh one: mk facility resend F-7");
}

TEST_CASE("a secret is masked wherever it stands") {
  CHECK(mail::with_mask("a abc b abc", "abc") == "a ******** b ********");
  CHECK(mail::with_mask("***", "*") == "************************");
  CHECK(mail::with_mask("text", "") == "text");
}

TEST_CASE("the sender is the key from, named as the programme unless it names itself") {
  Settings settings;
  CHECK(mail::sender_of(settings).address == "mk@localhost");
  settings.mail.from = "mk@city.example";
  CHECK(mail::sender_of(settings).address == "mk@city.example");
  CHECK(mail::sender_of(settings).name == "Miasto Korzyści");
  settings.mail.from = "\"Biuro programu\" <mk@city.example>";
  CHECK(mail::sender_of(settings).address == "mk@city.example");
  CHECK(mail::sender_of(settings).name == "Biuro programu");
  CHECK(mailbox("program@city.example").name.empty());
  CHECK(mail::domain_of("mk@city.example") == "city.example");
}

TEST_CASE("a letter's first line is its subject and its tags speak its language") {
  const Scratch scratch;
  const auto settings =
      with_letter(scratch, "hint", "Do {{day}} – {{name}}\n\n{{name}}, {{day}}\n");
  const auto text =
      mail::write(settings, "hint",
                  {{"day", just(*parse_day("2027-03-31"))}, {"name", just("Klub „Żuk” & <s>")}});
  CHECK(text.subject == "Do 31 marca 2027 – Klub „Żuk” & <s>");
  CHECK(text.body == "Klub „Żuk” & <s>, 31 marca 2027\n");
}

TEST_CASE("a section is left out when its sentence or list is empty") {
  const Scratch scratch;
  const auto settings = with_letter(scratch, "hint",
                                    "S\n\n{{#why}}\nBo {{why}}.\n{{/why}}\n{{#list}}\n- "
                                    "{{.}}\n{{/list}}\n{{^list}}\nnic\n{{/list}}\n");
  const auto full = mail::write(
      settings, "hint", {{"why", just("tak")}, {"list", std::vector{just("a"), just("b")}}});
  CHECK(full.body == "Bo tak.\n- a\n- b\n");
  const auto empty =
      mail::write(settings, "hint", {{"why", Message{}}, {"list", std::vector<Message>{}}});
  CHECK(empty.body == "nic\n");
}

TEST_CASE("the lines around a section stay as the template has them") {
  const Scratch scratch;
  const auto settings =
      with_letter(scratch, "hint",
                  "S\n\na\n{{#why}}\n{{why}}\n{{/why}}\nb\n{{#why}}\n{{why}}\n{{/why}}\n\nc\n");
  CHECK(mail::write(settings, "hint", {{"why", just("x")}}).body == "a\nx\nb\nx\n\nc\n");
  CHECK(mail::write(settings, "hint", {{"why", Message{}}}).body == "a\nb\n\nc\n");
}

TEST_CASE("nothing that a person wrote breaks out of the subject or deceives a reader") {
  const Scratch scratch;
  const auto settings = with_letter(scratch, "hint", "{{name}}\n\n[{{name}}]\n");
  const auto text =
      mail::write(settings, "hint",
                  {{"name", just("Klub\r\nBcc: x@y.example\x1b[31m \u202Egnp\u200B {{city}}")}});
  CHECK(text.subject == "Klub Bcc: x@y.example[31m gnp {{city}}");
  CHECK(text.body == "[Klub\nBcc: x@y.example[31m gnp {{city}}]\n");
}

TEST_CASE("a template that is missing, faulty or asks for what nobody gives is named") {
  const Scratch scratch;
  const auto settings = with_letter(scratch, "hint", "S\n\n{{stranger}}\n");
  const auto file = scratch.file("pl/hint.txt");
  CHECK(fault_of(settings, "hint") ==
        "65 " + file + ": nothing fills the tag “stranger” of this letter");
  CHECK(fault_of(settings, "hint", {{"stranger", just("x")}}) == "none");
  CHECK(fault_of(settings, "nonesuch").starts_with("66 there is no letter “nonesuch”"));
  write_file(file, "S\n\n{{#open}}\n");
  CHECK(fault_of(settings, "hint", {{"open", just("x")}})
            .starts_with("65 " + file + ": Unclosed section"));
  write_file(file, "\n\ntext\n");
  CHECK(fault_of(settings, "hint") == "65 " + file + ": the first line, the subject, is empty");
}

TEST_CASE("a city's own letters go before the built-in ones, file by file") {
  const Scratch scratch;
  const auto settings = with_letter(scratch, "signature", "Podpis miasta\n");
  const auto text = mail::write(settings, "test", {});
  CHECK(text.subject == "List próbny programu Miasto Korzyści");
  CHECK(text.body.ends_with("\nPodpis miasta\n"));
}

TEST_CASE("a page is the text as paragraphs, in a frame of the letters' language") {
  const Scratch scratch;
  const auto settings =
      with_letter(scratch, "hint", "Do {{day}}\n\nDzień dobry,\n\n{{#list}}\n- {{.}}\n{{/list}}\n");
  const auto text = mail::write(
      settings, "hint",
      {{"day", just(*parse_day("2027-03-31"))}, {"list", std::vector{just("a"), just("<b>")}}});
  CHECK(text.html.starts_with("<!doctype html>\n<html lang=\"pl\">\n"));
  CHECK(text.html.find("<title>Do 31\u00a0marca\u00a02027</title>") != std::string::npos);
  CHECK(
      text.html.find("<h1>Do 31\u00a0marca\u00a02027</h1>\n<p>Dzień dobry,</p>\n<ul>\n<li>a</li>\n"
                     "<li>&lt;b&gt;</li>\n</ul>\n") != std::string::npos);
  CHECK(text.body == "Dzień dobry,\n\n- a\n- <b>\n");
}

TEST_CASE("an event's own page is taken as it is, and nothing gets into it unescaped") {
  const Scratch scratch;
  const auto settings = with_letter(scratch, "hint", "S\n\n{{name}}\n");
  write_file(scratch.file("pl/hint.html"),
             "<i>{{name}}|{{{name}}}|{{&name}}</i>{{> foot}}{{{text}}}");
  write_file(scratch.file("pl/foot.html"), "<b title=\"{{name}}\">{{programme}}</b>");
  const auto html = mail::write(settings, "hint", {{"name", just("\"<script>'&\x01")}}).html;
  const std::string name = "&quot;&lt;script&gt;&#39;&amp;";
  CHECK(html == "<i>" + name + "|" + name + "|" + name + "</i><b title=\"" + name +
                    "\">Miasto Korzyści</b><p>" + name + "</p>\n");
}

TEST_CASE("a part that takes in itself is refused") {
  const Scratch scratch;
  const auto settings = with_letter(scratch, "hint", "S\n\n{{> one}}\n");
  write_file(scratch.file("pl/one.txt"), "{{> two}}\n");
  write_file(scratch.file("pl/two.txt"), "{{> one}}\n");
  CHECK(fault_of(settings, "hint") ==
        "65 " + scratch.file("pl/two.txt") + ": “one” takes in itself");
}

TEST_CASE("a letter's words must be the tags that its event has") {
  mail::Letter letter;
  letter.event = "post-expiring";
  letter.words = {{"post", just("P-1")}, {"until", just("x")}};
  CHECK(mail::why_not_as_told(letter));
  letter.words["title"] = just("Krzesła");
  CHECK_FALSE(mail::why_not_as_told(letter));
  letter.words["color"] = just("red");
  CHECK(mail::why_not_as_told(letter));
  letter.event = "nonesuch";
  letter.words.clear();
  CHECK(mail::why_not_as_told(letter));
}

TEST_CASE("the built-in templates have no fault") {
  for (const auto& fault : mail::template_faults(Settings{})) MESSAGE(in_english(fault));
  CHECK(mail::template_faults(Settings{}).empty());
}

TEST_CASE("a fault of a template is told with its file and line") {
  const Scratch scratch;
  const auto settings = with_letter(scratch, "post-expiring", "{{post}}\n\n{{until}} {{til}}\n");
  const auto one = mail::template_faults(settings);
  REQUIRE(one.size() == 1);
  CHECK(in_english(one[0]).starts_with(scratch.file("pl/post-expiring.txt") +
                                       ", line 3: the letter “post-expiring” has no tag “til”; "
                                       "there are: base_url, city, "));
  write_file(scratch.file("pl/post-expiring.txt"), "{{post}}\n\n{{until}}\n\n{{#title}\n");
  const auto open = mail::template_faults(settings);
  REQUIRE(open.size() == 1);
  CHECK(in_english(open[0]) == scratch.file("pl/post-expiring.txt") +
                                   ", line 5: a tag or section is not closed as it should be "
                                   "(Unclosed tag at 21)");
}

TEST_CASE("every letter has its text and its page in both languages") {
  for (const auto* const language : {"pl", "en"}) {
    Settings settings;
    settings.language = language;
    for (const auto& event : mail::events()) {
      CAPTURE(language);
      CAPTURE(event.name);
      CHECK(mail::find(settings, event.name, mail::text_file));
      CHECK(mail::find(settings, event.name, mail::page_file));
    }
  }
}

TEST_CASE("every built-in letter is well formed") {
  for (const auto* const language : {"pl", "en"}) {
    Settings settings;
    settings.language = language;
    for (const auto& event : mail::events()) {
      CAPTURE(event.name);
      const auto text = mail::write(settings, event.name, {}, mail::Unfilled::show);
      CHECK_FALSE(text.subject.empty());
      CHECK(text.body.find("{{") == std::string::npos);
      CHECK(text.html.find("{{") == std::string::npos);
      CHECK(text.html.find("<h1>") != std::string::npos);
      CHECK(text.html.find("<html lang=\"" + settings.language + "\">") != std::string::npos);
      // Nothing is fetched, and nothing is laid out by a table.
      for (const auto* const alien :
           {"<img", "<table", "<script", "<link", "src=", "url(", "@import"})
        CHECK(text.html.find(alien) == std::string::npos);
    }
  }
}
