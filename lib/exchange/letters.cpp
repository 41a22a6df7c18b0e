#include "lib/exchange/letters.hpp"

#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/register/rules.hpp"

#include <map>

namespace mk::exchange {

namespace {

// Whom to write to and to speak with.
struct Contact {
  std::string name;
  std::string address;
  std::string person;
  std::string phone;
};

Contact contact_of(const Context& context, const Party& party) {
  const auto& programme = context.settings.programme;
  if (!party.facility)
    return {programme.city, programme.coordinator_email, programme.coordinator_name,
            programme.coordinator_phone};
  const auto facility = facility::records::facility(context.db, *party.facility);
  const auto& listing = facility.listing;
  Contact contact{listing.name + ", " + listing.district, "", listing.manager,
                  registry::dialled(listing.phone)};
  if (!facility.account) return contact;
  contact.address = facility.account->email;
  contact.person = facility.account->manager;
  if (!facility.account->phone.empty()) contact.phone = registry::dialled(facility.account->phone);
  return contact;
}

std::string amount(const Post& post) {
  auto text = post.id.text();
  if (post.quantity) text += ", " + std::to_string(*post.quantity);
  if (!post.unit.empty()) text += (post.quantity ? " " : ", ") + post.unit;
  return text;
}

std::vector<Message> only_if(bool holds, Message message) {
  if (!holds) return {};
  return {std::move(message)};
}

/// What `member` gives and gets, and with whom.
class Part {
 public:
  Part(const Context& context, const Match& match, const Member& member)
      : context_{context}, match_{match}, member_{member} {}

  std::vector<Message> gives() const {
    const auto to = receiver();
    if (!member_.gives || to == nullptr) return {};
    const auto post = records::post(context_.db, *member_.gives);
    return {msg("“{}” ({}) – for {}", post.title, amount(post), name(*to))};
  }

  std::vector<Message> gets() const {
    const auto from = giver();
    if (!member_.gets || from == nullptr) return {};
    const auto post = records::post(context_.db, *member_.gets);
    return {msg("“{}” ({}) – from {}", post.title, amount(post), name(*from))};
  }

  std::vector<Message> contacts() const {
    std::vector<Message> found;
    for (const auto* const other : {receiver(), giver()})
      if (other != nullptr) add_contact(found, *other);
    return found;
  }

 private:
  const Member* receiver() const {
    for (const auto& other : match_.members)
      if (member_.gives && other.gets == member_.gives) return &other;
    return nullptr;
  }

  const Member* giver() const {
    for (const auto& other : match_.members)
      if (member_.gets && other.gives == member_.gets) return &other;
    return nullptr;
  }

  std::string name(const Member& other) const { return contact_of(context_, other.party).name; }

  void add_contact(std::vector<Message>& found, const Member& other) const {
    const auto contact = contact_of(context_, other.party);
    const auto& way = contact.phone.empty() ? contact.address : contact.phone;
    auto line = msg("{}: {}, {}", contact.name, contact.person, way);
    if (contact.person.empty()) line = msg("{}: {}", contact.name, way);
    if (found.empty() || found.back() != line) found.push_back(std::move(line));
  }

  const Context& context_;
  const Match& match_;
  const Member& member_;
};

void send(const Context& context, const Match& match, const Member& member,
          const std::string& event, mail::Words words) {
  const auto to = contact_of(context, member.party).address;
  if (to.empty()) return;
  words.emplace("match", just(match.id));
  mail::queue(context, {.to = to,
                        .event = event,
                        .occurrence = match.id.text(),
                        .facility = member.party.facility,
                        .words = std::move(words)});
}

}  // namespace

void tell_proposed(const Context& context, const Match& match) {
  for (const auto& member : match.members) {
    const Part part{context, match, member};
    send(context, match, member, "match-proposed",
         {{"gives", part.gives()},
          {"gets", part.gets()},
          {"answer_by", just(match.answer_by)},
          {"parties",
           counted(match.members.size(), "{} party takes part", "{} parties take part")}});
  }
}

void tell_agreed(const Context& context, const Match& match) {
  for (const auto& member : match.members) {
    const Part part{context, match, member};
    send(context, match, member, "match-agreed",
         {{"gives", part.gives()}, {"gets", part.gets()}, {"contacts", part.contacts()}});
  }
}

void tell_dissolved(const Context& context, const Match& match,
                    const std::optional<Party>& leaver) {
  const auto is = [&](const char* reason) { return match.reason == reason; };
  const auto failed = !is(declined) && !is(no_answer) && !is(withdrawn);
  for (const auto& member : match.members) {
    if (leaver && member.party == *leaver) continue;
    const Part part{context, match, member};
    send(context, match, member, "match-dissolved",
         {{"gives", part.gives()},
          {"gets", part.gets()},
          {"declined", only_if(is(declined), msg("one party declined"))},
          {"no_answer", only_if(is(no_answer), msg("not everyone answered in time"))},
          {"withdrawn", only_if(is(withdrawn), msg("one party left the programme"))},
          {"failed", only_if(failed, msg("it was not carried out"))}});
  }
}

bool tell_expiring(const Context& context, const Post& post) {
  const auto to = contact_of(context, post.party).address;
  if (to.empty()) return false;
  return mail::queue(context, {.to = to,
                               .event = "post-expiring",
                               .occurrence = post.id.text() + " " + iso(post.until),
                               .facility = post.party.facility,
                               .words = {{"post", just(post.id)},
                                         {"title", just(post.title)},
                                         {"until", just(post.until)}}})
      .has_value();
}

}  // namespace mk::exchange
