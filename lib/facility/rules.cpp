#include "lib/facility/rules.hpp"

#include "lib/base/text.hpp"

#include <algorithm>

namespace mk::facility {

namespace {

constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_description = 20000;
constexpr std::size_t largest_logo = 1U << 20U;

/// Where `facility` stands and what leads on from there.
Message stands(const Facility& facility) {
  const auto id = facility.id;
  switch (facility.state) {
    case State::listed:
      return msg(
          "{} has no account; register it first: "
          "mk facility add {} --manager NAME --email ADDRESS",
          id, id);
    case State::applied:
      return msg("{} waits for approval; approve it first: mk facility approve {}", id, id);
    case State::approved:
      return msg(
          "{} is approved but not active yet; a fresh link goes out with: "
          "mk facility resend {}",
          id, id);
    case State::active:
      return msg("{} is active already", id);
    case State::suspended:
      return msg("{} is suspended; resume it first: mk facility resume {}", id, id);
    case State::withdrawn:
      return msg(
          "{} was withdrawn; it may apply again: "
          "mk facility add {} --manager NAME --email ADDRESS",
          id, id);
  }
  return {};
}

bool is_one_of(const Facility& facility, std::initializer_list<State> states) {
  return std::find(states.begin(), states.end(), facility.state) != states.end();
}

}  // namespace

std::optional<Message> why_not_apply(const Facility& facility) {
  if (!facility.may_join())
    return msg(
        "{} is no longer in the register, and only a listed facility may join; "
        "import the register that has it first",
        facility.id);
  if (is_one_of(facility, {State::listed, State::withdrawn})) return std::nullopt;
  return msg("{} has an account already: {}, {}; see: mk facility show {}", facility.id,
             facility.account->manager, facility.account->email, facility.id);
}

std::optional<Message> why_not_approve(const Facility& facility) {
  if (facility.state == State::approved) return msg("{} is approved already", facility.id);
  if (facility.state != State::applied) return stands(facility);
  if (!facility.may_join())
    return msg(
        "{} is no longer in the register, and only a listed facility may join; "
        "reject it: mk facility reject {} --reason TEXT",
        facility.id, facility.id);
  return std::nullopt;
}

std::optional<Message> why_not_reject(const Facility& facility) {
  if (facility.state == State::applied) return std::nullopt;
  if (is_one_of(facility, {State::approved, State::active, State::suspended}))
    return msg(
        "{} was approved and cannot be rejected any more; withdraw it: "
        "mk facility withdraw {} --reason TEXT",
        facility.id, facility.id);
  return stands(facility);
}

std::optional<Message> why_not_suspend(const Facility& facility) {
  if (is_one_of(facility, {State::approved, State::active})) return std::nullopt;
  if (facility.state == State::suspended) return msg("{} is suspended already", facility.id);
  return stands(facility);
}

std::optional<Message> why_not_resume(const Facility& facility) {
  if (facility.state == State::suspended) return std::nullopt;
  if (is_one_of(facility, {State::approved, State::active}))
    return msg("{} is not suspended", facility.id);
  return stands(facility);
}

std::optional<Message> why_not_withdraw(const Facility& facility) {
  if (is_one_of(facility, {State::approved, State::active, State::suspended})) return std::nullopt;
  if (facility.state == State::listed && facility.delisted_at) return std::nullopt;
  if (facility.state == State::withdrawn) return msg("{} is withdrawn already", facility.id);
  if (facility.state == State::applied)
    return msg("{} waits for approval; reject it: mk facility reject {} --reason TEXT", facility.id,
               facility.id);
  return msg("{} has no account, so there is nothing to withdraw", facility.id);
}

std::optional<Message> why_not_send_link(const Facility& facility) {
  if (is_one_of(facility, {State::approved, State::active})) return std::nullopt;
  return stands(facility);
}

std::optional<Message> why_not_edit(const Facility& facility) {
  if (is_one_of(facility, {State::listed, State::withdrawn})) return stands(facility);
  return std::nullopt;
}

std::optional<Message> why_not_take(const std::string& address, FacilityId id,
                                    const std::optional<Facility>& holder) {
  if (!holder || holder->id == id) return std::nullopt;
  return msg("{} is already the address of {}, “{}”; each account needs one of its own", address,
             holder->id, holder->listing.name);
}

bool same_address(const std::string& one, const std::string& other) {
  return text::folded(one) == text::folded(other);
}

std::optional<Message> why_not_use(const std::optional<Token>& token,
                                   const std::optional<Facility>& facility, Instant now) {
  const auto opens = [&] {
    if (!token || !facility || token->spent || token->expires_at <= now) return false;
    if (!facility->account || !same_address(facility->account->email, token->address)) return false;
    return facility->state ==
           (token->purpose == Purpose::activation ? State::approved : State::active);
  };
  if (opens()) return std::nullopt;
  return msg(
      "this link or code does not work: it is mistyped, was used, or is too old; "
      "a fresh one goes out with: mk facility resend F-…");
}

std::vector<std::string> missing_in_profile(const Account& account) {
  std::vector<std::string> missing;
  if (account.phone.empty()) missing.emplace_back("phone");
  if (account.description.empty()) missing.emplace_back("description");
  if (!account.logo) missing.emplace_back("logo");
  return missing;
}

std::optional<Message> why_not_line(const char* what, const std::string& text) {
  if (text::has_dangerous(text))
    return msg("{} has a control or invisible character; type it again", phrase(what));
  if (text::length(text) > longest_line)
    return msg("{} is too long: at most {} characters", phrase(what), longest_line);
  return std::nullopt;
}

std::optional<Message> why_not_description(const std::string& text) {
  if (!text::valid_utf8(text)) return msg("the description is not UTF-8; save the file as UTF-8");
  if (text::has_dangerous(text, text::Lines::many))
    return msg("the description has a control or invisible character; take it out");
  if (text::length(text) > longest_description)
    return msg("the description is too long: at most {} characters", longest_description);
  return std::nullopt;
}

std::optional<std::string> picture_type(const std::string& bytes) {
  using namespace std::string_literals;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png"s;
  if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg"s;
  return std::nullopt;
}

std::optional<Message> why_not_logo(const std::string& bytes) {
  if (!picture_type(bytes))
    return msg("a logo is a PNG or a JPEG picture, and this file is neither");
  if (bytes.size() > largest_logo) return msg("the logo is too large: at most 1 MiB");
  return std::nullopt;
}

bool reminder_due(const Facility& facility, const Settings::Reminders& days, Day today) {
  return !lapsed(facility, days.lapse_days, today) &&
         lapsed(facility, days.activation_days, today) && !facility.account->reminded_at;
}

bool lapsed(const Facility& facility, std::int64_t days, Day today) {
  return facility.state == State::approved && facility.account && facility.account->approved_at &&
         today >= lapse_day(*facility.account->approved_at, days);
}

std::optional<Message> why_not_sound(const Facility& facility) {
  const auto id = facility.id;
  const auto& account = facility.account;
  if (facility.state == State::withdrawn) {
    if (account && !account->ended_at) return msg("{} is withdrawn but its account lives", id);
    return std::nullopt;
  }
  if (facility.state == State::listed) {
    if (account) return msg("{} has an account but no state that needs one", id);
    return std::nullopt;
  }
  if (!account || account->ended_at) return msg("{} has no live account but needs one", id);
  if (facility.state != State::applied && !account->approved_at)
    return msg("{} is past approval, yet no one knows when it was approved", id);
  if (facility.state == State::active && !account->activated_at)
    return msg("{} is active, yet no one knows when it was activated", id);
  if ((facility.state == State::suspended) != account->suspended_from.has_value())
    return msg("{} and its account disagree about its suspension", id);
  return std::nullopt;
}

Day lapse_day(Instant approved, std::int64_t days) {
  return day_of(approved) + std::chrono::days{days};
}

}  // namespace mk::facility
