#include "lib/cli/node.hpp"

#include <algorithm>
#include <numeric>

namespace mk::cli {

namespace {

std::string upper(std::string word) {
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return word;
}

std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string listed(const Rows& rows) {
  std::size_t widest = 0;
  for (const auto& [left, right] : rows) widest = std::max(widest, columns(left));
  std::string out;
  for (const auto& [left, right] : rows)
    out += "  " + left + std::string(widest - columns(left) + 2, ' ') + right + "\n";
  return out;
}

/// How many edits (a letter put in, taken out, changed, or two swapped) part two words.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last;
  std::iota(before.begin(), before.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> now(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + other});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], last[j - 2] + 1);
    }
    last = std::exchange(before, std::move(now));
  }
  return before.back();
}

}  // namespace

std::string Asked::title() const {
  if (!option()) return upper(name);
  return shape.flag ? name : name + " " + upper(name.substr(2));
}

std::string Asked::usage() const {
  const auto text = title() + (shape.many ? "…" : "");
  return shape.required ? text : "[" + text + "]";
}

std::string help(const Node& node) {
  std::string usage = node.path();
  Rows arguments;
  for (std::size_t i = 0; i < node.asked.size(); ++i) {
    const auto& it = *node.asked[i];
    if (i >= node.shared) usage += " " + it.usage();
    arguments.emplace_back(it.title(), it.help);
  }
  std::ranges::rotate(arguments, arguments.begin() + static_cast<std::ptrdiff_t>(node.shared));
  Rows verbs;
  for (const auto& child : node.children) verbs.emplace_back(child->name, child->summary);
  if (!verbs.empty()) usage += " …";
  auto out = node.summary + "\n\n" + tr("Usage:") + " " + usage + "\n";
  if (!verbs.empty()) out += "\n" + listed(verbs);
  if (!arguments.empty()) out += "\n" + listed(arguments);
  for (const auto& example : node.examples)
    out += (&example == &node.examples.front() ? "\n" + tr("For example:") + "\n" : "") + "  " +
           example + "\n";
  if (node.parent != nullptr)
    out +=
        "\n" + tr("Every command takes --dry-run, --format json and more: see mk --help.") + "\n";
  return out;
}

std::string nearest(const std::string& typed, const std::vector<std::string>& known) {
  const auto letters = typed.substr(std::min(typed.find_first_not_of('-'), typed.size()));
  std::string best;
  auto least = std::max<std::size_t>(1, letters.size() / 3) + 1;  // Farther words are no help.
  for (const auto& word : known) {
    const bool begun = letters.size() > 1 && word.starts_with(typed);
    const auto edits = begun ? 1 : distance(typed, word);
    if (edits < least) {
      least = edits;
      best = word;
    }
  }
  return best;
}

}  // namespace mk::cli
