#pragma once

#include "lib/config/settings.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// The files that letters are made of: mustache in `LANGUAGE/NAME.txt` and `LANGUAGE/NAME.html`.
namespace mk::mail {

constexpr const char* text_file = ".txt";
constexpr const char* page_file = ".html";

/// One of the files, read.
struct Template {
  std::string file;
  std::string text;  ///< Lines that end in LF.
};

/// What stands between two pairs of braces.
struct Tag {
  char sign = ' ';  ///< '#', '^', '/', '>', '&', '{', '!' or '='; a blank where there is none.
  std::string name;
  std::size_t line = 1;
};

/// Where the files of the letters' language are looked for, the city's own folder first.
std::vector<std::filesystem::path> folders(const Settings& settings);

/// The template `name` + `suffix`, or nothing when no folder has it.
std::optional<Template> find(const Settings& settings, const std::string& name,
                             const std::string& suffix);

/// The same; throws `Error` (missing) when no folder has it.
Template need(const Settings& settings, const std::string& name, const std::string& suffix);

/// The tags of `text`, in the order they stand there.
std::vector<Tag> tags(const std::string& text);

/// Whether `tag` is filled with something, or asks whether it is.
bool is_filled(const Tag& tag);

}  // namespace mk::mail
