#include "lib/mime/message.hpp"

#include "lib/mail/rules.hpp"
#include "lib/mime/own.hpp"
#include "lib/mime/words.hpp"

#include <algorithm>
#include <memory>

namespace mk::mime {

namespace {

void put_header(GMimeObject* into, const char* name, const std::string& value) {
  if (!value.empty()) g_mime_object_set_header(into, name, value.c_str(), "utf-8");
}

/// GMime's own encoding makes words that are too long of a long word, and lets through what only
/// looks encoded.
void put_subject(GMimeMessage* into, const std::string& subject) {
  g_mime_message_set_subject(into, subject.c_str(), "utf-8");
  auto* const headers = g_mime_object_get_header_list(GMIME_OBJECT(into));
  g_mime_header_set_raw_value(g_mime_header_list_get_header(headers, "Subject"),
                              header_value("Subject", subject).c_str());
}

void put_mailbox(GMimeMessage* into, GMimeAddressType type, const mail::Mailbox& who) {
  const auto* const name = who.name.empty() ? nullptr : who.name.c_str();
  const Own<InternetAddress> mailbox{internet_address_mailbox_new(name, who.address.c_str())};
  internet_address_set_charset(mailbox.get(), "utf-8");
  internet_address_list_add(g_mime_message_get_addresses(into, type), mailbox.get());
}

Own<GMimePart> part(const char* type, const std::string& text) {
  Own<GMimePart> part{g_mime_part_new_with_type("text", type)};
  const Own<GMimeStream> stream{g_mime_stream_mem_new_with_buffer(text.data(), text.size())};
  const Own<GMimeDataWrapper> content{
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT)};
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  return part;
}

Own<GMimePart> attachment(const std::string& calendar) {
  auto attached = part("calendar", calendar);
  auto* const object = GMIME_OBJECT(attached.get());
  g_mime_object_set_content_type_parameter(object, "method", "PUBLISH");
  g_mime_object_set_disposition(object, GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename(attached.get(), "termin.ics");
  return attached;
}

Own<GMimeObject> as_object(Own<GMimePart> part) {
  return Own<GMimeObject>{GMIME_OBJECT(part.release())};
}

/// `first` and `second` in one, parted by a line that is the same each time.
Own<GMimeObject> together(const char* type, const std::string& boundary,
                          const Own<GMimeObject>& first, const Own<GMimeObject>& second) {
  auto* const both = g_mime_multipart_new_with_subtype(type);
  g_mime_multipart_set_boundary(both, boundary.c_str());
  g_mime_multipart_add(both, first.get());
  g_mime_multipart_add(both, second.get());
  return Own<GMimeObject>{GMIME_OBJECT(both)};
}

/// The text, with the page beside it that a mail program may show instead (the last one that it can
/// show is the best, RFC 2046), and the attachment around both.
Own<GMimeObject> body(const mail::Outgoing& letter, const std::string& id) {
  constexpr std::size_t enough = 24;
  const auto unique = id.substr(0, std::min(id.find('@'), enough));
  auto content = as_object(part("plain", letter.body));
  if (!letter.html.empty())
    content =
        together("alternative", "=_a" + unique, content, as_object(part("html", letter.html)));
  if (letter.calendar.empty()) return content;
  return together("mixed", "=_m" + unique, content, as_object(attachment(letter.calendar)));
}

/// When it was queued, by Warsaw's clock.
void put_date(GMimeMessage* into, Instant moment) {
  const auto offset = std::chrono::seconds{warsaw_offset(moment)};
  GTimeZone* const zone = g_time_zone_new_offset(static_cast<gint32>(offset.count()));
  GDateTime* const utc = g_date_time_new_from_unix_utc(moment.time_since_epoch().count());
  GDateTime* const local = g_date_time_to_timezone(utc, zone);
  g_mime_message_set_date(into, local);
  g_date_time_unref(local);
  g_date_time_unref(utc);
  g_time_zone_unref(zone);
}

std::string bytes(GMimeMessage* message) {
  const Own<GMimeStream> stream{g_mime_stream_mem_new()};
  GMimeFormatOptions* const options = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream.get());
  g_mime_format_options_free(options);
  const GByteArray* const array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {array->data, array->data + array->len};
}

}  // namespace

std::string message(const mail::Outgoing& letter, const Settings& settings) {
  need_gmime();
  const auto id = letter.message_id.substr(1, letter.message_id.size() - 2);
  const Own<GMimeMessage> message{g_mime_message_new(FALSE)};
  auto* const object = GMIME_OBJECT(message.get());
  put_date(message.get(), letter.queued_at);
  put_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM, mail::sender_of(settings));
  put_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, {{}, letter.to});
  if (!settings.mail.reply_to.empty())
    put_mailbox(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, mail::mailbox(settings.mail.reply_to));
  put_subject(message.get(), letter.subject);
  put_header(object, "Message-ID", letter.message_id);
  put_header(object, "Auto-Submitted", "auto-generated");
  put_header(object, "Content-Language", letter.language);
  const auto content = body(letter, id);
  g_mime_message_set_mime_part(message.get(), content.get());
  return bytes(message.get());
}

}  // namespace mk::mime
