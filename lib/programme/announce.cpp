#include "lib/programme/announce.hpp"

#include "lib/base/error.hpp"
#include "lib/base/secret.hpp"
#include "lib/base/text.hpp"
#include "lib/facility/letters.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"

#include <algorithm>

namespace mk::programme {

namespace {

constexpr std::size_t longest_subject = 150;
constexpr std::size_t longest_text = 20000;

[[noreturn]] void refuse_file(Message message, const char* reason, std::size_t line = 0) {
  throw Error{Exit::data, std::move(message), reason, line};
}

std::vector<std::string> lines_of(const std::string& bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  std::vector<std::string> lines{""};
  for (const char c : bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  for (auto& line : lines) line.erase(line.find_last_not_of(" \t\r") + 1);
  return lines;
}

std::string subject_of(const Announcement& announcement) {
  auto subject = text::tidy(announcement.subject);
  if (subject.empty()) throw Error{Exit::usage, msg("the subject is empty")};
  if (!text::valid_utf8(subject) || text::has_dangerous(subject))
    throw Error{Exit::usage, msg("the subject has a control or invisible character")};
  if (text::length(subject) > longest_subject)
    throw Error{Exit::usage,
                msg("the subject is too long: at most {} characters", longest_subject)};
  return subject;
}

std::vector<facility::Facility> addressees(store::Database& db,
                                           const std::vector<FacilityId>& ids) {
  if (ids.empty()) {
    auto active = facility::records::in_state(db, facility::State::active);
    if (active.empty())
      throw Error{Exit::refused, msg("no facility is active, so there is nobody to write to")};
    return active;
  }
  std::vector<facility::Facility> found;
  for (const auto id : ids) {
    found.push_back(facility::records::facility(db, id));
    const auto& account = found.back().account;
    if (!account || account->ended_at)
      throw Error{Exit::refused, msg("{} has no account, so there is nobody to write to", id)};
  }
  return found;
}

Message sentence_of(const Announced& it) {
  if (it.letters.empty()) return msg("nothing to do: all of them had this letter before");
  if (it.before.empty())
    return counted(it.letters.size(), "{} letter is queued", "{} letters are queued");
  return counted(it.letters.size(), "{} letter is queued; had it before and get no second: {}",
                 "{} letters are queued; had it before and get no second: {}", it.before.size());
}

}  // namespace

std::string announcement_text(const std::string& bytes) {
  std::string text;
  std::size_t number = 0;
  for (const auto& line : lines_of(bytes)) {
    ++number;
    if (!text::valid_utf8(line))
      refuse_file(msg("line {} of the text is not UTF-8; save the file as UTF-8", number),
                  "encoding", number);
    if (text::has_dangerous(line, text::Lines::many))
      refuse_file(
          msg("line {} of the text has a control or invisible character; take it out", number),
          "control_char", number);
    text += line + '\n';
  }
  const auto first = text.find_first_not_of('\n');
  if (first == std::string::npos) refuse_file(msg("the text is empty"), "empty");
  text.erase(0, first);
  text.erase(text.find_last_not_of('\n') + 1);
  if (text::length(text) > longest_text)
    refuse_file(msg("the text is too long: at most {} characters", longest_text), "field_too_long");
  return text::nfc(text);
}

Announced announce(const Context& context, const Announcement& announcement,
                   const std::vector<FacilityId>& ids) {
  const auto subject = subject_of(announcement);
  const auto which = secret::digest(subject + "\n" + announcement.text);
  return store::together(context.db, context.deed("mail write"), [&](store::Database& db) {
    Announced done;
    for (const auto& facility : addressees(db, ids)) {
      auto letter = facility::letter_to(facility, "announcement", facility.id.text() + "/" + which);
      letter.words["topic"] = just(subject);
      letter.words["message"] = just(announcement.text);
      if (const auto id = mail::queue(context, letter)) {
        done.letters.push_back(*id);
      } else {
        done.before.push_back(facility.id);
      }
    }
    done.sentence = sentence_of(done);
    return done;
  });
}

}  // namespace mk::programme
