#include "lib/cli/parse.hpp"

#include <CLI/CLI.hpp>

namespace mk::cli {

namespace {

/// What a `Shape` means to CLI11. Whether something required is missing is said by us, afterwards.
void add_to(CLI::App& app, Asked& it, const Reader& reader) {
  auto* const asked = &it;
  if (it.shape.flag) {
    app.add_flag_callback(it.name, [asked, reader] {
      asked->given = true;
      reader("");
    });
    return;
  }
  const auto take = [asked, reader](const std::vector<std::string>& words) {
    asked->given = true;
    for (const auto& word : words) reader(word);
  };
  auto* const option = app.add_option_function<std::vector<std::string>>(it.name, take);
  if (it.option() || !it.shape.many) option->allow_extra_args(false);
  if (it.option() && it.shape.many) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  if (!it.shape.many) option->expected(1);
}

Node& deepest(Node& node) {
  for (const auto& child : node.children)
    if (child->app != nullptr && child->app->parsed()) return deepest(*child);
  return node;
}

[[noreturn]] void unknown_word(const Node& node, const std::string& word) {
  if (node.children.empty())
    throw Error{Exit::usage, msg("“{}” is one word too many; see: {} --help", word, node.path())};
  std::vector<std::string> known;
  for (const auto& child : node.children) known.push_back(child->name);
  const auto meant = nearest(word, known);
  if (meant.empty())
    throw Error{Exit::usage,
                msg("“{}” is not a command of {}; see: {} --help", word, node.path(), node.path())};
  throw Error{Exit::usage,
              msg("“{}” is not a command of {}; did you mean “{}”?", word, node.path(), meant)};
}

[[noreturn]] void unknown_option(const Node& node, const std::string& word) {
  std::vector<std::string> known;
  for (const auto* it = &node; it != nullptr; it = it->parent)
    for (const auto& asked : it->asked)
      if (asked->option()) known.push_back(asked->name);
  const auto name = word.substr(0, word.find('='));
  const auto meant = nearest(name, known);
  if (meant.empty())
    throw Error{Exit::usage,
                msg("{} is not an option of {}; see: {} --help", name, node.path(), node.path())};
  throw Error{Exit::usage,
              msg("{} is not an option of {}; did you mean {}?", name, node.path(), meant)};
}

void refuse_extras(const Node& root, const Node& node) {
  for (const auto& word : root.app->remaining(true)) {
    if (word == "--") continue;
    if (word.starts_with('-') && word != "-") unknown_option(node, word);
    unknown_word(node, word);
  }
}

/// CLI11's own complaints, in our words: it names the option first.
Error in_our_words(const CLI::ParseError& error) {
  const std::string text = error.what();
  const auto name = text.substr(0, text.find_first_of(": "));
  if (text.find("At Most") != std::string::npos)
    return {Exit::usage, msg("{} may be given once only", name)};
  if (error.get_name() == "ArgumentMismatch" && text.find("required") != std::string::npos)
    return {Exit::usage, msg("{} needs a value", name)};
  return {Exit::usage, msg("the command line makes no sense: {}", text)};
}

}  // namespace

Parsed::Parsed(const std::string& name) : app_{std::make_unique<CLI::App>("", name)} {
  root_.name = name;
  root_.app = app_.get();
  prepare(*app_);
}

Parsed::~Parsed() = default;

void prepare(CLI::App& app) {
  app.set_help_flag("");
  app.allow_extras();
  app.fallthrough();
  app.require_subcommand(0, 1);
}

void Command::ask(const std::string& name, const std::string& help, Shape shape,
                  const Reader& reader) {
  node_->asked.push_back(std::make_unique<Asked>(Asked{name, help, shape}));
  if (node_->app != nullptr) add_to(*node_->app, *node_->asked.back(), reader);
}

void Command::example(const std::string& line) { node_->examples.push_back(line); }

Node& Command::add(const std::string& name, const std::string& summary) {
  auto child = std::make_unique<Node>();
  if (node_->app != nullptr && session_->typed(name)) {
    child->app = node_->app->add_subcommand(name);
    prepare(*child->app);
  }
  child->parent = node_;
  child->name = name;
  child->summary = summary;
  node_->children.push_back(std::move(child));
  return *node_->children.back();
}

Command Command::group(const std::string& name, const std::string& summary) {
  return {add(name, summary), *session_};
}

void Command::runs(std::function<void()> run) { node_->run = std::move(run); }

Node& Parsed::parse(int argc, const char* const* argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    throw in_our_words(error);
  }
  return deepest(root_);
}

void Parsed::refuse_what_is_wrong(const Node& node) const {
  refuse_extras(root_, node);
  if (!node.run)
    throw Error{Exit::usage,
                msg("a command is missing after “{}”; see: {} --help", node.path(), node.path())};
  for (const auto& it : node.asked)
    if (it->shape.required && !it->given)
      throw Error{Exit::usage, msg("{} is missing; see: {} --help", it->title(), node.path())};
}

}  // namespace mk::cli
