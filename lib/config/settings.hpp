#pragma once

#include "lib/base/catch_up.hpp"
#include "lib/base/export.hpp"
#include "lib/base/time.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace mk {

/// The configuration, mk.toml(5), read once; every default stands here.
struct Settings {
  std::string file;             ///< Where it was read from; empty when there is none.
  std::string database;         ///< Key `database`; the command line and MK_DATABASE go before it.
  std::string language = "pl";  ///< "pl" or "en": of letters, and of talk when nothing else says.

  struct Programme {
    std::string name = "Miasto Korzyści";
    std::string city = "Warszawa";
    std::string base_url = "https://localhost";  ///< Empty: letters carry a code instead of a link.
    std::string coordinator_name;
    std::string coordinator_email;
    std::string coordinator_phone;
  } programme;

  /// `[register.columns]`: a header nobody foresaw → the name of a column.
  std::map<std::string, std::string> register_columns;

  struct Mail {
    std::string transport = "folder";  ///< "folder" or "smtp".
    std::string folder;                ///< The Maildir; empty: `mail` beside the database.
    std::string url;                   ///< "smtp://relay:587".
    std::string from;                  ///< Empty: mk@localhost; `smtp` without it is refused.
    std::string reply_to;
    std::string user;
    std::string password_file;
    std::string tls;        ///< "required", "none", or empty: required but for this machine.
    std::string ca_file;    ///< Authorities (PEM) to trust instead of those of the system.
    std::int64_t rate = 0;  ///< Letters a minute; 0 is no bound.
    std::int64_t connections = 1;
    std::string letters;  ///< A folder whose files override the built-in letters.
  } mail;

  /// The mailbox that replies and delivery reports come to.
  struct Bounces {
    std::string transport;          ///< "maildir" or "imap"; empty: nobody reads it.
    std::string folder;             ///< The Maildir.
    std::string url;                ///< "imaps://mail.city.example".
    std::string mailbox = "INBOX";  ///< As the server spells it.
    std::string user;
    std::string password_file;
    std::string tls = "required";  ///< "required" or "none".
    std::string ca_file;           ///< Whose certificates hold; empty: those the system trusts.
  } bounces;

  struct Terms {
    std::int64_t grace_days = 30;   ///< After the next term's window (default of ours).
    std::int64_t return_days = 14;  ///< To send a returned card again (default of ours).
    std::int64_t notice_days = 14;  ///< Before a status lapses (default of ours).
  } terms;

  struct Reminders {
    std::int64_t middle_day = 15;  ///< Of the month of the term (default of ours).
    std::int64_t days_before_end = 5;
    std::int64_t activation_days = 15;     ///< Not activated: a reminder with a fresh link.
    std::int64_t lapse_days = 30;          ///< Not activated: the application lapses.
    std::int64_t token_days = 7;           ///< How long an activation link lives.
    std::int64_t hold_days = 30;           ///< A reservation nobody agreed expires.
    std::int64_t hold_reminder_days = 20;  ///< When the coordinator is reminded of a hold.

    /// `[reminders.missed]`: what is told of what fell due on days without a run, by kind.
    struct Missed {
      CatchUp activation_reminders{};
      CatchUp status_notices{};
      CatchUp card_reminders{};
      CatchUp hold_reminders{};
      CatchUp post_notices{};
      CatchUp digests{};
    } missed;
  } reminders;

  struct Retention {
    std::int64_t application_days = 30;
    std::int64_t draft_days = 30;
    std::int64_t survey_years = 5;
    std::int64_t log_years = 5;
  } retention;

  struct Exchange {
    std::int64_t need_days = 30;  ///< How long a need stands without an `until`.
    std::int64_t offer_days = 90;
    std::int64_t answer_days = 7;                    ///< To accept a proposed match.
    std::int64_t notice_days = 7;                    ///< Before a post expires.
    std::string dictionary = "/usr/share/hunspell";  ///< The folder with pl_PL.aff and pl_PL.dic.
    std::string words;  ///< A file of irregular words; empty: the installed one.
  } exchange;

  std::map<std::string, std::string> actors;  ///< `[actors]`: user of the system → name shown.
  std::string privacy_notice;  ///< `[privacy] notice`: a file; empty: the built-in one.
};

/// Reads the configuration `file`. Throws `Error`: missing, config (naming file:line:column).
MK_API Settings read_settings(const std::string& file);

}  // namespace mk
