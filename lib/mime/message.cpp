#include "lib/mime/message.hpp"

#include "lib/mail/rules.hpp"
#include "lib/mime/words.hpp"

#include <gmime/gmime.h>

#include <memory>

namespace mk::mime {

namespace {

/// What belongs to GLib and is let go at the end.
struct LetGo {
  template <class Thing>
  void operator()(Thing* thing) const {
    g_object_unref(thing);
  }
};
template <class Thing>
using Own = std::unique_ptr<Thing, LetGo>;

/// GMime, for as long as the program runs.
void need_gmime() {
  static const bool ready = [] {
    g_mime_init();
    return true;
  }();
  static_cast<void>(ready);
}

void put_header(GMimeObject* into, const char* name, const std::string& value) {
  if (!value.empty()) g_mime_object_set_header(into, name, value.c_str(), "utf-8");
}

/// GMime's own folding begins a long subject on the second line, and lets lines have 78 characters.
void put_subject(GMimeObject* into, const std::string& subject) {
  constexpr std::string_view name = "Subject";
  g_mime_object_set_header(into, name.data(), "-", nullptr);
  auto* const header =
      g_mime_header_list_get_header(g_mime_object_get_header_list(into), name.data());
  g_mime_header_set_raw_value(header, (" " + header_words(name.size(), subject) + "\n").c_str());
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

/// The text alone, or the text with its attachment.
Own<GMimeObject> body(const mail::Outgoing& letter, const std::string& id) {
  auto text = part("plain", letter.body);
  if (letter.calendar.empty()) return Own<GMimeObject>{GMIME_OBJECT(text.release())};
  const auto attached = attachment(letter.calendar);
  auto* const both = g_mime_multipart_new_with_subtype("mixed");
  g_mime_multipart_set_boundary(both, ("=_" + id.substr(0, id.find('@'))).c_str());
  g_mime_multipart_add(both, GMIME_OBJECT(text.get()));
  g_mime_multipart_add(both, GMIME_OBJECT(attached.get()));
  return Own<GMimeObject>{GMIME_OBJECT(both)};
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
  put_subject(object, letter.subject);
  put_header(object, "Message-ID", letter.message_id);
  put_header(object, "Auto-Submitted", "auto-generated");
  put_header(object, "Content-Language", letter.language);
  const auto content = body(letter, id);
  g_mime_message_set_mime_part(message.get(), content.get());
  return bytes(message.get());
}

}  // namespace mk::mime
