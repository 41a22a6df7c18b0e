#include "lib/base/error.hpp"
#include "lib/base/remote.hpp"
#include "lib/imap/imap.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace mk::imap {

namespace {

/// The host that `url` names, when it is an address of a server and nothing more.
std::string host_of(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed{curl_url(), curl_url_cleanup};
  char* host = nullptr;
  const bool right = (url.starts_with("imap://") || url.starts_with("imaps://")) &&
                     curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
                     curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0) == CURLUE_OK;
  if (!right)
    throw Error{Exit::config, msg("the key bounces.url, “{}”, names no mail server: give one such "
                                  "as imaps://mail.city.example",
                                  url)};
  const std::unique_ptr<char, decltype(&curl_free)> owned{host, curl_free};
  return host;
}

}  // namespace

Server server(const Settings& settings) {
  const auto& it = settings.bounces;
  const bool here = is_this_machine(host_of(it.url));
  Server server{.url = it.url,
                .mailbox = it.mailbox,
                .user = it.user,
                .password = {},
                .ca_file = it.ca_file,
                .encrypted = !here && it.tls != "none"};
  if (!std::ranges::all_of(it.mailbox, [](char c) { return c >= ' ' && c < '\x7f'; }))
    throw Error{Exit::config, msg("the key bounces.mailbox, “{}”, must be spelled as the server "
                                  "does, in ASCII (RFC 3501, 5.1.3)",
                                  it.mailbox)};
  if (!here && !server.encrypted && !it.url.starts_with("imaps:"))
    throw Error{
        Exit::config,
        msg("the password of {} would travel in the clear: set tls = \"required\"", it.user)};
  server.password = password(it.password_file, "mailbox-password");
  return server;
}

}  // namespace mk::imap
