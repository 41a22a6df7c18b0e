#pragma once

#include "lib/config/settings.hpp"
#include "lib/mail/mail.hpp"

/// The texts of letters: templates in the reader's language, and what fills them.
namespace mk::mail {

/// A letter as its reader sees it.
struct Text {
  std::string subject;  ///< One line, without control characters.
  std::string body;     ///< Ends in LF.
  std::string html;     ///< The same as a page; the data in it are escaped.
};

/// What is done with a tag of a template that nobody filled.
enum class Unfilled { refuse, show };

/// The letter about `event` in the letters' language. Its templates are `LANGUAGE/EVENT.txt` and
/// `LANGUAGE/EVENT.html` in `settings.mail.letters`, else among the built-in ones; an event without
/// a page of its own has that of `LANGUAGE/page.html`. `{{> name}}` takes in `LANGUAGE/name.txt`,
/// or `.html`. Always there: programme, city, base_url, coordinator_name, coordinator_email,
/// coordinator_phone; in a page also subject and text, the filled text as paragraphs. Throws
/// `Error`: missing (no template), data (a fault in it, or an unfilled tag; named).
Text write(const Settings& settings, const std::string& event, const Words& words,
           Unfilled unfilled = Unfilled::refuse);

/// `text` without the characters that only harm: control characters but LF and TAB, marks that turn
/// the direction of writing, zero-width ones.
std::string harmless(const std::string& text);

/// `text` as one line: runs of blanks and line breaks are one blank.
std::string one_line(const std::string& text);

}  // namespace mk::mail
