#include "lib/rewards/appointment.hpp"

#include <algorithm>
#include <string_view>

namespace mk::rewards {

namespace {

/// "20261122" of "2026-11-22", "20261122T132043Z" of "2026-11-22T13:20:43Z".
std::string compact(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') {
      out += c;
    }
  }
  return out;
}

/// `line` broken where a line may be, never inside a character, and ended.
std::string folded_line(std::string_view line) {
  constexpr std::size_t longest = 75;
  std::string out;
  while (line.size() + (out.empty() ? 0 : 1) > longest) {
    auto end = longest - (out.empty() ? 0 : 1);
    while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    out += (out.empty() ? "" : " ") + std::string{line.substr(0, end)} + "\r\n";
    line.remove_prefix(end);
  }
  return out + (out.empty() ? "" : " ") + std::string{line} + "\r\n";
}

}  // namespace

std::string calendar_file(const Appointment& appointment, Instant now) {
  std::string out;
  const auto line = [&out](const std::string& text) { out += folded_line(text); };
  line("BEGIN:VCALENDAR");
  line("VERSION:2.0");
  line("PRODID:-//mk//rewards//PL");
  line(appointment.cancelled ? "METHOD:CANCEL" : "METHOD:PUBLISH");
  line("BEGIN:VEVENT");
  line("UID:" + escaped(appointment.uid));
  line("SEQUENCE:" + std::to_string(appointment.sequence));
  line("DTSTAMP:" + compact(iso(now)));
  line("DTSTART;VALUE=DATE:" + compact(iso(appointment.day)));
  line("DTEND;VALUE=DATE:" + compact(iso(appointment.day + std::chrono::days{1})));
  line("SUMMARY:" + escaped(appointment.title));
  if (!appointment.text.empty()) line("DESCRIPTION:" + escaped(appointment.text));
  if (!appointment.place.empty()) line("LOCATION:" + escaped(appointment.place));
  if (!appointment.organiser.empty()) line("ORGANIZER:mailto:" + appointment.organiser);
  line(appointment.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  line("TRANSP:OPAQUE");
  line("END:VEVENT");
  line("END:VCALENDAR");
  return out;
}

}  // namespace mk::rewards
