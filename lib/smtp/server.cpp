#include "lib/base/error.hpp"
#include "lib/base/remote.hpp"
#include "lib/mail/rules.hpp"
#include "lib/smtp/smtp.hpp"

#include <curl/curl.h>

namespace mk::smtp {

namespace {

/// The host that `url` names. Throws `Error` (config).
std::string host_of(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed{curl_url(), curl_url_cleanup};
  char* host = nullptr;
  const bool known = url.starts_with("smtp://") || url.starts_with("smtps://");
  const bool right = known &&
                     curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
                     curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0) == CURLUE_OK;
  if (!right)
    throw Error{Exit::config, msg("the key mail.url, “{}”, names no mail server: give one such as "
                                  "smtp://relay.city.example:587",
                                  url)};
  const std::unique_ptr<char, decltype(&curl_free)> owned{host, curl_free};
  return host;
}

}  // namespace

Server server(const Settings& settings) {
  const auto& mail = settings.mail;
  if (mail.from.empty())
    throw Error{Exit::config,
                msg("mail goes by SMTP, but the key mail.from says no address that it comes from")};
  const bool here = is_this_machine(host_of(mail.url));
  Server server{
      mail.url, mail::sender_of(settings).address, mail.user, {}, !here && mail.tls != "none"};
  if (server.user.empty()) return server;
  if (!here && !server.encrypted && !mail.url.starts_with("smtps:"))
    throw Error{
        Exit::config,
        msg("the password of {} would travel in the clear: set tls = \"required\"", mail.user)};
  if (!mail.password_file.empty()) server.password = password_in(mail.password_file);
  return server;
}

}  // namespace mk::smtp
