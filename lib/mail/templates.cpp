#include "lib/mail/templates.hpp"

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/place.hpp"

#include <algorithm>

namespace mk::mail {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view blanks = " \t\n";
/// More than any letter takes (default of ours).
constexpr std::size_t longest_template = 1U << 20U;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Tag tag_of(const std::string& inside, bool raw) {
  if (raw) return {'{', trimmed(inside)};
  const auto text = trimmed(inside);
  if (text.empty() || std::string_view{"#^/>&!="}.find(text[0]) == std::string_view::npos)
    return {' ', text};
  return {text[0], trimmed(text.substr(1))};
}

/// What renders a letter goes through its sections one in the other.
void refuse_too_deep(const std::string& file, const std::string& text) {
  constexpr int deepest = 50;
  int depth = 0;
  for (const auto& tag : tags(text)) {
    if (tag.sign == '#' || tag.sign == '^') ++depth;
    if (tag.sign == '/') --depth;
    if (depth > deepest)
      throw Error{Exit::data, msg("{}: over {} sections stand in each other", file, deepest)};
  }
}

}  // namespace

std::vector<fs::path> folders(const Settings& settings) {
  std::vector<fs::path> found;
  if (!settings.mail.letters.empty()) found.emplace_back(settings.mail.letters);
  found.emplace_back(shared_folder("mk/letters"));
  for (auto& folder : found) folder /= settings.language;
  return found;
}

std::optional<Template> find(const Settings& settings, const std::string& name,
                             const std::string& suffix) {
  for (const auto& folder : folders(settings)) {
    const auto file = folder / (name + suffix);
    std::error_code error;
    const auto kind = fs::status(file, error).type();
    if (kind == fs::file_type::not_found) continue;
    if (kind != fs::file_type::regular)
      throw Error{Exit::permission, msg("the letter {} cannot be read", file.string())};
    auto text = read_file(file.string(), longest_template);
    std::erase(text, '\r');
    refuse_too_deep(file.string(), text);
    return Template{file.string(), std::move(text)};
  }
  return std::nullopt;
}

Template need(const Settings& settings, const std::string& name, const std::string& suffix) {
  if (auto found = find(settings, name, suffix)) return std::move(*found);
  throw Error{Exit::missing, msg("there is no letter “{}”; it should be {}", name,
                                 (folders(settings).back() / (name + suffix)).string())};
}

std::vector<Tag> tags(const std::string& text) {
  std::vector<Tag> found;
  std::size_t counted = 0;
  std::size_t line = 1;
  for (std::size_t at = 0; (at = text.find("{{", at)) != std::string::npos;) {
    const bool raw = text.compare(at, 3, "{{{") == 0;
    const auto begin = at + (raw ? 3 : 2);
    const auto end = text.find(raw ? "}}}" : "}}", begin);
    if (end == std::string::npos) break;
    line +=
        static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                            text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted = at;
    found.push_back(tag_of(text.substr(begin, end - begin), raw));
    found.back().line = line;
    at = end + (raw ? 3 : 2);
  }
  return found;
}

bool is_filled(const Tag& tag) {
  return std::string_view{" {&#^"}.find(tag.sign) != std::string_view::npos && tag.name != ".";
}

}  // namespace mk::mail
