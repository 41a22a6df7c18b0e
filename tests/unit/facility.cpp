#include "lib/facility/rules.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace mk;
using facility::State;

namespace {

const Instant noon = *parse_instant("2026-09-10T10:00:00Z");

facility::Facility facility_in(State state) {
  facility::Facility it;
  it.id = FacilityId{12};
  it.state = state;
  it.listing.name = "Klub Wola";
  if (state == State::listed) return it;
  auto& account = it.account.emplace();
  account.manager = "Anna Lis";
  account.email = "anna@klub.example";
  account.applied_at = noon;
  if (state != State::applied) account.approved_at = noon;
  if (state == State::active || state == State::withdrawn) account.activated_at = noon;
  if (state == State::suspended) account.suspended_from = State::approved;
  if (state == State::withdrawn) account.ended_at = noon;
  return it;
}

constexpr State all[] = {State::listed, State::applied,   State::approved,
                         State::active, State::suspended, State::withdrawn};

/// Whether `why_not` lets through facilities in `states` and no others.
void only(const std::function<std::optional<Message>(const facility::Facility&)>& why_not,
          std::initializer_list<State> states) {
  for (const auto state : all) {
    CAPTURE(facility::code(state));
    const bool may = std::find(states.begin(), states.end(), state) != states.end();
    CHECK(why_not(facility_in(state)).has_value() != may);
  }
}

std::string words(const std::optional<Message>& reason) {
  return reason ? in_english(*reason) : "";
}

facility::Token token_for(const facility::Facility& facility) {
  return {1,
          facility.id,
          facility::Purpose::activation,
          "anna@klub.example",
          noon + std::chrono::days{7},
          false};
}

Day day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("each step is open from its states alone") {
  only(facility::why_not_apply, {State::listed, State::withdrawn});
  only(facility::why_not_approve, {State::applied});
  only(facility::why_not_reject, {State::applied});
  only(facility::why_not_suspend, {State::approved, State::active});
  only(facility::why_not_resume, {State::suspended});
  only(facility::why_not_withdraw, {State::approved, State::active, State::suspended});
  only(facility::why_not_send_link, {State::approved, State::active});
  only(facility::why_not_edit, {State::applied, State::approved, State::active, State::suspended});
}

TEST_CASE("a refusal says what to do first") {
  CHECK(words(facility::why_not_suspend(facility_in(State::applied))) ==
        "F-12 waits for approval; approve it first: mk facility approve F-12");
  CHECK(words(facility::why_not_reject(facility_in(State::active))) ==
        "F-12 was approved and cannot be rejected any more; withdraw it: "
        "mk facility withdraw F-12 --reason TEXT");
}

TEST_CASE("a facility that left the register neither applies nor is approved, unless it is kept") {
  auto listed = facility_in(State::listed);
  auto applied = facility_in(State::applied);
  listed.delisted_at = applied.delisted_at = noon;
  CHECK(facility::why_not_apply(listed));
  CHECK(facility::why_not_approve(applied));
  CHECK_FALSE(facility::why_not_withdraw(listed));
  listed.kept_reason = applied.kept_reason = "moves next month";
  CHECK_FALSE(facility::why_not_apply(listed));
  CHECK_FALSE(facility::why_not_approve(applied));
}

TEST_CASE("an address belongs to one account, and a refusal names whose it is") {
  const auto holder = facility_in(State::active);
  CHECK(words(facility::why_not_take("anna@klub.example", FacilityId{3}, holder)) ==
        "anna@klub.example is already the address of F-12, “Klub Wola”; each account needs one of "
        "its own");
  CHECK_FALSE(facility::why_not_take("anna@klub.example", FacilityId{12}, holder));
  CHECK_FALSE(facility::why_not_take("anna@klub.example", FacilityId{3}, std::nullopt));
}

TEST_CASE("a link works until its last second, once, for its address and in its state") {
  const auto approved = facility_in(State::approved);
  const auto token = token_for(approved);
  const auto last = token.expires_at - std::chrono::seconds{1};
  CHECK_FALSE(facility::why_not_use(token, approved, last));
  CHECK(facility::why_not_use(token, approved, token.expires_at));
  CHECK(facility::why_not_use(token, facility_in(State::active), noon));
  CHECK(facility::why_not_use(token, facility_in(State::suspended), noon));
  auto spent = token;
  spent.spent = true;
  CHECK(facility::why_not_use(spent, approved, noon));
  auto elsewhere = token;
  elsewhere.address = "jan@klub.example";
  CHECK(facility::why_not_use(elsewhere, approved, noon));
}

TEST_CASE("an unknown, a used and an expired link are refused in the same words") {
  const auto approved = facility_in(State::approved);
  const auto token = token_for(approved);
  auto spent = token;
  spent.spent = true;
  const auto unknown = words(facility::why_not_use(std::nullopt, std::nullopt, noon));
  CHECK(unknown != "");
  CHECK(words(facility::why_not_use(spent, approved, noon)) == unknown);
  CHECK(words(facility::why_not_use(token, approved, token.expires_at)) == unknown);
}

TEST_CASE("an activation is reminded of from day 15 and lapses on day 30, by Warsaw's days") {
  const Settings::Reminders days;
  auto approved = facility_in(State::approved);  // On 10 September.
  CHECK_FALSE(facility::reminder_due(approved, days, day("2026-09-24")));
  CHECK(facility::reminder_due(approved, days, day("2026-09-25")));
  CHECK(facility::reminder_due(approved, days, day("2026-10-09")));
  CHECK_FALSE(facility::reminder_due(approved, days, day("2026-10-10")));
  CHECK_FALSE(facility::lapsed(approved, days.lapse_days, day("2026-10-09")));
  CHECK(facility::lapsed(approved, days.lapse_days, day("2026-10-10")));
  approved.account->reminded_at = noon;
  CHECK_FALSE(facility::reminder_due(approved, days, day("2026-09-25")));
  CHECK_FALSE(facility::lapsed(facility_in(State::active), days.lapse_days, day("2027-10-10")));
}

TEST_CASE("a day begins in Warsaw, not in Greenwich") {
  CHECK(facility::lapse_day(*parse_instant("2026-09-10T22:30:00Z"), 30) == day("2026-10-11"));
}

TEST_CASE("a full profile has a telephone, a description and a logo") {
  auto account = *facility_in(State::active).account;
  CHECK(facility::missing_in_profile(account) ==
        std::vector<std::string>{"phone", "description", "logo"});
  account.phone = "+48225550010";
  account.description = "Klub przy parku.";
  account.logo = true;
  CHECK(facility::missing_in_profile(account).empty());
}

TEST_CASE("a logo is a PNG or a JPEG by its first bytes, of at most 1 MiB") {
  const std::string png = "\x89PNG\r\n\x1a\n";
  CHECK(facility::picture_type(png) == "image/png");
  CHECK(facility::picture_type("\xff\xd8\xff\xe0") == "image/jpeg");
  CHECK(facility::why_not_logo("<svg/>"));
  CHECK(facility::why_not_logo(""));
  CHECK_FALSE(facility::why_not_logo(png + std::string((1U << 20U) - png.size(), 'x')));
  CHECK(facility::why_not_logo(png + std::string((1U << 20U) - png.size() + 1, 'x')));
}

TEST_CASE(
    "a line of the account holds no control or turning character and 200 characters at most") {
  CHECK_FALSE(facility::why_not_line("the reason", "Żółw"));
  CHECK(facility::why_not_line("the reason", "a\nb"));
  CHECK(facility::why_not_line("the reason", "a\u202Eb"));
  CHECK_FALSE(facility::why_not_line("the reason", std::string(200, 'a')));
  CHECK(facility::why_not_line("the reason", std::string(201, 'a')));
}

TEST_CASE("a description may have lines, and is UTF-8") {
  CHECK_FALSE(facility::why_not_description("Klub\n\n- plac zabaw\n"));
  CHECK(facility::why_not_description("Klub\x1b[31m"));
  CHECK(facility::why_not_description("Klub \xb1"));
}

TEST_CASE("a state and an account that disagree are found") {
  for (const auto state : all) {
    CAPTURE(facility::code(state));
    CHECK_FALSE(facility::why_not_sound(facility_in(state)));
    auto wrong = facility_in(state);
    if (state == State::listed) {
      wrong.account = facility_in(State::applied).account;
    } else if (state == State::withdrawn) {
      wrong.account->ended_at.reset();
    } else {
      wrong.account.reset();
    }
    CHECK(facility::why_not_sound(wrong));
  }
}

TEST_CASE("a state reads as it is written") {
  for (const auto state : all) CHECK(facility::state_of(facility::code(state)) == state);
  CHECK(facility::state_of("asleep") == std::nullopt);
}
