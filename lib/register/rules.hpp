#pragma once

#include "lib/base/message.hpp"
#include "lib/register/columns.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a cell of the register may hold: pure functions of its text, tidied.
namespace mk::registry {

/// Why a cell cannot be taken: a code of mk-register(5) and a sentence.
struct Fault {
  std::string reason;
  Message message;
};

/// Takes `cell`, as the file has it, into `listing`, or tells why not. `city` is the programme's.
std::optional<Fault> take(Column column, std::string_view cell, const std::string& city, Row& row);

/// Ten digits with a check digit, however they are spelled (published); "" when `text` is none.
std::string nip_of(std::string_view text);
/// Nine or fourteen digits with check digits (published); "" when `text` is none.
std::string regon_of(std::string_view text);
/// Ten digits (published); "" when `text` is none.
std::string krs_of(std::string_view text);
/// "01-234"; "" when `text` is no postal code.
std::string postal_code_of(std::string_view text);
/// The kinds that `text` joins by "+", "," or "i", in the stored order; nothing when a word is
/// none.
std::optional<std::vector<std::string>> kinds_of(std::string_view text);
/// Telephone numbers as "+48221234567", more of them after ", ", an extension as " wew. 12"; ""
/// when `text` is none. A Polish number has nine digits, with or without +48, 0048 or a leading 0.
std::string phone_of(std::string_view text);
/// A number of `phone_of` as it is dialled: "22 123 45 67", a mobile one "501 234 567"; any other
/// text as it is.
std::string dialled(const std::string& phone);

}  // namespace mk::registry
