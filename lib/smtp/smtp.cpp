#include "lib/smtp/smtp.hpp"

#include <curl/curl.h>

#include <cstring>
#include <stdexcept>
#include <string_view>

namespace mk::smtp {

namespace {

constexpr long connect_seconds = 30;
/// The server's last word may take long; what is cut off here may arrive twice.
constexpr long whole_seconds = 150;

/// How far a letter came.
enum class Stage {
  before,  ///< Connecting, greeting, logging in, naming the sender: the same for every letter.
  letter,  ///< From the naming of the recipient on.
};

/// What is sent, and what was said so far.
struct Talk {
  std::string_view rest;
  Stage stage = Stage::before;
  std::string reply{};  ///< The server's last line since our last command, or empty.
  bool parted = false;  ///< We said goodbye; the server's answer to that tells nothing.
};

std::size_t hand_over(char* buffer, std::size_t size, std::size_t count, void* talk) {
  auto& rest = static_cast<Talk*>(talk)->rest;
  const auto piece = rest.substr(0, size * count);
  std::memcpy(buffer, piece.data(), piece.size());
  rest.remove_prefix(piece.size());
  if (piece.empty()) static_cast<Talk*>(talk)->reply.clear();  // The final dot follows.
  return piece.size();
}

/// Follows the conversation: curl tells neither which command was refused nor in which words.
int listen(CURL* /*curl*/, curl_infotype kind, char* text, std::size_t size, void* talk) {
  if (talk == nullptr) return 0;  // The farewell, when no letter is on its way.
  auto& heard = *static_cast<Talk*>(talk);
  std::string_view line{text, size};
  if (kind == CURLINFO_HEADER_OUT && line.starts_with("QUIT")) heard.parted = true;
  if (heard.parted) return 0;
  if (kind == CURLINFO_HEADER_OUT) {
    heard.reply.clear();
    if (line.starts_with("RCPT ")) heard.stage = Stage::letter;
  } else if (kind == CURLINFO_HEADER_IN) {
    line = line.substr(0, line.find_last_not_of("\r\n") + 1);
    constexpr std::size_t longest = 300;
    heard.reply = line.substr(0, longest);
  }
  return 0;
}

}  // namespace

struct Wire {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(), curl_easy_cleanup};
  std::string address;  ///< The sender's, as curl wants it.
};

namespace {

void prepare(CURL* curl, const Server& server, const std::string& from) {
  curl_easy_setopt(curl, CURLOPT_URL, server.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   long{server.encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE});
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, whole_seconds);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, hand_over);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  if (server.user.empty()) return;
  curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
}

mail::Answer answer(CURLcode code, const Talk& talk, const char* detail) {
  using Kind = mail::Answer::Kind;
  if (code == CURLE_OK) return {Kind::taken, talk.reply};
  const std::string fault = *detail != '\0' ? detail : curl_easy_strerror(code);
  const bool refused = talk.reply.starts_with('4') || talk.reply.starts_with('5');
  const auto why = refused ? talk.reply : fault;
  if (talk.stage == Stage::before) return {Kind::no_server, why};
  return {talk.reply.starts_with('5') ? Kind::never : Kind::later, why};
}

}  // namespace

Connection::Connection(Server server)
    : server_{std::move(server)}, wire_{std::make_unique<Wire>()} {
  if (!wire_->curl) throw std::runtime_error{"libcurl cannot be started"};
  wire_->address = "<" + server_.from + ">";
  prepare(wire_->curl.get(), server_, wire_->address);
}

Connection::~Connection() = default;

mail::Answer Connection::send(const std::string& to, const std::string& message) {
  auto* const curl = wire_->curl.get();
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients{
      curl_slist_append(nullptr, ("<" + to + ">").c_str()), curl_slist_free_all};
  char detail[CURL_ERROR_SIZE] = "";
  Talk talk{message};
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_READDATA, &talk);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &talk);
  auto code = curl_easy_perform(curl);
  long made = 0;
  curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &made);
  if (code != CURLE_OK && made == 0 && talk.stage == Stage::before) {
    // An old connection may be worn out: servers close it when they had enough letters from it.
    talk = Talk{message};
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    code = curl_easy_perform(curl);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 0L);
  }
  const auto result = answer(code, talk, detail);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, nullptr);
  return result;
}

}  // namespace mk::smtp
