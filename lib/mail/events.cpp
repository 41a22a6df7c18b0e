#include "lib/mail/events.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

namespace mk::mail {

namespace {

/// A line of the list below; tags are parted by blanks.
struct Told {
  const char* name;
  const char* group;   ///< What letters of its kind have in common.
  const char* needed;  ///< Without these the letter is of no use; of its group, or more.
  const char* besides;
};

constexpr const char* of_facility = "id facility operator manager";
constexpr const char* of_reward =
    "number facility reward quantity description delivery ticket expires_on agreed_on";
/// Whom the coordinator phones, and about what.
constexpr const char* of_call =
    "number facility reward quantity description delivery ticket expires_on agreed_on"
    " facility_id operator manager phone email address district";
constexpr const char* of_match = "match gives gets";

constexpr std::array list{
    Told{"activation", of_facility, "link code deadline", "hour lapses"},
    Told{"activation-reminder", of_facility, "link code deadline", "hour lapses"},
    Told{"address-changed", of_facility, "facility", ""},
    Told{"announcement", of_facility, "topic message", ""},
    Told{"application-lapsed", of_facility, "facility", ""},
    Told{"application-received", of_facility, "facility notice", ""},
    Told{"application-rejected", of_facility, "facility reason", ""},
    Told{"card-accepted", of_facility, "facility status",
         "survey term until levels growing next missing needed"},
    Told{"card-reminder", of_facility, "facility last_day",
         "term first_day opening ending today_last returned status until"},
    Told{"card-returned", of_facility, "facility remarks reason deadline",
         "survey term some_remarks accepted"},
    Told{"digest", "", "offers needs", "from to by_categories some_offers some_needs more example"},
    Told{"draw-lost", of_reward, "reward",
         "place places tickets line_ends offer_days commitment seed"},
    Told{"hold-reminder", of_call, "number facility expires_on", "made_on"},
    Told{"match-agreed", of_match, "match contacts", "rests"},
    Told{"match-asked", of_match, "match who gives answer_by", "nothing"},
    Told{"match-dissolved", of_match, "match",
         "own_no declined no_answer withdrawn failed instead nothing stand"},
    Told{"match-proposed", of_match, "match gives gets answer_by", "instead_of parties"},
    Told{"new-link", of_facility, "link code deadline", "hour lapses"},
    Told{"offer-expired", of_reward, "reward", "offer_ends_on"},
    Told{"password-reset", of_facility, "link code deadline", "hour lapses"},
    Told{"place-offered", of_reward, "reward offer_ends_on", ""},
    Told{"post-expiring", "", "post until", "title"},
    Told{"reservation-agreed", of_reward, "reward agreed_on", ""},
    Told{"reservation-cancelled", of_reward, "number reward reason", ""},
    Told{"reservation-end-notice", of_call, "number facility", "reason"},
    Told{"reservation-expired", of_reward, "number reward", "made_on"},
    Told{"reservation-made", of_reward, "number reward expires_on", ""},
    Told{"reservation-missed", of_reward, "reward agreed_on", ""},
    Told{"reservation-notice", of_call, "number facility phone expires_on", "exceed_reason"},
    Told{"status-changed", of_facility, "facility status",
         "former until lapsed opens_on opens something_opens next needed missing"},
    Told{"status-lapsing", of_facility, "status until", "term loses"},
    Told{"test", "", "", ""},
    Told{"waiting-ended", of_reward, "reward", ""},
    Told{"waiting-made", of_reward, "reward", "line_ends offer_days"},
    Told{"wish-cancelled", of_reward, "number reward reason", ""},
    Told{"wish-made", of_reward, "reward ticket wishes_until commitment", ""},
    Told{"withdrawn", of_facility, "facility reason", ""},
};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream words{text};
  return {std::istream_iterator<std::string>{words}, {}};
}

Event event_from(const Told& line) {
  Event event{line.name, words_of(line.needed), words_of(line.group)};
  for (const auto* const more : {line.needed, line.besides})
    for (auto& tag : words_of(more)) event.tags.push_back(std::move(tag));
  std::ranges::sort(event.tags);
  const auto twice = std::ranges::unique(event.tags);
  event.tags.erase(twice.begin(), twice.end());
  return event;
}

}  // namespace

const std::vector<Event>& events() {
  static const std::vector<Event> all = [] {
    std::vector<Event> found;
    found.reserve(list.size());
    for (const auto& line : list) found.push_back(event_from(line));
    return found;
  }();
  return all;
}

const Event* event_of(const std::string& name) {
  const auto found = std::ranges::find(events(), name, &Event::name);
  return found == events().end() ? nullptr : &*found;
}

const std::vector<std::string>& programme_tags() {
  static const auto tags =
      words_of("base_url city coordinator_email coordinator_name coordinator_phone programme");
  return tags;
}

const std::vector<std::string>& page_tags() {
  static const auto tags = words_of("subject text");
  return tags;
}

std::optional<Message> why_not_as_told(const Letter& letter) {
  const auto disagree = [&](const std::string& about) {
    return msg("the letter “{}” and lib/mail/events.cpp disagree about “{}”", letter.event, about);
  };
  const auto* const event = event_of(letter.event);
  if (event == nullptr) return disagree(letter.event);
  for (const auto& tag : event->tags)
    if (!letter.words.contains(tag)) return disagree(tag);
  for (const auto& [tag, value] : letter.words)
    if (!std::ranges::binary_search(event->tags, tag)) return disagree(tag);
  return std::nullopt;
}

}  // namespace mk::mail
