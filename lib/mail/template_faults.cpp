#include "lib/mail/template_faults.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/mail/events.hpp"
#include "lib/mail/templates.hpp"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace mk::mail {

namespace {

namespace fs = std::filesystem;

using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::string listed(const Names& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

Names event_names() {
  Names names;
  for (const auto& event : events()) names.push_back(event.name);
  return names;
}

/// Where in `text` the mustache is broken, as its `error`, "Unclosed tag at 57", says.
std::size_t line_of(const std::string& text, const std::string& error) {
  std::size_t place = 0;
  const auto digits = error.find_last_not_of("0123456789") + 1;
  std::from_chars(error.data() + digits, error.data() + error.size(), place);
  const auto before = text.substr(0, place);
  return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

/// Looks through the templates of one language.
class Reading {
 public:
  Reading(const Settings& settings, std::vector<Message>& found)
      : settings_{settings}, found_{found} {}

  void all() {
    for (const auto& event : events())
      for (const auto* const suffix : {text_file, page_file}) letter(event, suffix);
    if (!settings_.mail.letters.empty()) strays(folders(settings_).front());
  }

 private:
  void letter(const Event& event, const std::string& suffix) {
    try {
      look_through(event, suffix);
    } catch (
        const Error& error) {  // It cannot be read; the others are looked through all the same.
      add(error.message());
    }
  }

  void look_through(const Event& event, const std::string& suffix) {
    auto from = find(settings_, event.name, suffix);
    if (!from && suffix == page_file) from = find(settings_, "page", suffix);
    if (!from)
      return add(
          msg("there is no letter “{}”; it should be {}", event.name, place(event.name + suffix)));
    std::set<std::string> used;
    look(*from, event, suffix, used);
    if (suffix == text_file && text::tidy(from->text.substr(0, from->text.find('\n'))).empty())
      add(msg("{}: the first line, the subject, is empty", from->file));
    if (suffix == page_file && used.contains("text")) return;
    for (const auto& tag : event.needed)
      if (!used.contains(tag))
        add(msg("{}: the tag “{}” is missing, without which this letter is of no use", from->file,
                tag));
  }

  /// Looks at `from` and the parts it takes in, and notes which tags it has `used`.
  void look(const Template& from, const Event& event, const std::string& suffix,
            std::set<std::string>& used) {
    if (read_.insert(from.file).second) well_formed(from);
    for (const auto& tag : tags(from.text)) {
      if (tag.sign == '>') part(from, tag, event, suffix, used);
      if (!is_filled(tag)) continue;
      used.insert(tag.name);
      known(from, tag, event, suffix);
    }
  }

  void part(const Template& from, const Tag& tag, const Event& event, const std::string& suffix,
            std::set<std::string>& used) {
    parts_.insert(tag.name + suffix);
    const auto taken = find(settings_, tag.name, suffix);
    if (!taken)
      return once(from, tag,
                  msg("{}, line {}: there is no file {}", from.file, tag.line,
                      settings_.language + "/" + tag.name + suffix));
    if (!open_.insert(tag.name).second)
      return once(from, tag, msg("{}: “{}” takes in itself", from.file, tag.name));
    look(*taken, event, suffix, used);
    open_.erase(tag.name);
  }

  void well_formed(const Template& from) {
    if (!text::valid_utf8(from.text)) add(msg("{}: the file is not UTF-8", from.file));
    const kainjow::mustache::mustache parsed{from.text};
    const auto& error = parsed.error_message();
    if (!parsed.is_valid())
      add(msg("{}, line {}: a tag or section is not closed as it should be ({})", from.file,
              line_of(from.text, error), error));
  }

  void known(const Template& from, const Tag& tag, const Event& event, const std::string& suffix) {
    auto names = event.tags;
    names.insert(names.end(), programme_tags().begin(), programme_tags().end());
    if (suffix == page_file) names.insert(names.end(), page_tags().begin(), page_tags().end());
    if (has(names, tag.name)) return;
    std::ranges::sort(names);
    once(from, tag,
         msg("{}, line {}: the letter “{}” has no tag “{}”; there are: {}", from.file, tag.line,
             event.name, tag.name, listed(names)));
  }

  /// The city's own files that nothing reads.
  void strays(const fs::path& folder) {
    std::set<fs::path> files;
    std::error_code none;
    for (const auto& file : fs::directory_iterator{folder, none}) files.insert(file.path());
    const auto names = event_names();
    for (const auto& file : files) {
      const auto suffix = file.extension().string();
      if (suffix != text_file && suffix != page_file) continue;
      const auto name = file.filename().string();
      if (has(names, file.stem().string()) || parts_.contains(name) || name == "page.html")
        continue;
      add(msg("{}: nothing reads this file; there are the letters: {}", file.string(),
              listed(names)));
    }
  }

  std::string place(const std::string& name) const {
    return (folders(settings_).back() / name).string();
  }

  void add(Message message) { found_.push_back(std::move(message)); }
  /// A part that many letters take in is complained of once.
  void once(const Template& from, const Tag& tag, Message message) {
    if (told_.insert(from.file + "\n" + std::to_string(tag.line) + "\n" + tag.name).second)
      add(std::move(message));
  }

  const Settings& settings_;
  std::vector<Message>& found_;
  std::set<std::string> read_;
  std::set<std::string> told_;
  std::set<std::string> parts_;
  std::set<std::string> open_;
};

}  // namespace

std::vector<Message> template_faults(const Settings& settings) {
  std::vector<Message> found;
  const auto& own = settings.mail.letters;
  std::error_code none;
  if (!own.empty() && !fs::is_directory(own, none))
    found.push_back(msg("the folder of the key mail.letters, {}, is not there", own));
  for (const auto* const language : {"pl", "en"}) {
    auto of_language = settings;
    of_language.language = language;
    Reading{of_language, found}.all();
  }
  return found;
}

}  // namespace mk::mail
