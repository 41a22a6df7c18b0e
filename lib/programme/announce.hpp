#pragma once

#include "lib/base/id.hpp"
#include "lib/base/message.hpp"
#include "lib/store/context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mk::programme {

/// What the office writes to facilities in words of its own (defaults of ours).
struct Announcement {
  std::string subject;  ///< One line of at most 150 characters.
  std::string text;     ///< Plain text of at most 20 000 characters.
};

/// Who gets one, and who had it before.
struct Announced {
  std::vector<LetterId> letters;
  std::vector<FacilityId> before;
  Message sentence;
};

/// `bytes`, a file that a person wrote, as the text of an announcement: without the byte order
/// mark, lines that end in LF, no blanks at their ends. Throws `Error` (data): encoding,
/// control_char, empty, field_too_long; with its line.
MK_API std::string announcement_text(const std::string& bytes);

/// Queues `announcement` for `ids`, or for all active facilities when there are none: one letter a
/// facility, to its account's address. An address that had the same subject and text before gets no
/// second. Throws `Error`: usage (the subject), refused (a facility without an account, or nobody
/// is active).
MK_API Announced announce(const Context& context, const Announcement& announcement,
                          const std::vector<FacilityId>& ids);

}  // namespace mk::programme
