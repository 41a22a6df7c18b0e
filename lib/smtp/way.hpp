#pragma once

#include "lib/base/export.hpp"
#include "lib/config/settings.hpp"
#include "lib/mail/deliver.hpp"
#include "lib/mail/maildir.hpp"
#include "lib/mail/relay.hpp"

#include <variant>

/// What the module `sending` does for the program that loads it. It holds this room and `mime`, so
/// that libcurl and GMime, with the forty libraries behind them, cost a start nothing while no
/// letter goes.
namespace mk::smtp {

/// Where letters go.
using Destination = std::variant<mail::Maildir, mail::Relay>;

/// Makes `way` the way to `destination`.
using MakeWay = void(const Settings& settings, const Destination& destination, mail::HandOver& way);

}  // namespace mk::smtp

extern "C" MK_API mk::smtp::MakeWay mk_make_way;
