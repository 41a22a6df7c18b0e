#pragma once

#include "lib/report/markup.hpp"
#include "lib/report/picture.hpp"

#include <cstddef>
#include <string>

/// What every picture is drawn with.
namespace mk::report {

inline constexpr int line_height = 20;
inline constexpr int title_height = 34;

std::string number(int value);

/// `text` at a place of its left end, unless `more` says otherwise.
std::string text_at(int x, int y, const std::string& text, const Attributes& more = {});

/// `text` in bold at the left edge.
std::string heading(const std::string& text, int y, const char* size);

/// `text`, or its beginning and an ellipsis when it has more than `longest` characters.
std::string cut(const std::string& text, std::size_t longest);

/// What an `<svg>` of `height` has beside what is in it.
Attributes frame(int height);

std::string white_ground();

/// What was drawn as an `<svg>` that stands at `top` and says to who does not see it what it is.
Drawn told_apart(const Drawn& inside, const std::string& id, int top, const std::string& title,
                 const std::string& description);

}  // namespace mk::report
