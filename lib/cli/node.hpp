#pragma once

#include "lib/cli/command.hpp"

#include <memory>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's own name.
class App;
}

namespace mk::cli {

/// An argument as it was declared.
struct Asked {
  std::string name;  ///< "facility" by place, "--reason" as an option.
  std::string help;
  Shape shape;
  bool given = false;

  bool option() const { return name.starts_with("--"); }
  /// How it stands in a usage line: "FACILITY…", "--reason REASON", "[--yes]".
  std::string usage() const;
  /// Its column of the help: "FACILITY", "--reason REASON".
  std::string title() const;
};

/// A program, noun or verb as it was declared.
struct Node {
  CLI::App* app = nullptr;  ///< None for what was not typed: it is only named in the help.
  const Node* parent = nullptr;
  std::string name;
  std::string summary;
  std::vector<std::unique_ptr<Asked>> asked;
  std::size_t shared = 0;  ///< How many of them, the first, every program takes.
  std::vector<std::string> examples;
  std::vector<std::unique_ptr<Node>> children;
  std::function<void()> run;

  /// "mk facility approve".
  std::string path() const { return parent == nullptr ? name : parent->path() + " " + name; }
};

/// The help of `node`, within a screen.
std::string help(const Node& node);

/// The one of `known` that `typed` was most likely meant to be, or "".
std::string nearest(const std::string& typed, const std::vector<std::string>& known);

}  // namespace mk::cli
