#include "lib/base/address.hpp"

#include <algorithm>
#include <array>

namespace mk {

namespace {

constexpr std::size_t longest_name = 64;      // RFC 5321, 4.5.3.1.1
constexpr std::size_t longest_label = 63;     // RFC 1035, 2.3.4
constexpr std::size_t longest_address = 254;  // RFC 3696, erratum 1690

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::string_view signs_in_name = "!#$%&'*+-/=?^_`{|}~.";

constexpr std::array<bool, 256> in_name = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    const char c = static_cast<char>(byte);
    table.at(byte) = is_letter(c) || is_digit(c) || signs_in_name.find(c) != signs_in_name.npos;
  }
  return table;
}();

bool is_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return in_name[c]; }) &&
         name.front() != '.' && name.back() != '.' && name.find("..") == name.npos;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' &&
         label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '-';
         });
}

/// At least two labels, the last of which is no number: a mail server outside is never named less.
bool is_domain(std::string_view domain) {
  bool several = false;
  for (auto dot = domain.find('.'); dot != domain.npos; dot = domain.find('.')) {
    if (!is_label(domain.substr(0, dot))) return false;
    domain.remove_prefix(dot + 1);
    several = true;
  }
  return several && is_label(domain) && domain.size() >= 2 &&
         !std::all_of(domain.begin(), domain.end(), is_digit);
}

}  // namespace

std::optional<Message> why_not_address(std::string_view text) {
  const auto at = text.find('@');
  if (at <= longest_name && text.size() <= longest_address && is_name(text.substr(0, at)) &&
      is_domain(text.substr(at + 1)))
    return std::nullopt;
  if (at == text.npos)
    return msg("“{}” is not an e-mail address: give one such as klub@wola.example", text);
  if (text.find('@', at + 1) != text.npos ||
      text.find_first_of(" ,;<>\"()[]:\\\r\n\t") != text.npos)
    return msg("“{}” is not one bare e-mail address: give one alone, such as klub@wola.example",
               text);
  if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c >= 0x7F; }))
    return msg(
        "the e-mail address “{}” has a character outside ASCII, which not every mail server "
        "takes",
        text);
  if (at > longest_name || text.size() > longest_address)
    return msg(
        "the e-mail address “{}” is too long: at most 64 characters before the @ and 254 "
        "together",
        text);
  if (!is_name(text.substr(0, at)))
    return msg("the e-mail address “{}” is misspelt before the @", text);
  return msg("the e-mail address “{}” is misspelt after the @", text);
}

std::optional<Message> why_not_sender(const std::string& address) {
  return why_not_address(address.ends_with("@localhost") ? address + ".example" : address);
}

Mailbox mailbox(const std::string& text) {
  const auto open = text.rfind('<');
  if (open == std::string::npos || !text.ends_with('>')) return {{}, text};
  auto name = text.substr(0, open);
  std::erase(name, '"');
  while (name.ends_with(' ')) name.pop_back();
  return {name, text.substr(open + 1, text.size() - open - 2)};
}

}  // namespace mk
