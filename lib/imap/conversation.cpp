#include "lib/imap/conversation.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

#include <curl/curl.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace mk::imap {

namespace {

constexpr long connect_seconds = 30;
constexpr long login_seconds = 60;
constexpr std::chrono::seconds silence{60};
constexpr std::chrono::minutes longest_command{5};
/// More than this is no answer to anything we ask.
constexpr std::size_t longest_answers = 16UL << 20U;

[[noreturn]] void fail(const std::string& why) {
  constexpr std::size_t longest = 300;
  throw Error{Exit::network,
              msg("the mailbox cannot be read: {}", text::tidy(why.substr(0, longest)))};
}

/// How many bytes follow a line that ends in "{123}".
std::optional<std::size_t> literal_after(std::string_view line) {
  const auto open = line.rfind('{');
  if (!line.ends_with('}') || open == std::string_view::npos) return std::nullopt;
  const auto* const end = line.data() + line.size() - 1;
  std::size_t count = 0;
  const auto [stop, fault] = std::from_chars(line.data() + open + 1, end, count);
  if (fault != std::errc{} || stop != end) return std::nullopt;
  return count;
}

}  // namespace

struct Conversation::Wire {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(), curl_easy_cleanup};
  curl_socket_t socket = CURL_SOCKET_BAD;
};

Conversation::~Conversation() = default;

Conversation::Conversation(const Server& server) : wire_{std::make_unique<Wire>()} {
  auto* const curl = wire_->curl.get();
  if (curl == nullptr) fail("libcurl cannot be started");
  char detail[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_URL, server.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   long{server.encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE});
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  if (!server.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca_file.c_str());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, login_seconds);
  curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  const auto code = curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  if (code != CURLE_OK) fail(*detail != '\0' ? detail : curl_easy_strerror(code));
  curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &wire_->socket);
}

void Conversation::wait(bool to_send, Moment until) {
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
  const auto most = std::clamp(left, milliseconds{0}, milliseconds{silence});
  pollfd socket{wire_->socket, static_cast<short>(to_send ? POLLOUT : POLLIN), 0};
  const auto ready = ::poll(&socket, 1, static_cast<int>(most.count()));
  if (ready < 0 && errno == EINTR) return;
  if (ready <= 0) fail("the server does not answer");
}

void Conversation::send(std::string_view text, Moment until) {
  while (!text.empty()) {
    std::size_t sent = 0;
    const auto code = curl_easy_send(wire_->curl.get(), text.data(), text.size(), &sent);
    if (code == CURLE_AGAIN) {
      wait(true, until);
    } else if (code != CURLE_OK) {
      fail(curl_easy_strerror(code));
    }
    text.remove_prefix(sent);
  }
}

/// Waits for more bytes.
void Conversation::hear(Moment until) {
  heard_.erase(0, at_);
  at_ = 0;
  constexpr std::size_t piece = 16UL << 10U;
  char buffer[piece];
  for (;;) {
    std::size_t got = 0;
    const auto code = curl_easy_recv(wire_->curl.get(), buffer, piece, &got);
    if (code == CURLE_AGAIN) {
      wait(false, until);
      continue;
    }
    if (code != CURLE_OK) fail(curl_easy_strerror(code));
    if (got == 0) fail("the server closed the connection");
    taken_ += got;
    if (taken_ > longest_answers) fail("the server says too much");
    heard_.append(buffer, got);
    return;
  }
}

std::string Conversation::line(Moment until) {
  for (std::size_t looked = 0;;) {
    const auto end = heard_.find('\n', at_ + looked);
    if (end != std::string::npos) {
      auto line = heard_.substr(at_, end - at_);
      at_ = end + 1;
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    looked = heard_.size() - at_;
    hear(until);
  }
}

std::string Conversation::bytes(std::size_t count, Moment until) {
  if (count > longest_answers) fail("the server says too much");
  while (heard_.size() - at_ < count) hear(until);
  auto bytes = heard_.substr(at_, count);
  at_ += count;
  return bytes;
}

Answer Conversation::answer(Moment until) {
  Answer answer{line(until), {}};
  while (const auto count = literal_after(answer.line)) {
    answer.line.erase(answer.line.rfind('{'));
    answer.literals.push_back(bytes(*count, until));
    answer.line += line(until);
  }
  return answer;
}

std::vector<Answer> Conversation::say(const std::string& command) {
  const auto until = std::chrono::steady_clock::now() + longest_command;
  const auto tag = "mk" + std::to_string(++commands_) + " ";
  taken_ = 0;
  send(tag + command + "\r\n", until);
  std::vector<Answer> answers;
  for (;;) {
    auto next = answer(until);
    if (next.line.starts_with(tag)) {
      if (next.line.starts_with(tag + "OK")) return answers;
      fail(next.line.substr(tag.size()));
    }
    if (next.line.starts_with("* BYE") && command != "LOGOUT") fail(next.line.substr(2));
    answers.push_back(std::move(next));
  }
}

}  // namespace mk::imap
