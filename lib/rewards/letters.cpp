#include "lib/rewards/letters.hpp"

#include "lib/mail/rules.hpp"
#include "lib/register/rules.hpp"
#include "lib/rewards/appointment.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/rewards/waiting.hpp"
#include "lib/rewards/words.hpp"

#include <initializer_list>

namespace mk::rewards {

namespace {

/// `parts` that say something, with `between` among them.
std::string joined(std::initializer_list<std::string> parts, const std::string& between) {
  std::string all;
  for (const auto& part : parts)
    if (!part.empty()) all += (all.empty() ? "" : between) + part;
  return all;
}

/// "ul. Prosta 1, 00-001 Warszawa".
std::string address(const facility::Listing& listing) {
  return joined({listing.street, joined({listing.postal_code, listing.city}, " ")}, ", ");
}

/// What every letter about `reservation` may say.
mail::Letter about(const std::string& event, const Reservation& reservation, const Reward& reward,
                   const facility::Facility& facility) {
  mail::Letter letter;
  letter.event = event;
  letter.occurrence = reservation.id.text();
  letter.facility = facility.id;
  letter.words = {
      {"number", just(reservation.id)},
      {"facility", just(facility.listing.name)},
      {"reward", just(reward.name)},
      {"quantity", amount(reservation.quantity, reservation.unit)},
      {"description", just(reward.description)},
      {"delivery", just(reward.delivery)},
      {"ticket", just(reservation.ticket)},
  };
  letter.words["expires_on"] = reservation.expires_on ? just(*reservation.expires_on) : Message{};
  letter.words["agreed_on"] = reservation.agreed_on ? just(*reservation.agreed_on) : just("");
  return letter;
}

mail::Letter to_facility(const std::string& event, const Reservation& reservation,
                         const Reward& reward, const facility::Facility& facility) {
  auto letter = about(event, reservation, reward, facility);
  letter.to = facility.address();
  return letter;
}

mail::Letter to_coordinator(const Context& context, const std::string& event,
                            const Reservation& reservation, const Reward& reward,
                            const facility::Facility& facility) {
  auto letter = about(event, reservation, reward, facility);
  letter.to = context.settings.programme.coordinator_email;
  const auto& account = facility.account;
  const auto own_phone = account ? account->phone : std::string{};
  letter.words["facility_id"] = just(facility.id);
  letter.words["operator"] = just(facility.listing.operator_name);
  letter.words["manager"] = just(account ? account->manager : facility.listing.manager);
  letter.words["phone"] =
      just(registry::dialled(own_phone.empty() ? facility.listing.phone : own_phone));
  letter.words["email"] = just(account ? account->email : facility.listing.email);
  letter.words["address"] = just(address(facility.listing));
  letter.words["district"] = just(facility.listing.district);
  return letter;
}

std::string calendar_of(const Context& context, const Reservation& reservation,
                        const Reward& reward, const facility::Facility& facility, bool cancelled) {
  const auto& programme = context.settings.programme;
  Appointment appointment;
  appointment.uid =
      reservation.id.text() + "@" + mail::domain_of(mail::sender_of(context.settings).address);
  appointment.sequence = reservation.agreements - (cancelled ? 0 : 1);
  appointment.day = *reservation.agreed_on;
  appointment.title = reward.name + " – " + programme.name;
  appointment.text = reward.delivery;
  appointment.place = joined({facility.listing.name, address(facility.listing)}, ", ");
  appointment.organiser = programme.coordinator_email;
  appointment.cancelled = cancelled;
  return calendar_file(appointment, context.now);
}

}  // namespace

mail::Letter confirmation(const Reservation& reservation, const Reward& reward,
                          const facility::Facility& facility) {
  return to_facility("reservation-made", reservation, reward, facility);
}

mail::Letter notice(const Context& context, const Reservation& reservation, const Reward& reward,
                    const facility::Facility& facility) {
  auto letter = to_coordinator(context, "reservation-notice", reservation, reward, facility);
  letter.words["exceed_reason"] = just(reservation.exceed_reason);
  return letter;
}

mail::Letter hold_reminder(const Context& context, const Reservation& reservation,
                           const Reward& reward, const facility::Facility& facility) {
  auto letter = to_coordinator(context, "hold-reminder", reservation, reward, facility);
  letter.words["made_on"] = just(day_of(reservation.made_at));
  return letter;
}

mail::Letter agreement(const Context& context, const Reservation& reservation, const Reward& reward,
                       const facility::Facility& facility) {
  auto letter = to_facility("reservation-agreed", reservation, reward, facility);
  letter.occurrence += "/" + std::to_string(reservation.agreements);
  letter.calendar = calendar_of(context, reservation, reward, facility, false);
  return letter;
}

mail::Letter cancellation(const Context& context, const Reservation& reservation,
                          const Reward& reward, const facility::Facility& facility) {
  const bool wish = !reservation.ticket.empty() && !reservation.drawn;
  auto letter =
      to_facility(wish ? "wish-cancelled" : "reservation-cancelled", reservation, reward, facility);
  letter.words["reason"] = just(reservation.end_reason);
  if (reservation.agreed_on)
    letter.calendar = calendar_of(context, reservation, reward, facility, true);
  return letter;
}

mail::Letter expiry(const Reservation& reservation, const Reward& reward,
                    const facility::Facility& facility) {
  auto letter = to_facility("reservation-expired", reservation, reward, facility);
  letter.words["made_on"] = just(day_of(reservation.made_at));
  return letter;
}

mail::Letter missed(const Reservation& reservation, const Reward& reward,
                    const facility::Facility& facility) {
  return to_facility("reservation-missed", reservation, reward, facility);
}

mail::Letter end_notice(const Context& context, const Reservation& reservation,
                        const Reward& reward, const facility::Facility& facility) {
  auto letter = to_coordinator(context, "reservation-end-notice", reservation, reward, facility);
  letter.words["reason"] = just(reservation.end_reason);
  return letter;
}

mail::Letter waiting_made(const Reservation& reservation, const Reward& reward,
                          const facility::Facility& facility) {
  auto letter = to_facility("waiting-made", reservation, reward, facility);
  letter.words["line_ends"] = just(line_ends(reward, reservation.season));
  letter.words["offer_days"] = just(offer_days);
  return letter;
}

mail::Letter place_offered(const Reservation& reservation, const Reward& reward,
                           const facility::Facility& facility) {
  auto letter = to_facility("place-offered", reservation, reward, facility);
  letter.words["offer_ends_on"] = just(*reservation.offer_ends_on);
  return letter;
}

mail::Letter offer_expiry(const Reservation& reservation, const Reward& reward,
                          const facility::Facility& facility) {
  auto letter = to_facility("offer-expired", reservation, reward, facility);
  letter.words["offer_ends_on"] = just(*reservation.offer_ends_on);
  return letter;
}

mail::Letter line_end(const Reservation& reservation, const Reward& reward,
                      const facility::Facility& facility) {
  return to_facility("waiting-ended", reservation, reward, facility);
}

mail::Letter wish_made(const Reservation& wish, const Reward& reward,
                       const facility::Facility& facility, const std::string& commitment) {
  auto letter = to_facility("wish-made", wish, reward, facility);
  letter.words["wishes_until"] = just(reward.closes_on);
  letter.words["commitment"] = just(commitment);
  return letter;
}

mail::Letter draw_lost(const Reservation& lost, const Reward& reward,
                       const facility::Facility& facility, const Result& result) {
  auto letter = to_facility("draw-lost", lost, reward, facility);
  const bool waits = lost.state == State::waiting;
  letter.words["place"] = waits ? just(lost.drawn.value_or(0) - result.places) : Message{};
  letter.words["places"] = just(result.places);
  letter.words["tickets"] = just(result.tickets.size());
  letter.words["line_ends"] = just(line_ends(reward, lost.season));
  letter.words["offer_days"] = just(offer_days);
  letter.words["commitment"] = just(result.commitment);
  letter.words["seed"] = just(result.seed);
  return letter;
}

}  // namespace mk::rewards
