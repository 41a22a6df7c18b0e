#pragma once

#include <string>
#include <string_view>

/// Words that prove who sent them: links and codes.
namespace mk::secret {

/// 256 random bits as 52 letters and digits in lower case, without i, l, o and u, so that a person
/// can read them out (Crockford's base 32).
std::string make();

/// `secret` in groups of four, as a letter shows a code: "3fk9-…".
std::string grouped(std::string_view secret);

/// The same in capitals, as a ticket is spelled: "7KQ2-M9XP".
std::string as_ticket(std::string_view secret);

/// What a person typed as `make` would have spelled it: any case, blanks and hyphens left out, the
/// letters that look like digits read as digits.
std::string typed(std::string_view text);

/// 256 random bits as 64 hexadecimal digits in lower case.
std::string seed();

/// 40 random bits as "7KQ2-M9XP", in the letters and digits of `make`, capitals: a number to be
/// read out that tells nothing of who has it or when it was made.
std::string ticket();

/// What is kept of a secret: 64 hexadecimal digits of BLAKE2b.
std::string digest(std::string_view secret);

}  // namespace mk::secret
