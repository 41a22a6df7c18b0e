#include "lib/mail/letters.hpp"

#include "lib/base/text.hpp"
#include "lib/mail/fold.hpp"
#include "lib/mail/lines.hpp"
#include "lib/mail/page.hpp"
#include "lib/mail/templates.hpp"
#include "lib/report/markup.hpp"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <set>

namespace mk::mail {

namespace {

namespace mustache = kainjow::mustache;

enum class Kind { text, page };

[[noreturn]] void refuse(Message reason) {
  throw Error{Exit::data, std::move(reason), "template", 0};
}

/// Whether `line` is nothing but the tag that opens or closes a section.
bool is_section_tag(const std::string& line) {
  const bool opens_or_closes =
      line.starts_with("{{#") || line.starts_with("{{^") || line.starts_with("{{/");
  return opens_or_closes && line.find("}}") == line.size() - 2;
}

/// `text` fit for this mustache, which leaves a blank line where it leaves out a section: the end
/// of a line that is only a section's tag becomes a mark. The end of a short line gets one, so that
/// it stays one on a page however long its tags become. `harmless` takes all marks out.
std::string marked(const std::string& text) {
  constexpr char no_line = '\x01';
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    const bool tag = is_section_tag(line);
    kept += line;
    if (!tag && !line.empty() && text::length(line) < short_line) kept += line_stays;
    if (end < text.size()) kept += tag ? no_line : '\n';
    at = end + 1;
  }
  return kept;
}

/// A section that a sentence or a list decides on is left out when that is empty.
mustache::data filling(const std::string& language, const Value& value, Kind kind) {
  const auto say = [&](const Message& message) {
    const auto text = harmless(spoken_in(language, message));
    return kind == Kind::page ? report::escaped(text) : text;
  };
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

/// Fills templates of one kind with the same words. What goes into a page is escaped before, so
/// that no tag of a template can let it through as it is.
class Writer {
 public:
  Writer(const Settings& settings, const Words& words, Unfilled unfilled, Kind kind)
      : settings_{settings}, unfilled_{unfilled}, kind_{kind} {
    for (const auto& [tag, value] : with_programme(settings, words))
      data_.set(tag, filling(settings.language, value, kind));
  }

  /// Fills `tag` with `text` as it is.
  void put(const std::string& tag, const std::string& text) { data_.set(tag, text); }

  std::string fill(const Template& from) {
    prepare(from);
    mustache::mustache text{marked(from.text)};
    text.set_custom_escape([](const std::string& plain) { return plain; });
    auto filled = text.render(data_);
    if (!text.is_valid()) refuse(msg("{}: {}", from.file, text.error_message()));
    return filled;
  }

 private:
  void prepare(const Template& from) {
    for (const auto& tag : tags(from.text)) {
      if (tag.sign == '>') take_in(from, tag.name);
      if (is_filled(tag)) need_filled(from, tag.name);
    }
  }

  /// The part `name`, and what that takes in.
  void take_in(const Template& from, const std::string& name) {
    if (!open_.insert(name).second) refuse(msg("{}: “{}” takes in itself", from.file, name));
    const auto part = need(settings_, name, kind_ == Kind::page ? page_file : text_file);
    prepare(part);
    auto text = marked(part.text.substr(0, part.text.find_last_not_of('\n') + 1));
    data_.set(name, mustache::partial{[text] { return text; }});
    open_.erase(name);
  }

  void need_filled(const Template& from, const std::string& tag) {
    if (data_.get(tag) != nullptr) return;
    if (unfilled_ == Unfilled::refuse)
      refuse(msg("{}: nothing fills the tag “{}” of this letter", from.file, tag));
    data_.set(tag, "[" + tag + "]");
  }

  const Settings& settings_;
  Unfilled unfilled_;
  Kind kind_;
  mustache::data data_;
  std::set<std::string> open_;
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
  auto whole = need(settings, event, text_file);
  const auto end = std::min(whole.text.find('\n'), whole.text.size());
  const Template head{whole.file, whole.text.substr(0, end)};
  whole.text.erase(0, whole.text.find_first_not_of('\n', end));
  Writer writer{settings, words, unfilled, Kind::text};
  const auto subject = one_line(writer.fill(head));
  if (subject.empty()) refuse(msg("{}: the first line, the subject, is empty", whole.file));
  const auto body = writer.fill(whole);

  Writer page{settings, words, unfilled, Kind::page};
  page.put("subject", heading(subject));
  page.put("text", paragraphs(body));
  const auto own = find(settings, event, page_file);
  const auto html = page.fill(own ? *own : need(settings, "page", page_file));
  return {subject, without_gaps(harmless(folded(body))) + '\n', harmless(html)};
}

}  // namespace mk::mail
