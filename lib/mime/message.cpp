#include "lib/mime/message.hpp"

#include "lib/base/address.hpp"
#include "lib/mail/rules.hpp"
#include "lib/mime/own.hpp"
#include "lib/mime/words.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace mk::mime {

namespace {

// GMime spells mailboxes and encodes texts. A message itself is a dozen lines around them, which by
// its objects would take a third of all the time that a letter takes.

/// The header of `type` that names `who`, its lines folded.
std::string mailbox_header(GMimeAddressType type, const Mailbox& who) {
  need_gmime();
  const Own<GMimeMessage> message{g_mime_message_new(FALSE)};
  const auto* const name = who.name.empty() ? nullptr : who.name.c_str();
  const Own<InternetAddress> mailbox{internet_address_mailbox_new(name, who.address.c_str())};
  internet_address_set_charset(mailbox.get(), "utf-8");
  internet_address_list_add(g_mime_message_get_addresses(message.get(), type), mailbox.get());
  const std::unique_ptr<char, decltype(&g_free)> header{
      g_mime_object_get_headers(GMIME_OBJECT(message.get()), nullptr), g_free};
  return header.get();
}

std::string recipient(const std::string& to) {
  constexpr std::size_t short_enough = 70;
  if (to.size() < short_enough && !why_not_address(to)) return "To: " + to + "\n";
  return mailbox_header(GMIME_ADDRESS_TYPE_TO, {{}, to});
}

std::string encoded(const std::string& text) {
  GMimeEncoding state{};
  g_mime_encoding_init_encode(&state, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  std::string lines(g_mime_encoding_outlen(&state, text.size()), '\0');
  lines.resize(g_mime_encoding_flush(&state, text.data(), text.size(), lines.data()));
  return lines;
}

std::string part(const std::string& type, const std::string& text,
                 const std::string& disposition = {}) {
  return "Content-Type: text/" + type + "\nContent-Transfer-Encoding: quoted-printable\n" +
         disposition + "\n" + encoded(text);
}

std::string attachment(const std::string& calendar) {
  return part("calendar; charset=utf-8; method=PUBLISH; name=termin.ics", calendar,
              "Content-Disposition: attachment; filename=termin.ics\n");
}

/// `first` and `second` in one, parted by a line that is the same each time.
std::string together(const std::string& type, const std::string& boundary, const std::string& first,
                     const std::string& second) {
  return "Content-Type: multipart/" + type + "; boundary=\"" + boundary + "\"\n\n--" + boundary +
         "\n" + first + "\n--" + boundary + "\n" + second + "\n--" + boundary + "--\n";
}

/// The text, with the page beside it that a mail program may show instead (the last one that it can
/// show is the best, RFC 2046), and the attachment around both.
std::string body(const mail::Outgoing& letter) {
  constexpr std::size_t enough = 24;
  const auto unique =
      letter.message_id.substr(1, std::min(letter.message_id.find('@') - 1, enough));
  auto content = part("plain; charset=utf-8", letter.body);
  if (!letter.html.empty())
    content =
        together("alternative", "=_a" + unique, content, part("html; charset=utf-8", letter.html));
  if (letter.calendar.empty()) return content;
  return together("mixed", "=_m" + unique, content, attachment(letter.calendar));
}

/// When it was queued, by Warsaw's clock: "Thu, 10 Sep 2026 12:00:00 +0200".
std::string date(Instant moment) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto offset = warsaw_offset(moment);
  const auto local = moment + offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
  const auto text = iso(local);
  return days.at(std::chrono::weekday{day}.c_encoding()) + (", " + text.substr(8, 2) + " ") +
         months.at(month - 1) + " " + text.substr(0, 4) + " " + text.substr(11, 8) + " +0" +
         std::to_string(offset.count()) + "00";
}

/// `text` with its lines, also the last, ended as on the wire.
std::string with_crlf(std::string_view text) {
  std::string lines;
  lines.reserve(text.size() + text.size() / 32);
  for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    lines += text.substr(0, end);
    lines += lines.ends_with('\r') ? "\n" : "\r\n";
    text.remove_prefix(end + 1);
  }
  if (!text.empty()) lines.append(text).append("\r\n");
  return lines;
}

}  // namespace

Writer::Writer(const Settings& settings)
    : from_{mailbox_header(GMIME_ADDRESS_TYPE_FROM, mail::sender_of(settings))} {
  const auto& reply_to = settings.mail.reply_to;
  if (!reply_to.empty()) reply_to_ = mailbox_header(GMIME_ADDRESS_TYPE_REPLY_TO, mailbox(reply_to));
}

std::string Writer::message(const mail::Outgoing& letter) const {
  return with_crlf("Date: " + date(letter.queued_at) + "\n" + from_ + recipient(letter.to) +
                   reply_to_ + "Subject:" + header_value("Subject", letter.subject) +
                   "Message-ID: " + letter.message_id +
                   "\nAuto-Submitted: auto-generated\nContent-Language: " + letter.language +
                   "\nMIME-Version: 1.0\n" + body(letter));
}

}  // namespace mk::mime
