#pragma once

#include "lib/base/read.hpp"
#include "lib/store/context.hpp"
#include "lib/print/teller.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's own name.
class App;
}

/// The command line. The only door to CLI11, which is slow to compile.
namespace mk::cli {

/// What every program takes before it knows what to do.
struct Globals {
  std::string database;
  std::string config;
  std::string now;
  std::string format;
  std::string language;
  std::string actor;
  bool dry_run = false;
  bool quiet = false;
};

/// Opens what a verb needs, when it needs it.
struct Session {
  std::function<Context&()> context;  ///< Opens the database.
  const Settings& settings;
  print::Teller& out;
  Instant now;
  std::string database;  ///< The file.
};

/// Takes in the words that were typed for one argument.
using Reader = std::function<void(const std::string& text)>;

/// How an argument is given.
struct Shape {
  bool required = false;
  bool many = false;
  bool flag = false;
};

/// The program, one of its nouns or one of its verbs.
class Command {
 public:
  Command(CLI::App& app, Session& session) : app_{&app}, session_{&session} {}

  /// Must be given: by place when `name` is a plain word, else as `--name VALUE`.
  template <class Value>
  void needs(Value& value, const std::string& name, const std::string& help) {
    ask(name, help, {.required = true}, [&value](const std::string& text) { read(text, value); });
  }
  template <class Value>
  void needs(std::vector<Value>& values, const std::string& name, const std::string& help) {
    ask(name, help, {.required = true, .many = true}, into(values));
  }

  /// May be given: by place when `name` is a plain word, else as `--name VALUE`.
  template <class Value>
  void takes(Value& value, const std::string& name, const std::string& help) {
    ask(name, help, {}, [&value](const std::string& text) { read(text, value); });
  }
  template <class Value>
  void takes(std::optional<Value>& value, const std::string& name, const std::string& help) {
    ask(name, help, {}, [&value](const std::string& text) { read(text, value.emplace()); });
  }
  template <class Value>
  void takes(std::vector<Value>& values, const std::string& name, const std::string& help) {
    ask(name, help, {.many = true}, into(values));
  }
  /// `--name`, without a value.
  void takes(bool& value, const std::string& name, const std::string& help) {
    ask(name, help, {.flag = true}, [&value](const std::string& /*none*/) { value = true; });
  }

  /// A command line that works, shown under the help.
  void example(const std::string& line);

  /// Adds a group of verbs, such as `card` in `mk survey card install`.
  Command group(const std::string& name, const std::string& summary);

  /// Adds a verb. Its fields are its arguments, `declare` spells them and `run` does it, with a
  /// `Context` (and so a database) or with the `Session` alone.
  template <class Verb>
  void verb(const std::string& name, const std::string& summary) {
    const auto verb = std::make_shared<Verb>();
    auto* const session = session_;
    auto command = add(name, summary, [verb, session] {
      if constexpr (requires { verb->run(session->context(), session->out); }) {
        verb->run(session->context(), session->out);
      } else {
        verb->run(*session);
      }
    });
    verb->declare(command);
  }

 private:
  template <class Value>
  static Reader into(std::vector<Value>& values) {
    return [&values](const std::string& text) {
      Value value{};
      read(text, value);
      values.push_back(std::move(value));
    };
  }
  void ask(const std::string& name, const std::string& help, Shape shape, const Reader& reader);
  Command add(const std::string& name, const std::string& summary, std::function<void()> run);

  CLI::App* app_;
  Session* session_;
};

/// One word of the menu.
struct Noun {
  const char* name;
  const char* summary;  ///< English, marked for the catalogue.
  void (*declare)(Command& noun);  ///< Adds its verbs; for a noun that is itself a verb, declares it.
};

}  // namespace mk::cli
