#pragma once

#include <string>

/// The text of a letter as a page shows it. Pure.
namespace mk::mail {

/// A letter's subject as HTML.
std::string heading(const std::string& subject);

/// `text` as HTML: paragraphs where a blank line parts them, "- " a list, "Word:  what" with two
/// blanks a list of terms, lines that are indented on their own, "#" headings, dashes a rule,
/// "**" emphasis. Web and e-mail addresses and telephone numbers become links, ids get the class
/// "id"; a paragraph that is one web address has the class "action". Everything else is escaped.
std::string paragraphs(const std::string& text);

}  // namespace mk::mail
