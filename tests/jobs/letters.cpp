#include "lib/mail/letters.hpp"

#include "lib/base/file.hpp"
#include "lib/mail/events.hpp"
#include "lib/mail/templates.hpp"
#include "lib/mime/message.hpp"
#include "tests/jobs/program.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace mk;

namespace {

const std::string hostile = R"(<script>alert(1)</script> & "Klub")";

Settings city(const std::string& language) {
  Settings settings;
  settings.language = language;
  settings.programme.coordinator_name = hostile;
  settings.programme.coordinator_email = "koordynator@city.example";
  settings.programme.coordinator_phone = "+48 22 555 00 10";
  return settings;
}

/// Whether the template goes through `tag` as through a list.
bool is_list(const std::string& text, const std::string& tag) {
  const auto begin = text.find("{{#" + tag + "}}");
  if (begin == std::string::npos) return false;
  return text.find("{{.}}", begin) < text.find("{{/" + tag + "}}", begin);
}

mail::Value value_of(const std::string& text, const std::string& tag) {
  if (is_list(text, tag)) return std::vector{just(hostile), just("22 555 71 32 – " + hostile)};
  if (tag == "link") return just("https://city.example/activate?token=0123&x=" + tag);
  if (tag == "deadline" || tag == "until" || tag == "last_day")
    return just(*parse_day("2027-03-31"));
  return just(hostile);
}

/// A letter about `event` in which every tag is filled, but for those that `left_out` names.
mail::Outgoing letter(const Settings& settings, const mail::Event& event,
                      const std::string& left_out = {}) {
  const auto from = mail::need(settings, event.name, mail::text_file).text;
  mail::Words words;
  for (const auto& tag : event.tags)
    words[tag] = tag == left_out ? mail::Value{Message{}} : value_of(from, tag);
  const auto text = mail::write(settings, event.name, words, mail::Unfilled::refuse);
  mail::Outgoing letter;
  letter.to = "kierownik@klub.example";
  letter.subject = text.subject;
  letter.body = text.body;
  letter.html = text.html;
  letter.message_id = "<0123456789abcdefghjkmnpqrs@city.example>";
  letter.language = settings.language;
  letter.queued_at = *parse_instant("2027-03-31T10:00:00Z");
  return letter;
}

void put(const Scratch& scratch, const std::string& name, const mail::Outgoing& letter,
         const Settings& settings) {
  write_file(scratch.file(name + ".eml"), mime::Writer{settings}.message(letter));
  write_file(scratch.file(name + ".body"), letter.body);
}

/// What a mail program finds wrong with the letters of a folder, a line each.
std::string faults(const Scratch& scratch) {
  const auto ended = run_program(
      {"/usr/bin/python3", MK_SOURCE_DIR "/tests/jobs/read_letters.py", scratch.folder()});
  return ended.out + ended.talk;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the page and the text of every event say the same, and a mail program reads both") {
  for (const auto* const language : {"pl", "en"}) {
    const Scratch scratch;
    const auto settings = city(language);
    for (const auto& event : mail::events()) {
      put(scratch, event.name, letter(settings, event), settings);
      for (const auto* const tag : {"link", "code", "opening", "growing"})
        if (std::ranges::binary_search(event.tags, tag))
          put(scratch, event.name + "-without-" + tag, letter(settings, event, tag), settings);
    }
    CHECK(faults(scratch).empty());
  }
}

TEST_CASE("a page that is broken, deceives or differs from its text is found") {
  struct Bad {
    const char* from;
    const char* to;
    const char* told;
  };
  const auto settings = city("pl");
  const auto good = letter(settings, *mail::event_of("activation"));
  for (const auto& it :
       {Bad{"</p>", "", "not closed"}, Bad{"lang=\"pl\"", "lang=\"en\"", "language"},
        Bad{"&lt;script&gt;", "<script>", "script"},
        Bad{"marca\u00a02027\u00a0r.", "maja\u00a02027\u00a0r.", "differ"},
        Bad{"token=0123", "token=0124", "link"}, Bad{"<h1>", "<h1>Inny ", "subject"}}) {
    const Scratch scratch;
    auto bad = good;
    bad.html = replaced(bad.html, it.from, it.to);
    put(scratch, "bad", bad, settings);
    CAPTURE(it.to);
    CHECK(faults(scratch).find(it.told) != std::string::npos);
  }
}

TEST_CASE("a letter of which a mail program reads another text is found") {
  const Scratch scratch;
  const auto settings = city("pl");
  const auto good = letter(settings, *mail::event_of("activation"));
  put(scratch, "bad", good, settings);
  CHECK(faults(scratch).empty());
  write_file(scratch.file("bad.body"), good.body + "x");
  CHECK(faults(scratch).find("reads another text") != std::string::npos);
}
