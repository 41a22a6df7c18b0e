#pragma once

#include "lib/base/read.hpp"
#include "lib/print/teller.hpp"
#include "lib/store/context.hpp"

#include <algorithm>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The command line. The only door to CLI11, which is slow to compile.
namespace mk::cli {

/// What a verb that needs no database works with; `context` opens it for those that do.
struct Session {
  const Settings& settings;
  print::Teller& out;
  Instant now;
  std::string database;  ///< The file.
  std::function<Context&()> context;
  std::vector<std::string> words;  ///< The command line.

  bool typed(const std::string& word) const {
    return std::find(words.begin(), words.end(), word) != words.end();
  }
};

struct Node;

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
  Command(Node& node, Session& session) : node_{&node}, session_{&session} {}

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
  /// `Context` (and so a database) or with the `Session` alone. One that was not typed is only
  /// named: what it takes would cost time at every start.
  template <class Verb>
  void verb(const std::string& name, const std::string& summary) {
    Command command{add(name, summary), *session_};
    if (session_->typed(name)) command.is<Verb>();
  }

  /// Makes this command itself a verb, as a noun without verbs is (`mk status`).
  template <class Verb>
  void is() {
    const auto verb = std::make_shared<Verb>();
    auto* const session = session_;
    runs([verb, session] {
      if constexpr (requires { verb->run(session->context(), session->out); }) {
        verb->run(session->context(), session->out);
      } else {
        verb->run(*session);
      }
    });
    verb->declare(*this);
  }

 private:
  template <class Value>
  static Reader into(std::vector<Value>& values) {
    return [&values](const std::string& text) {
      Value value{};
      read(text, value);
      // What is named twice is meant once.
      if constexpr (std::equality_comparable<Value>)
        if (std::find(values.begin(), values.end(), value) != values.end()) return;
      values.push_back(std::move(value));
    };
  }
  void ask(const std::string& name, const std::string& help, Shape shape, const Reader& reader);
  Node& add(const std::string& name, const std::string& summary);
  void runs(std::function<void()> run);

  Node* node_;
  Session* session_;
};

/// One word of the menu.
struct Noun {
  const char* name;
  const char* summary;                ///< English, marked for the catalogue.
  void (*declare)(Command& command);  ///< Adds its verbs, or makes it one.
};

/// A program: a menu of nouns, or a job, which is one verb.
struct Program {
  const char* name;
  const char* summary;            ///< English, marked for the catalogue.
  std::span<const Noun> nouns;    ///< Empty for a job.
  void (*job)(Command& command);  ///< Declares the job; nullptr for a program of nouns.
  const char* example;
};

/// Does what `argv` says and gives the code to exit with. The only place where what went wrong is
/// turned into words and a code.
int run(const Program& program, int argc, const char* const* argv);

}  // namespace mk::cli
