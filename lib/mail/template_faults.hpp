#pragma once

#include "lib/config/settings.hpp"
#include "lib/mail/mail.hpp"

#include <vector>

namespace mk::mail {

/// What is wrong with the letters' templates, in both languages, each with its file and, where
/// there is one, its line: a file that is missing, that no letter reads, that is no UTF-8 or no
/// mustache; tags that the event does not have, or does not use although it is of no use without
/// them.
MK_API std::vector<Message> template_faults(const Settings& settings);

}  // namespace mk::mail
