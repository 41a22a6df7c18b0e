#pragma once

#include <cstddef>
#include <string>

/// The text of a letter as a page shows it. Pure.
namespace mk::mail {

/// Ends a line of a text that stays one, however long what fills it.
constexpr char line_stays = '\x03';
/// A line of fewer characters stays one; a longer one runs on into the next.
constexpr std::size_t short_line = 60;

/// `text` as HTML: paragraphs where a blank line parts them, "- " a list, "Word:  what" with two
/// blanks a list of terms, lines that are indented on their own, "#" headings, dashes a rule,
/// "**" emphasis. Web and e-mail addresses and telephone numbers with a "+" become links.
/// Everything else is escaped.
std::string paragraphs(const std::string& text);

}  // namespace mk::mail
