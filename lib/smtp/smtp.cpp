#include "lib/smtp/smtp.hpp"

#include "lib/base/address.hpp"

#include <curl/curl.h>

#include <cstring>
#include <stdexcept>
#include <string_view>

namespace mk::smtp {

namespace {

using Kind = mail::Answer::Kind;

/// How far a letter came.
enum class Stage {
  connecting,  ///< Greeting, encrypting, logging in.
  sender,      ///< Naming the sender: the same for every letter.
  letter,      ///< From the naming of the recipient on.
};

/// What is sent, and what was said so far.
struct Talk {
  std::string_view rest;
  Stage stage = Stage::connecting;
  std::string reply{};  ///< The server's last line since our last command, or empty.
  bool parted = false;  ///< We said goodbye; the server's answer to that tells nothing.

  bool refused() const { return reply.starts_with('4') || reply.starts_with('5'); }
};

std::size_t hand_over(char* buffer, std::size_t size, std::size_t count, void* talk) {
  auto& rest = static_cast<Talk*>(talk)->rest;
  const auto piece = rest.substr(0, size * count);
  std::memcpy(buffer, piece.data(), piece.size());
  rest.remove_prefix(piece.size());
  if (piece.empty()) static_cast<Talk*>(talk)->reply.clear();  // The final dot follows.
  return piece.size();
}

/// Follows the conversation: curl tells neither which command was refused nor in which words. What
/// we say is only looked at: it may be the password.
int listen(CURL* /*curl*/, curl_infotype kind, char* text, std::size_t size, void* talk) {
  if (talk == nullptr) return 0;  // The farewell, when no letter is on its way.
  auto& heard = *static_cast<Talk*>(talk);
  std::string_view line{text, size};
  if (kind == CURLINFO_HEADER_OUT && line.starts_with("QUIT")) heard.parted = true;
  if (heard.parted) return 0;
  if (kind == CURLINFO_HEADER_OUT) {
    heard.reply.clear();
    if (line.starts_with("MAIL FROM:")) heard.stage = Stage::sender;
    if (line.starts_with("RCPT TO:")) heard.stage = Stage::letter;
  } else if (kind == CURLINFO_HEADER_IN) {
    line = line.substr(0, line.find_last_not_of("\r\n") + 1);
    constexpr std::size_t longest = 300;
    heard.reply = line.substr(0, longest);
  }
  return 0;
}

}  // namespace

struct Wire {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{nullptr, curl_easy_cleanup};
  std::string address;  ///< The sender's, as curl wants it.
};

namespace {

/// Nothing but what is said here decides where letters go: no proxy and no netrc of the user.
void prepare(CURL* curl, const mail::Relay& relay, const std::string& from) {
  curl_easy_setopt(curl, CURLOPT_URL, relay.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, hand_over);
  // What it takes and gives back for each letter, three times as much, is less than a heap gives
  // back to the system.
  curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 16'384L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
}

void encrypt(CURL* curl, const mail::Relay& relay) {
  curl_easy_setopt(curl, CURLOPT_USE_SSL, long{relay.encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE});
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!relay.ca_file.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, relay.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
}

void be_patient(CURL* curl, const Patience& patience) {
  const auto step = static_cast<long>(patience.step.count());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience.connect.count()));
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, step);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);  // A server that reads no letter.
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, step);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(patience.letter.count()));
}

std::unique_ptr<Wire> wire_to(const mail::Relay& relay, const Patience& patience) {
  auto wire = std::make_unique<Wire>();
  wire->curl.reset(curl_easy_init());
  auto* const curl = wire->curl.get();
  if (curl == nullptr) throw std::runtime_error{"libcurl cannot be started"};
  wire->address = "<" + relay.from + ">";
  prepare(curl, relay, wire->address);
  encrypt(curl, relay);
  be_patient(curl, patience);
  if (relay.user.empty()) return wire;
  curl_easy_setopt(curl, CURLOPT_USERNAME, relay.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, relay.password.c_str());
  return wire;
}

/// Whether another try at once would end the same way, whatever the server said last.
bool is_final(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED ||
         code == CURLE_SSL_CACERT_BADFILE || code == CURLE_LOGIN_DENIED;
}

mail::Answer answer(CURLcode code, const Talk& talk, const char* detail) {
  if (code == CURLE_OK) return {Kind::taken, talk.reply};
  const std::string fault = *detail != '\0' ? detail : curl_easy_strerror(code);
  const auto why = talk.refused() ? talk.reply : fault;
  const bool for_good = talk.reply.starts_with('5');
  if (talk.stage == Stage::letter) return {for_good ? Kind::never : Kind::later, why};
  if (for_good || (!talk.refused() && is_final(code))) return {Kind::no_server, why};
  return {talk.stage == Stage::sender ? Kind::not_now : Kind::lost, why};
}

/// Whether an old connection was worn out: servers close it when they had enough letters from it.
bool is_worn_out(CURL* curl, const Talk& talk) {
  long made = 0;
  curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &made);
  return made == 0 && talk.stage != Stage::letter &&
         (!talk.refused() || talk.reply.starts_with("421"));
}

}  // namespace

Connection::Connection(mail::Relay relay, Patience patience)
    : relay_{std::move(relay)}, patience_{patience} {}

Connection::~Connection() { explicit_bzero(relay_.password.data(), relay_.password.size()); }

mail::Answer Connection::send(const std::string& to, const std::string& message) {
  if (const auto reason = why_not_address(to)) return {Kind::never, in_english(*reason)};
  if (!wire_) wire_ = wire_to(relay_, patience_);
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
  if (code != CURLE_OK && is_worn_out(curl, talk)) {
    talk = Talk{message};
    *detail = '\0';
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    code = curl_easy_perform(curl);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 0L);
  }
  auto result = answer(code, talk, detail);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, nullptr);
  return result;
}

}  // namespace mk::smtp
