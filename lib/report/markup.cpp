#include "lib/report/markup.hpp"

#include "lib/base/text.hpp"

#include <array>
#include <cstdio>
#include <string_view>

namespace mk::report {

namespace {

std::string visible(char32_t character) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "&lt;U+%04X&gt;", static_cast<unsigned>(character));
  return text.data();
}

std::string opening(const std::string& name, const Attributes& attributes) {
  std::string out = "<" + name;
  for (const auto& [key, value] : attributes) out += " " + key + "=\"" + escaped(value) + "\"";
  return out;
}

}  // namespace

std::string escaped(const std::string& text) {
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const auto character = text::take(rest);
    if (character == U'&') {
      out += "&amp;";
    } else if (character == U'<') {
      out += "&lt;";
    } else if (character == U'>') {
      out += "&gt;";
    } else if (character == U'"') {
      out += "&quot;";
    } else if (character == U'\'') {
      out += "&#39;";
    } else if (character == U'\n') {
      out += "\n";
    } else if (text::dangerous(character)) {
      out += visible(character);
    } else {
      text::append(out, character);
    }
  }
  return out;
}

std::string element(const std::string& name, const Attributes& attributes,
                    const std::string& inside) {
  return opening(name, attributes) + ">" + inside + "</" + name + ">";
}

std::string element(const std::string& name, const Attributes& attributes) {
  return opening(name, attributes) + "/>";
}

std::string told(const std::string& name, const std::string& text) {
  return element(name, {}, escaped(text));
}

}  // namespace mk::report
