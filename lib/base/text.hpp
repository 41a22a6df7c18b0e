#pragma once

#include "lib/base/export.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Words on the level of letters. Everything here wants UTF-8 and leaves bytes that are none as
/// they are.
namespace mk::text {

MK_API bool valid_utf8(std::string_view text);

/// `text` in Unicode's composed form, NFC: how everything is stored.
MK_API std::string nfc(std::string_view text);

/// One clean line: NFC, blanks of every kind (no-break ones, TAB, line ends) folded into one and
/// cut off at both ends, marks that show nothing (zero-width, soft hyphen) taken out.
MK_API std::string tidy(std::string_view text);

/// Whether `text` is one clean line of what Polish offices write: nothing dangerous is in it, and
/// `tidy` would leave it as it is. False also for what only looks unusual.
MK_API bool is_plain(std::string_view text);

/// What two names are compared by: tidy, and in lower case (Unicode's case folding, which for
/// Polish letters is Polish). It is no word for people.
MK_API std::string folded(std::string_view text);

/// Adds the same to `key`, of a `line` that is tidy.
MK_API void add_folded(std::string& key, std::string_view line);

/// What names are ordered by, byte for byte: the Polish alphabet (ą after a, ź and ż after z), then
/// foreign diacritics, then case, small letters first. Blanks come before punctuation, digits and
/// letters. Printable ASCII, so that every tool can show it.
MK_API std::string sort_key(std::string_view text);

/// `text` with the letters of ASCII where a letter has a diacritic or a stroke: "Łódź" is "Lodz".
MK_API std::string without_diacritics(std::string_view text);

/// What stays of a word whatever its ending: "szkolen" of "szkolenie" and of "Szkolenia". Only to
/// be compared.
MK_API std::string stem(std::string_view text);

/// The words of `text` as they stand there, each a part of it: runs of letters, digits and the
/// marks on them.
MK_API std::vector<std::string_view> words(std::string_view text);

/// How many columns of a terminal `text` takes.
MK_API std::size_t width(std::string_view text);

/// How many characters (code points) `text` has.
MK_API std::size_t length(std::string_view text);

enum class Lines { one, many };

/// A control, bidirectional, zero-width or unassigned-to-text character: it may deceive a reader or
/// a terminal. Line ends and TAB are among them.
MK_API bool dangerous(char32_t character);

/// Whether `text` has a dangerous character or bytes that are no UTF-8. A text of many lines may
/// have line ends and TAB.
MK_API bool has_dangerous(std::string_view text, Lines lines = Lines::one);

/// Takes the first character off `rest`, which is not empty. A byte that is no UTF-8 comes back as
/// U+FFFD and alone.
MK_API char32_t take(std::string_view& rest);

/// Adds `character` to `text`.
MK_API void append(std::string& text, char32_t character);

/// Whether eleven digits stand in `text` as a person's PESEL number would. A telephone number after
/// a plus is none.
MK_API bool looks_like_pesel(std::string_view text);

}  // namespace mk::text
