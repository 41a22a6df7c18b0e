#include "lib/mail/page.hpp"

#include "lib/base/address.hpp"
#include "lib/base/text.hpp"
#include "lib/report/markup.hpp"

#include <algorithm>
#include <vector>

namespace mk::mail {

namespace {

using report::element;
using report::escaped;

enum class Kind { blank, prose, apart, item, term, heading, rule };

struct Line {
  Kind kind = Kind::blank;
  std::string text;  ///< Without the marks of its kind.
  bool stays = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where the value of "Word:  what" begins, or npos.
std::size_t value_of(const std::string& text) {
  const auto colon = text.find(":  ");
  if (colon == 0 || colon == std::string::npos) return std::string::npos;
  return text.find_first_not_of(' ', colon + 1);
}

Kind kind_of(const std::string& text) {
  constexpr std::size_t shortest_rule = 10;
  if (text.find_first_not_of(' ') == std::string::npos) return Kind::blank;
  if (text.starts_with("- ")) return Kind::item;
  if (text.starts_with("# ") || text.starts_with("## ")) return Kind::heading;
  if (text.starts_with("  ")) return Kind::apart;
  if (text.size() >= shortest_rule && text.find_first_not_of('-') == std::string::npos)
    return Kind::rule;
  return value_of(text) == std::string::npos ? Kind::prose : Kind::term;
}

Line line_of(std::string text) {
  const bool marked = text.find(line_stays) != std::string::npos;
  std::ranges::replace(text, '\t', ' ');
  std::erase_if(text, [](char c) { return c > 0 && c < ' '; });
  Line line{kind_of(text), {}, marked || text::length(text) < short_line};
  if (line.kind == Kind::apart) line.stays = true;
  if (line.kind == Kind::item) text.erase(0, 2);
  if (line.kind == Kind::apart) text.erase(0, text.find_first_not_of(' '));
  line.text = std::move(text);
  return line;
}

std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(line_of(text.substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

/// Where a telephone number that begins at `at`, such as "+48 22 555 00 10", ends; `at` when there
/// is none.
std::size_t end_of_number(const std::string& text, std::size_t at) {
  constexpr std::size_t fewest = 9;
  std::size_t digits = 0;
  std::size_t end = at;
  for (auto i = at + 1; i < text.size() && (is_digit(text[i]) || text[i] == ' '); ++i)
    if (is_digit(text[i])) {
      ++digits;
      end = i + 1;
    }
  return digits < fewest ? at : end;
}

/// Where a word that begins at `at` ends, but for the punctuation after it.
std::size_t end_of_word(const std::string& text, std::size_t at) {
  auto end = std::min(text.find_first_of(" \t\n", at), text.size());
  while (end > at && std::string_view{".,;:!?)"}.find(text[end - 1]) != std::string_view::npos)
    --end;
  return end;
}

/// A link is called by what a person can read: its address without what follows a "?".
std::string link(const std::string& target, const std::string& name) {
  return element("a", {{"href", target}}, escaped(name));
}

std::string word(const std::string& text) {
  if (text.starts_with("https://") || text.starts_with("http://"))
    return link(text, text.substr(0, text.find('?')));
  if (text.find('@') != std::string::npos && !why_not_address(text))
    return link("mailto:" + text, text);
  return escaped(text);
}

std::string number(const std::string& text) {
  auto digits = text;
  std::erase(digits, ' ');
  return link("tel:" + digits, text);
}

/// `text` with its links.
std::string linked(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto after_number = text[at] == '+' ? end_of_number(text, at) : at;
    const auto after_word = text[at] == '(' ? at : end_of_word(text, at);
    const auto end = std::max({after_number, after_word, at + 1});
    const auto piece = text.substr(at, end - at);
    out += after_number == end ? number(piece) : after_word == end ? word(piece) : escaped(piece);
    at = end;
  }
  return out;
}

/// `text` with its links and what is between pairs of "**" strong.
std::string spelled(const std::string& text) {
  const auto open = text.find("**");
  const auto close = open == std::string::npos ? open : text.find("**", open + 2);
  if (close == std::string::npos) return linked(text);
  return linked(text.substr(0, open)) +
         element("strong", {}, linked(text.substr(open + 2, close - open - 2))) +
         spelled(text.substr(close + 2));
}

/// Takes a block of lines of one kind after the other off a text.
class Blocks {
 public:
  explicit Blocks(const std::string& text) : lines_{lines_of(text)} {}

  std::string all() {
    std::string out;
    while (at_ < lines_.size()) out += next();
    return out;
  }

 private:
  std::string next() {
    switch (lines_[at_].kind) {
      case Kind::blank:
        ++at_;
        return {};
      case Kind::rule:
        ++at_;
        return "<hr>\n";
      case Kind::heading:
        return heading(lines_[at_++].text);
      case Kind::item:
        return element("ul", {}, "\n" + items()) + "\n";
      case Kind::term:
        return element("dl", {}, "\n" + terms()) + "\n";
      case Kind::apart:
        return element("p", {{"class", "apart"}}, run(Kind::apart)) + "\n";
      case Kind::prose:
        break;
    }
    return element("p", {}, run(Kind::prose)) + "\n";
  }

  bool is(Kind kind) const { return at_ < lines_.size() && lines_[at_].kind == kind; }

  /// The lines of `kind` from here on as one text; those that stay end in a line break.
  std::string run(Kind kind) {
    std::string out;
    std::string running;
    while (is(kind)) {
      const bool stays = lines_[at_].stays;
      running += lines_[at_++].text;
      const bool last = !is(kind);
      if (!last && !stays) {
        running += '\n';
        continue;
      }
      out += spelled(running) + (last ? "" : "<br>\n");
      running.clear();
    }
    return out;
  }

  std::string items() {
    std::string out;
    while (is(Kind::item)) {
      auto text = lines_[at_++].text;
      for (; is(Kind::apart); ++at_) text += "\n" + lines_[at_].text;
      out += element("li", {}, spelled(text)) + "\n";
    }
    return out;
  }

  std::string terms() {
    std::string out;
    for (; is(Kind::term); ++at_) {
      const auto& text = lines_[at_].text;
      out += report::told("dt", text.substr(0, text.find(":  ") + 1)) +
             element("dd", {}, spelled(text.substr(value_of(text)))) + "\n";
    }
    return out;
  }

  /// The page's own heading is the subject: those of the text come below it.
  static std::string heading(const std::string& text) {
    const bool below = text.starts_with("## ");
    return report::told(below ? "h3" : "h2", text.substr(below ? 3 : 2)) + "\n";
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
};

}  // namespace

std::string paragraphs(const std::string& text) { return Blocks{text}.all(); }

}  // namespace mk::mail
