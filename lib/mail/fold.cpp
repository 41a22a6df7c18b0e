#include "lib/mail/fold.hpp"

#include "lib/base/text.hpp"
#include "lib/mail/lines.hpp"

#include <algorithm>
#include <vector>

namespace mk::mail {

namespace {

using Kind = Line::Kind;

/// Whether `line` may end at the blank `at`: the parts of a telephone number stay together.
bool may_break(const std::string& line, std::size_t at) {
  const bool in_number =
      at > 0 && at + 1 < line.size() && is_digit(line[at - 1]) && is_digit(line[at + 1]);
  return !in_number && !is_bound(line, at);
}

/// The blank at which `line` is broken: the last one that keeps it narrow, else the first; npos
/// when there is none after its first `hanging` characters, which are blanks or a label.
std::size_t break_of(const std::string& line, std::size_t hanging) {
  auto found = std::string::npos;
  std::size_t width = 0;
  std::string_view rest = line;
  while (!rest.empty() && (width <= widest_line || found == std::string::npos)) {
    const auto at = line.size() - rest.size();
    if (line[at] == ' ' && width > hanging && may_break(line, at)) found = at;
    text::take(rest);
    ++width;
  }
  return found;
}

/// `line` and what has to be broken off it, that behind `hanging` blanks.
std::string put(std::string line, std::size_t hanging) {
  std::string out;
  while (text::length(line) > widest_line) {
    const auto at = break_of(line, hanging);
    const auto next = at == std::string::npos ? at : line.find_first_not_of(' ', at);
    if (next == std::string::npos) break;
    out += line.substr(0, at) + '\n';
    line = std::string(hanging, ' ') + line.substr(next);
  }
  return out + line + '\n';
}

/// Takes what belongs together off the lines of a text.
class Folding {
 public:
  explicit Folding(const std::string& text) : lines_{lines_of(text)} {}

  std::string all() {
    std::string out;
    while (at_ < lines_.size()) out += next();
    return out;
  }

 private:
  std::string next() {
    const auto& line = lines_[at_++];
    switch (line.kind) {
      case Kind::prose:
        return prose(line);
      case Kind::item:
        return item(line);
      case Kind::apart:
        return put(std::string(line.indent, ' ') + line.text, line.indent);
      case Kind::term:
        return put(line.text, text::length(line.text.substr(0, value_of(line.text))));
      case Kind::blank:
      case Kind::heading:
      case Kind::rule:
        break;
    }
    return line.text + '\n';
  }

  bool is(Kind kind) const { return at_ < lines_.size() && lines_[at_].kind == kind; }

  std::string prose(const Line& first) {
    auto run = first.text;
    for (bool stays = first.stays; !stays && is(Kind::prose); ++at_) {
      run += ' ' + lines_[at_].text;
      stays = lines_[at_].stays;
    }
    return put(run, 0);
  }

  /// The indented lines after an item are more of it, as long as they are no short ones.
  std::string item(const Line& first) {
    auto run = "- " + first.text;
    for (auto before = first.text; text::length(before) >= short_line && is(Kind::apart); ++at_) {
      before = lines_[at_].text;
      run += ' ' + before;
    }
    return put(run, 2);
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
};

}  // namespace

std::string folded(const std::string& text) { return Folding{text}.all(); }

}  // namespace mk::mail
