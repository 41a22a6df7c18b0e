#include "lib/base/environment.hpp"
#include "lib/cli/parse.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>

namespace mk::cli {

namespace {

using std::filesystem::path;

/// What every program takes.
struct Globals {
  std::string database;
  std::string config;
  std::string now;
  std::string format = "table";
  std::string language;
  std::string actor;
  bool dry_run = false;
  bool quiet = false;
  bool version = false;
  bool help = false;

  void declare(Command& program) {
    program.takes(database, "--database", tr("the database file (MK_DATABASE)"));
    program.takes(config, "--config", tr("the configuration file (MK_CONFIG)"));
    program.takes(now, "--now", tr("pretend that it is this time or day (MK_NOW)"));
    program.takes(format, "--format", tr("table, json, csv or tsv (MK_FORMAT)"));
    program.takes(language, "--lang", tr("pl or en (MK_LANG)"));
    program.takes(actor, "--actor", tr("on whose behalf, for the change log"));
    program.takes(dry_run, "--dry-run", tr("say what would happen and change nothing"));
    program.takes(quiet, "--quiet", tr("say nothing but results and errors"));
    program.takes(version, "--version", tr("tell the version"));
    program.takes(help, "--help", tr("tell how a command is used"));
  }
};

/// The value of the last `option VALUE` or `option=VALUE` of the command line, or "". Language and
/// format are needed before the command line is understood: its faults are told in them.
std::string early(const std::string& option, int argc, const char* const* argv) {
  std::string found;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == option && i + 1 < argc) found = argv[i + 1];
    if (word.starts_with(option + "=")) found = word.substr(option.size() + 1);
  }
  return found;
}

/// The first word that names a noun of the menu, were the command line right.
std::string first_word(int argc, const char* const* argv) {
  const std::vector<std::string> with_value{"--database", "--config", "--now",
                                            "--format",   "--lang",   "--actor"};
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (std::ranges::find(with_value, word) != with_value.end()) {
      ++i;
    } else if (!word.starts_with('-')) {
      return word;
    }
  }
  return {};
}

std::string early_language(int argc, const char* const* argv) {
  const auto typed = early("--lang", argc, argv);
  return typed == "pl" || typed == "en" ? typed : language_of_environment();
}

print::Format early_format(int argc, const char* const* argv) {
  auto typed = early("--format", argc, argv);
  if (typed.empty()) typed = environment("MK_FORMAT");
  return typed == "json" ? print::Format::json : print::Format::table;
}

Settings settings_of(const Globals& globals) {
  const auto named = !globals.config.empty() ? globals.config : environment("MK_CONFIG");
  if (!named.empty()) return read_settings(named);
  for (const auto& file : {path{"/etc/mk/mk.toml"}, config_home() / "mk" / "mk.toml"}) {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) return read_settings(file);
  }
  return {};
}

std::string database_of(const Globals& globals, const Settings& settings) {
  if (!globals.database.empty()) return globals.database;
  const auto named = environment("MK_DATABASE");
  if (!named.empty()) return named;
  if (!settings.database.empty()) return settings.database;
  return (data_home() / "mk" / "mk.db").string();
}

Instant now_of(const Globals& globals) {
  auto text = !globals.now.empty() ? globals.now : environment("MK_NOW");
  if (text.empty())
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  Instant moment;
  read(text, moment);
  return moment;
}

print::Format format_of(const Globals& globals, bool typed) {
  const auto from_environment = environment("MK_FORMAT");
  print::Format format{};
  print::read(!typed && !from_environment.empty() ? from_environment : globals.format, format);
  return format;
}

void choose_language(const Globals& globals, const Settings& settings) {
  if (!globals.language.empty() && globals.language != "pl" && globals.language != "en")
    throw Error{Exit::usage,
                msg("“{}” is not a language of mk; there are pl and en", globals.language)};
  if (globals.language.empty() && language_of_environment().empty()) speak(settings.language);
}

/// Everything that one run of a program holds, opened when it is needed.
class Running {
 public:
  Running(const Program& program, int argc, const char* const* argv)
      : program_{program}, parsed_{program.name}, argc_{argc}, argv_{argv} {}

  Exit run() {
    declare();
    auto& node = parsed_.parse(argc_, argv_);
    if (globals_.version) return tell(std::string{program_.name} + " " MK_VERSION "\n");
    if (globals_.help || (argc_ == 1 && !node.run)) return tell(help(node));
    parsed_.refuse_what_is_wrong(node);
    settings_ = settings_of(globals_);
    choose_language(globals_, settings_);
    session_.database = database_of(globals_, settings_);
    session_.now = now_of(globals_);
    teller_ = print::Teller{program_.name, format_of(globals_, given("--format")), globals_.quiet,
                            globals_.dry_run};
    node.run();
    teller_.flush();
    return teller_.exit();
  }

 private:
  /// Declares the menu, but only the noun that was asked for its verbs: all of them would double
  /// the time to start.
  void declare() {
    auto& root = parsed_.root();
    root.summary = tr(program_.summary);
    Command command{root, session_};
    globals_.declare(command);
    root.shared = root.asked.size();
    command.example(program_.example);
    if (program_.job != nullptr) program_.job(command);
    const auto asked_for = first_word(argc_, argv_);
    for (const auto& noun : program_.nouns) {
      auto added = command.group(noun.name, tr(noun.summary));
      if (asked_for == noun.name) noun.declare(added);
    }
  }

  bool given(const std::string& option) {
    for (const auto& it : parsed_.root().asked)
      if (it->name == option) return it->given;
    return false;
  }

  Exit tell(const std::string& text) {
    teller_.text(text);
    teller_.flush();
    return Exit::ok;
  }

  Context& context() {
    if (context_) return *context_;
    db_.emplace(store::open(session_.database,
                            globals_.dry_run ? store::Mode::rehearse : store::Mode::keep));
    context_.emplace(Context{*db_, session_.now, {"", globals_.actor}, settings_});
    return *context_;
  }

  const Program& program_;
  Parsed parsed_;
  int argc_;
  const char* const* argv_;
  Globals globals_;
  Settings settings_;
  print::Teller teller_{program_.name, print::Format::table, false, false};
  Session session_{settings_,
                   teller_,
                   {},
                   {},
                   [this]() -> Context& { return context(); },
                   {argv_, argv_ + argc_}};
  std::optional<store::Database> db_;
  std::optional<Context> context_;
};

/// A command that is told to stop stops at once; SQLite undoes what was not committed.
extern "C" void stop(int signal) { _exit(128 + signal); }

}  // namespace

int run(const Program& program, int argc, const char* const* argv) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  const auto chosen = early_language(argc, argv);
  speak(chosen.empty() ? "pl" : chosen);
  const auto failed = [&](const Error& error) {
    print::tell_failure(program.name, error, early_format(argc, argv));
    return static_cast<int>(error.exit());
  };
  try {
    return static_cast<int>(Running{program, argc, argv}.run());
  } catch (const Error& error) {
    return failed(error);
  } catch (const std::exception& error) {
    return failed(
        Error{Exit::bug, msg("this should not have happened: {}; please report it", error.what())});
  }
}

}  // namespace mk::cli
