#pragma once

#include <cstddef>
#include <string>

/// The text of a letter as a mail program without pages shows it. Pure.
namespace mk::mail {

/// No line is wider, unless one word is; so that it can be quoted in an answer of 76.
constexpr std::size_t widest_line = 72;

/// `text` with its paragraphs, lists and terms broken anew at blanks, into lines of at most
/// `widest_line` characters: what its tags were filled with made some longer and left others short.
/// Lines that stay (see lines.hpp) stay, and what is broken off them is indented as they are.
std::string folded(const std::string& text);

}  // namespace mk::mail
