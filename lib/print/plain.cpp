#include "lib/print/plain.hpp"

#include "lib/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mk::print {

namespace {

/// `text` with each dangerous character that `spared` does not spare put as `spell` spells it.
template <class Spared, class Spell>
std::string spelled(std::string_view text, Spared spared, Spell spell) {
  std::string out;
  out.reserve(text.size());
  const auto printable = [](char c) { return ' ' <= c && c <= '~'; };
  while (!text.empty()) {
    // Most text is ASCII, which needs no care: it is taken in runs.
    const auto run = std::find_if_not(text.begin(), text.end(), printable) - text.begin();
    out.append(text.substr(0, static_cast<std::size_t>(run)));
    text.remove_prefix(static_cast<std::size_t>(run));
    if (text.empty()) break;
    const auto before = text;
    const auto character = text::take(text);
    if (!spared(character) && text::dangerous(character)) {
      out += spell(character);
    } else if (character == 0xFFFD) {
      out += "\uFFFD";
    } else {
      out += before.substr(0, before.size() - text.size());
    }
  }
  return out;
}

std::string visible(char32_t character) {
  return fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(character));
}

struct ToPlain {
  std::string operator()(std::monostate /*absent*/) const { return {}; }
  std::string operator()(bool truth) const { return truth ? tr("yes") : tr("no"); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(Money money) const { return spoken(just(money)); }
  std::string operator()(Instant moment) const { return clock_text(moment); }
  std::string operator()(Day day) const { return iso(day); }
  std::string operator()(const Code& word) const { return tr(word.phrase.c_str()); }
  std::string operator()(const Message& sentence) const { return spoken(sentence); }
  std::string operator()(const List& list) const {
    std::string out;
    for (const auto& item : list) out += (out.empty() ? "" : ", ") + plain(item);
    return out;
  }
  std::string operator()(const Thing& thing) const {
    std::string out;
    for (const auto& field : thing)
      out += (out.empty() ? "" : ", ") + field.title + ": " + plain(field.value);
    return out;
  }
};

struct ToCell {
  std::string operator()(bool truth) const { return truth ? "1" : "0"; }
  std::string operator()(Money money) const { return std::to_string(money.grosze); }
  std::string operator()(Instant moment) const { return iso(moment); }
  std::string operator()(const Code& word) const { return word.code; }
  std::string operator()(const List& list) const {
    std::string out;
    for (const auto& item : list) out += (out.empty() ? "" : ", ") + cell(item);
    return out;
  }
  std::string operator()(const Thing& thing) const {
    std::string out;
    for (const auto& field : thing) {
      const auto text = cell(field.value);
      if (!text.empty()) out += (out.empty() ? "" : "; ") + field.key + "=" + text;
    }
    return out;
  }
  template <class Other>
  std::string operator()(const Other& other) const {
    return ToPlain{}(other);
  }
};

}  // namespace

std::string plain(const Value& value) { return std::visit(ToPlain{}, value.is); }

std::string cell(const Value& value) { return std::visit(ToCell{}, value.is); }

std::string harmless(const std::string& text) {
  return spelled(
      text, [](char32_t) { return false; }, visible);
}

std::string harmless_lines(const std::string& text) {
  return spelled(
      text, [](char32_t character) { return character == '\n'; }, visible);
}

std::string escaped_for_json(const std::string& json) {
  const auto spell = [](char32_t character) {
    const auto code = static_cast<std::uint32_t>(character);
    if (code < 0x10000) return fmt::format("\\u{:04x}", code);
    return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((code - 0x10000) >> 10U),
                       0xDC00 + ((code - 0x10000) & 0x3FFU));
  };
  return spelled(
      json, [](char32_t character) { return character < 0x7F; }, spell);
}

}  // namespace mk::print
