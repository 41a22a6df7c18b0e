#include "lib/mime/report.hpp"

#include "lib/mime/own.hpp"

#include <algorithm>

namespace mk::mime {

namespace {

/// A report has three parts (RFC 6522); some servers add one.
constexpr int most_parts = 10;

/// The bytes of a part without their transfer encoding.
std::string bytes_of(GMimeObject* object) {
  auto* const content = g_mime_part_get_content(GMIME_PART(object));
  if (content == nullptr) return {};
  const Own<GMimeStream> stream{g_mime_stream_mem_new()};
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* const array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {array->data, array->data + array->len};
}

/// The one header that we ask of a letter that came back whole, as a block of headers.
std::string headers_of(GMimeObject* object) {
  if (!GMIME_IS_MESSAGE_PART(object)) return GMIME_IS_PART(object) ? bytes_of(object) : "";
  auto* const letter = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
  if (letter == nullptr) return {};
  const char* const id = g_mime_object_get_header(GMIME_OBJECT(letter), "Message-ID");
  return id == nullptr ? "" : std::string{"Message-ID: "} + id + "\n";
}

bool is_type(GMimeObject* object, const char* type, std::initializer_list<const char*> subtypes) {
  auto* const about = g_mime_object_get_content_type(object);
  return about != nullptr && std::ranges::any_of(subtypes, [&](const char* subtype) {
           return g_mime_content_type_is_type(about, type, subtype) != FALSE;
         });
}

bool tells_of_delivery(GMimeObject* report) {
  if (!GMIME_IS_MULTIPART(report) || !is_type(report, "multipart", {"report"})) return false;
  const char* const kind = g_mime_object_get_content_type_parameter(report, "report-type");
  return kind == nullptr || mail::lower_case(kind) == "delivery-status";
}

void take_part(mail::ReportParts& parts, GMimeObject* part) {
  if (is_type(part, "message", {"delivery-status", "global-delivery-status"}) &&
      GMIME_IS_PART(part)) {
    parts.status = bytes_of(part);
  } else if (is_type(part, "message", {"rfc822", "global", "global-headers"}) ||
             is_type(part, "text", {"rfc822-headers"})) {
    parts.returned = headers_of(part);
  }
}

}  // namespace

std::optional<mail::ReportParts> report_parts(const std::string& message) {
  need_gmime();
  const Own<GMimeStream> stream{g_mime_stream_mem_new_with_buffer(message.data(), message.size())};
  const Own<GMimeParser> parser{g_mime_parser_new_with_stream(stream.get())};
  const Own<GMimeMessage> whole{g_mime_parser_construct_message(parser.get(), nullptr)};
  auto* const report = whole ? g_mime_message_get_mime_part(whole.get()) : nullptr;
  if (report == nullptr || !tells_of_delivery(report)) return std::nullopt;
  mail::ReportParts parts;
  const char* const id = g_mime_message_get_message_id(whole.get());
  if (id != nullptr) parts.id = id;
  auto* const inside = GMIME_MULTIPART(report);
  for (int i = 0; i < std::min(g_mime_multipart_get_count(inside), most_parts); ++i)
    take_part(parts, g_mime_multipart_get_part(inside, i));
  if (parts.status.empty()) return std::nullopt;
  return parts;
}

}  // namespace mk::mime
