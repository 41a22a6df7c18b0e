#include "lib/base/environment.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace mk {

namespace {

std::filesystem::path home_folder(const char* variable, const char* below_home) {
  const auto named = environment(variable);
  return named.empty() ? std::filesystem::path{environment("HOME")} / below_home
                       : std::filesystem::path{named};
}

/// The accounts up to this number are of the system, such as root and mk, and nobody logs in as
/// them (Debian policy 9.2.2); who has one came by sudo. A person could claim to be anybody.
constexpr uid_t last_of_the_system = 999;

/// The first of the names in `list` ("pl:en", "en_GB.UTF-8") that is a language of ours.
std::string known_language(std::string_view list) {
  while (!list.empty()) {
    const auto end = list.find(':');
    const auto name = list.substr(0, end);
    const auto word = name.substr(0, name.find_first_of("_.@-"));
    if (word == "pl" || word == "en") return std::string{word};
    list = end == std::string_view::npos ? "" : list.substr(end + 1);
  }
  return {};
}

}  // namespace

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::filesystem::path config_home() { return home_folder("XDG_CONFIG_HOME", ".config"); }

std::filesystem::path data_home() { return home_folder("XDG_DATA_HOME", ".local/share"); }

std::string language_of_environment() {
  for (const auto* variable : {"MK_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    auto found = known_language(environment(variable));
    if (!found.empty()) return found;
  }
  return {};
}

std::string system_user() {
  auto behind_sudo = environment("SUDO_USER");
  if (geteuid() <= last_of_the_system && !behind_sudo.empty()) return behind_sudo;
  const auto* const entry = getpwuid(geteuid());
  return entry == nullptr ? std::to_string(geteuid()) : entry->pw_name;
}

}  // namespace mk
