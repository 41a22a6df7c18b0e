#include "lib/report/drawing.hpp"

#include "lib/base/text.hpp"

#include <string_view>

namespace mk::report {

std::string number(int value) { return std::to_string(value); }

std::string text_at(int x, int y, const std::string& text, const Attributes& more) {
  Attributes all{{"x", number(x)}, {"y", number(y)}};
  all.insert(all.end(), more.begin(), more.end());
  return element("text", all, escaped(text)) + "\n";
}

std::string heading(const std::string& text, int y, const char* size) {
  return text_at(10, y, text, {{"font-weight", "bold"}, {"font-size", size}});
}

std::string cut(const std::string& text, std::size_t longest) {
  if (text::length(text) <= longest) return text;
  std::string out;
  std::string_view rest = text;
  for (std::size_t i = 0; i + 1 < longest; ++i) text::append(out, text::take(rest));
  return out + "…";
}

Attributes frame(int height) {
  return {{"xmlns", "http://www.w3.org/2000/svg"},
          {"width", number(picture_width)},
          {"height", number(height)},
          {"viewBox", "0 0 " + number(picture_width) + " " + number(height)},
          {"font-family", "Lato, 'DejaVu Sans', Arial, sans-serif"},
          {"font-size", "12"},
          {"fill", "#0b0c0c"}};
}

std::string white_ground() {
  return element("rect", {{"width", "100%"}, {"height", "100%"}, {"fill", "#fff"}});
}

Drawn told_apart(const Drawn& inside, const std::string& id, int top, const std::string& title,
                 const std::string& description) {
  auto attributes = frame(inside.height);
  attributes.insert(
      attributes.end(),
      {{"y", number(top)}, {"role", "img"}, {"aria-labelledby", id + "-t " + id + "-d"}});
  const auto words = element("title", {{"id", id + "-t"}}, escaped(title)) + "\n" +
                     element("desc", {{"id", id + "-d"}}, escaped(description)) + white_ground();
  return {element("svg", attributes, words + inside.svg) + "\n", inside.height};
}

}  // namespace mk::report
