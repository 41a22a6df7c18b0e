#include "lib/mail/letters.hpp"

#include "lib/base/place.hpp"
#include "lib/base/text.hpp"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace mk::mail {

namespace {

namespace fs = std::filesystem;
namespace mustache = kainjow::mustache;

/// Where templates are looked for, the city's own first.
std::vector<fs::path> folders(const Settings& settings) {
  std::vector<fs::path> found;
  if (!settings.mail.letters.empty()) found.emplace_back(settings.mail.letters);
  found.emplace_back(shared_folder("mk/letters"));
  for (auto& folder : found) folder /= settings.language;
  return found;
}

struct Template {
  std::string file;
  std::string text;
};

Template find(const Settings& settings, const std::string& name) {
  for (const auto& folder : folders(settings)) {
    std::ifstream file{folder / (name + ".txt"), std::ios::binary};
    if (!file) continue;
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    std::erase(text, '\r');
    return {(folder / (name + ".txt")).string(), std::move(text)};
  }
  throw Error{Exit::missing, msg("there is no letter “{}”; it should be {}", name,
                                 (folders(settings).back() / (name + ".txt")).string())};
}

[[noreturn]] void refuse(Message reason) {
  throw Error{Exit::data, std::move(reason), "template", 0};
}

/// `text` fit for this mustache, which leaves a blank line where it leaves out a section: the end
/// of a line that is only a section's tag becomes a mark, which `harmless` takes out.
std::string without_tag_lines(const std::string& text) {
  constexpr char mark = '\x01';
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    const bool opens_or_closes =
        line.starts_with("{{#") || line.starts_with("{{^") || line.starts_with("{{/");
    kept += line;
    if (end < text.size())
      kept += opens_or_closes && line.find("}}") == line.size() - 2 ? mark : '\n';
    at = end + 1;
  }
  return kept;
}

/// The names in the tags of `from` that begin with one of `signs` (a blank stands for no sign).
std::set<std::string> tags(const Template& from, const std::string& signs) {
  std::set<std::string> found;
  for (std::size_t at = 0; (at = from.text.find("{{", at)) != std::string::npos;) {
    const auto end = from.text.find("}}", at);
    if (end == std::string::npos) break;
    auto tag = from.text.substr(at + 2, end - at - 2);
    at = end + 2;
    std::erase_if(tag, [](char c) { return c == ' ' || c == '{' || c == '\n' || c == '\t'; });
    if (tag.empty() || tag == ".") continue;
    const bool signed_tag = std::string{"#^/&>!="}.find(tag[0]) != std::string::npos;
    if (signs.find(signed_tag ? tag[0] : ' ') == std::string::npos) continue;
    found.insert(signed_tag ? tag.substr(1) : tag);
  }
  return found;
}

/// A section that a sentence or a list decides on is left out when that is empty.
mustache::data filling(const std::string& language, const Value& value) {
  const auto say = [&](const Message& message) { return harmless(spoken_in(language, message)); };
  if (const auto* const message = std::get_if<Message>(&value)) {
    const auto text = say(*message);
    return text.empty() ? mustache::data{false} : mustache::data{text};
  }
  mustache::data list{mustache::data::type::list};
  for (const auto& message : std::get<std::vector<Message>>(value)) list.push_back(say(message));
  return list;
}

Words with_programme(const Settings& settings, Words words) {
  const auto& programme = settings.programme;
  words.try_emplace("programme", just(programme.name));
  words.try_emplace("city", just(programme.city));
  words.try_emplace("base_url", just(programme.base_url));
  words.try_emplace("coordinator_name", just(programme.coordinator_name));
  words.try_emplace("coordinator_email", just(programme.coordinator_email));
  words.try_emplace("coordinator_phone", just(programme.coordinator_phone));
  return words;
}

/// Fills templates with the same words.
class Writer {
 public:
  Writer(const Settings& settings, const Words& words, Unfilled unfilled)
      : settings_{settings}, unfilled_{unfilled} {
    for (const auto& [tag, value] : with_programme(settings, words))
      data_.set(tag, filling(settings.language, value));
  }

  std::string fill(const Template& from) {
    take_in_parts(from);
    need_every_tag(from);
    mustache::mustache text{without_tag_lines(from.text)};
    text.set_custom_escape([](const std::string& plain) { return plain; });
    auto filled = text.render(data_);
    if (!text.is_valid()) refuse(msg("{}: {}", from.file, text.error_message()));
    return filled;
  }

 private:
  void take_in_parts(const Template& from) {
    for (const auto& name : tags(from, ">")) {
      const auto part = find(settings_, name);
      need_every_tag(part);
      const auto text =
          without_tag_lines(part.text.substr(0, part.text.find_last_not_of('\n') + 1));
      data_.set(name, mustache::partial{[text] { return text; }});
    }
  }

  void need_every_tag(const Template& from) {
    for (const auto& tag : tags(from, " &#^")) {
      if (data_.get(tag) != nullptr) continue;
      if (unfilled_ == Unfilled::refuse)
        refuse(msg("{}: nothing fills the tag “{}” of this letter", from.file, tag));
      data_.set(tag, "[" + tag + "]");
    }
  }

  const Settings& settings_;
  Unfilled unfilled_;
  mustache::data data_;
};

/// `text` without blank lines at its ends, and never two of them together: what a template leaves
/// when a tag is empty.
std::string without_gaps(const std::string& text) {
  std::string kept;
  for (const char c : text)
    if (c != '\n' || !(kept.empty() || kept.ends_with("\n\n"))) kept += c;
  while (kept.ends_with('\n')) kept.pop_back();
  return kept;
}

}  // namespace

std::string harmless(const std::string& text) {
  std::string kept;
  for (std::string_view rest = text; !rest.empty();) {
    const auto character = text::take(rest);
    if (character == U'\n' || character == U'\t' || !text::dangerous(character))
      text::append(kept, character);
  }
  return kept;
}

std::string one_line(const std::string& text) { return text::tidy(harmless(text)); }

Text write(const Settings& settings, const std::string& event, const Words& words,
           Unfilled unfilled) {
  auto whole = find(settings, event);
  const auto end = std::min(whole.text.find('\n'), whole.text.size());
  const Template head{whole.file, whole.text.substr(0, end)};
  whole.text.erase(0, whole.text.find_first_not_of('\n', end));
  Writer writer{settings, words, unfilled};
  Text text{one_line(writer.fill(head)), harmless(writer.fill(whole))};
  if (text.subject.empty()) refuse(msg("{}: the first line, the subject, is empty", whole.file));
  text.body = without_gaps(text.body) + '\n';
  return text;
}

std::vector<std::string> events(const Settings& settings) {
  std::set<std::string> found;
  for (const auto& folder : folders(settings)) {
    std::error_code none;
    for (const auto& file : fs::directory_iterator{folder, none})
      if (file.path().extension() == ".txt") found.insert(file.path().stem().string());
  }
  found.erase("signature");
  return {found.begin(), found.end()};
}

}  // namespace mk::mail
