#include "lib/mail/page.hpp"

#include "lib/base/address.hpp"
#include "lib/mail/lines.hpp"
#include "lib/report/markup.hpp"

#include <algorithm>
#include <vector>

namespace mk::mail {

namespace {

using report::element;
using report::escaped;

using Kind = Line::Kind;

/// Where a telephone number that begins at `at`, such as "+48 22 555 00 10", ends; `at` when there
/// is none.
std::size_t end_of_foreign_number(const std::string& text, std::size_t at) {
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

/// Whether more digits follow at `at`, at once or after a blank.
bool digits_follow(const std::string& text, std::size_t at) {
  if (at < text.size() && text[at] == ' ') ++at;
  return at < text.size() && is_digit(text[at]);
}

/// The same for a Polish number as it is dialled: "22 555 00 10", "501 234 567".
std::size_t end_of_dialled_number(const std::string& text, std::size_t at) {
  const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
  if (!begins || (at > 1 && is_digit(text[at - 2]))) return at;
  for (const std::string_view shape : {"00 000 00 00", "000 000 000"}) {
    const auto found = text.substr(at, shape.size());
    if (std::ranges::equal(found, shape, {}, [](char c) { return is_digit(c) ? '0' : c; }) &&
        !digits_follow(text, at + shape.size()))
      return at + shape.size();
  }
  return at;
}

/// Where a telephone number that begins at `at` ends; `at` when there is none.
std::size_t end_of_number(const std::string& text, std::size_t at) {
  return text[at] == '+' ? end_of_foreign_number(text, at) : end_of_dialled_number(text, at);
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

bool is_web(const std::string& text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

/// Whether `text` is the number of a thing, such as "V-13", which is not to be broken.
bool is_id(const std::string& text) {
  return text.size() > 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] == '-' &&
         std::all_of(text.begin() + 2, text.end(), is_digit);
}

std::string word(const std::string& text) {
  if (is_web(text)) return link(text, text.substr(0, text.find('?')));
  if (text.find('@') != std::string::npos && !why_not_address(text))
    return link("mailto:" + text, text);
  if (is_id(text)) return element("span", {{"class", "id"}}, text);
  return escaped(text);
}

std::string number(const std::string& text) {
  auto digits = text;
  std::erase(digits, ' ');
  return link("tel:" + (digits.starts_with('+') ? digits : "+48" + digits), text);
}

/// `markup` with blanks that break no line where one should not end.
std::string bound(const std::string& markup) {
  std::string out;
  for (std::size_t at = 0; at < markup.size(); ++at)
    if (markup[at] == ' ' && is_bound(markup, at)) {
      out += "\u00a0";
    } else {
      out += markup[at];
    }
  return out;
}

/// `text` with its links.
std::string linked(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto after_number = end_of_number(text, at);
    const auto after_word = text[at] == '(' ? at : end_of_word(text, at);
    const auto end = std::max({after_number, after_word, at + 1});
    const auto piece = text.substr(at, end - at);
    out += after_number == end ? number(piece) : after_word == end ? word(piece) : escaped(piece);
    at = end;
  }
  return bound(out);
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
    return prose();
  }

  /// A link that is all there is of a paragraph is what the letter wants to be done.
  std::string prose() {
    const bool alone = at_ + 1 == lines_.size() || lines_[at_ + 1].kind != Kind::prose;
    const auto& text = lines_[at_].text;
    const bool action = alone && is_web(text) && text.find(' ') == std::string::npos;
    const auto attributes = action ? report::Attributes{{"class", "action"}} : report::Attributes{};
    return element("p", attributes, run(Kind::prose)) + "\n";
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

std::string heading(const std::string& subject) { return bound(escaped(subject)); }

std::string paragraphs(const std::string& text) { return Blocks{text}.all(); }

}  // namespace mk::mail
