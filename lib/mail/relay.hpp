#pragma once

#include "lib/base/export.hpp"
#include "lib/config/settings.hpp"

#include <string>

namespace mk::mail {

/// The server that letters go to, and as whom.
struct Relay {
  std::string url;   ///< "smtp://relay:587/NAME" or "smtps://relay/NAME"; NAME is how we greet.
  std::string from;  ///< The sender on the envelope, a bare address: reports of delivery go there.
  std::string user{};  ///< Empty: nobody logs in.
  std::string password{};
  bool encrypted = true;  ///< TLS 1.2 or newer and a certificate that holds, or nothing is sent.
  std::string ca_file{};  ///< Whom to trust for it; empty: whom the system trusts.
};

/// The server that `settings` names. TLS is for every server but one on this machine, and for that
/// too when the key `tls` says "required". The password comes from `password_file`, else from the
/// credential `relay-password` that systemd handed over; from then on the process leaves no core.
/// Throws `Error` (config): no `url` or `from`, one that is none, a password file that others can
/// read, a password that would travel in the clear.
MK_API Relay relay(const Settings& settings);

}  // namespace mk::mail
