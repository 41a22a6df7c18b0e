#pragma once

#include "lib/base/export.hpp"

#include <filesystem>
#include <string>

namespace mk {

/// The variable `name` of the environment, or "".
MK_API std::string environment(const char* name);

/// `$XDG_CONFIG_HOME`, else `~/.config`.
MK_API std::filesystem::path config_home();
/// `$XDG_DATA_HOME`, else `~/.local/share`.
MK_API std::filesystem::path data_home();

/// "pl" or "en" where MK_LANG, LANGUAGE, LC_ALL, LC_MESSAGES or LANG (the first that does) names
/// one of them, whether or not such a locale is installed; else "".
MK_API std::string language_of_environment();

/// Who runs this program: the user of the system, under sudo the one who called it.
MK_API std::string system_user();

}  // namespace mk
