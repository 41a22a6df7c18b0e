#pragma once

#include "lib/cli/node.hpp"

namespace mk::cli {

/// The command line as declared, and then as typed.
class Parsed {
 public:
  explicit Parsed(const std::string& name);
  ~Parsed();
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  Node& root() { return root_; }

  /// Takes in `argv` and gives the verb (or noun, or program) that it names. Throws `Error`
  /// (usage).
  Node& parse(int argc, const char* const* argv);

  /// Throws `Error` (usage) for words and options that nobody knows and for what is missing.
  void refuse_what_is_wrong(const Node& node) const;

 private:
  std::unique_ptr<CLI::App> app_;
  Node root_;
};

/// Sets what all our commands have in common.
void prepare(CLI::App& app);

}  // namespace mk::cli
