#include "lib/config/settings.hpp"

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

using namespace mk;

namespace {

struct Refusal {
  Exit exit = Exit::ok;
  std::string message;
};

Refusal refusal(const Scratch& scratch, const std::string& toml) {
  write_file(scratch.file("mk.toml"), toml);
  try {
    read_settings(scratch.file("mk.toml"));
  } catch (const Error& error) {
    return {error.exit(), spoken(error.message())};
  }
  return {};
}

}  // namespace

TEST_CASE("keys of mk.toml take the place of defaults") {
  const Scratch scratch;
  write_file(scratch.file("mk.toml"),
             "database = \"/srv/mk.db\"\nlanguage = \"en\"\n[programme]\ncity = \"Radom\"\n"
             "[terms]\ngrace_days = 0\n[register.columns]\n\"Nazwa placówki\" = \"name\"\n");
  const auto settings = read_settings(scratch.file("mk.toml"));
  CHECK(settings.database == "/srv/mk.db");
  CHECK(settings.language == "en");
  CHECK(settings.programme.city == "Radom");
  CHECK(settings.programme.name == "Miasto Korzyści");
  CHECK(settings.terms.grace_days == 0);
  CHECK(settings.register_columns.at("Nazwa placówki") == "name");
}

TEST_CASE("a fault of mk.toml is told with its file, line and column") {
  const Scratch scratch;
  for (const auto& [toml, place] : std::vector<std::pair<std::string, std::string>>{
           {"databse = \"x\"\n", ":1:11: “databse” is not a key"},
           {"[mail]\nrate = \"many\"\n", ":2:8: “mail.rate” must be a whole number"},
           {"[mail]\nrate = -1\n", ":2:8: “mail.rate” must be a whole number"},
           {"[programme]\ncity = 7\n", ":2:8: “programme.city” must be text"},
           {"programme = 1\n", ":1:13: “programme” is a section"},
           {"language = \"de\"\n", ":1:12: “language” may be: en, pl"},
           {"[mail]\ntransport = \"smtp\"\nurl = \"smtp://relay.example\"\n", "needs a sender"},
           {"[mail\n", ":1:"}}) {
    const auto [exit, message] = refusal(scratch, toml);
    CAPTURE(toml);
    CAPTURE(message);
    CHECK(exit == Exit::config);
    CHECK(message.find("mk.toml") != std::string::npos);
    CHECK(message.find(place) != std::string::npos);
  }
}

TEST_CASE("a config that is not there, or is a folder, is missing") {
  const Scratch scratch;
  const auto exit = [](const std::string& file) {
    try {
      read_settings(file);
    } catch (const Error& error) {
      return error.exit();
    }
    return Exit::ok;
  };
  CHECK(exit(scratch.file("none.toml")) == Exit::missing);
  CHECK(exit(scratch.folder()) == Exit::missing);
}
