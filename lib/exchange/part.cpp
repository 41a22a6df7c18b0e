#include "lib/exchange/part.hpp"

#include "lib/exchange/records.hpp"
#include "lib/facility/records.hpp"
#include "lib/register/rules.hpp"

namespace mk::exchange {

namespace {

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// "P-4, 6 szt."
std::string whole_amount(const Post& post) {
  if (post.quantity) return post.id.text() + ", " + quantity_of(post);
  return post.id.text() + (post.unit.empty() ? "" : ", " + post.unit);
}

bool parted(const Post& post, const std::optional<std::int64_t>& quantity) {
  return post.quantity && quantity && *quantity < *post.quantity;
}

Message given_to(const Post& post, std::optional<std::int64_t> quantity, const std::string& name) {
  if (!parted(post, quantity))
    return msg("“{}” ({}) – for {}", post.title, whole_amount(post), name);
  return msg("“{}” ({}: {} of {}) – for {}", post.title, post.id, *quantity, quantity_of(post),
             name);
}

Message got_from(const Post& post, std::optional<std::int64_t> quantity, const std::string& name) {
  if (!parted(post, quantity))
    return msg("“{}” ({}) – from {}", post.title, whole_amount(post), name);
  return msg("“{}” ({}: {} of {}) – from {}", post.title, post.id, *quantity, quantity_of(post),
             name);
}

}  // namespace

std::string quantity_of(const Post& post) {
  if (!post.quantity) return {};
  return std::to_string(*post.quantity) + (post.unit.empty() ? "" : " " + post.unit);
}

Contact contact_of(const Context& context, const Party& party) {
  const auto& programme = context.settings.programme;
  if (!party.facility)
    return {programme.city, "", programme.coordinator_email, programme.coordinator_name,
            programme.coordinator_phone};
  const auto facility = facility::records::facility(context.db, *party.facility);
  const auto& listing = facility.listing;
  Contact contact{listing.name + ", " + listing.district, listed(listing.kinds), "",
                  listing.manager, registry::dialled(listing.phone)};
  if (!facility.account) return contact;
  contact.address = facility.account->email;
  contact.person = facility.account->manager;
  if (!facility.account->phone.empty()) contact.phone = registry::dialled(facility.account->phone);
  return contact;
}

std::vector<Message> Part::gives() const {
  const auto* const to = receiver();
  if (to == nullptr) return {};
  if (gives_words()) return {msg("“{}” – for {}", match_.in_return, name(*to))};
  return {given_to(records::post(context_.db, *member_.gives), member_.quantity, name(*to))};
}

std::vector<Message> Part::gets() const {
  const auto* const from = giver();
  if (from == nullptr) return {};
  if (!member_.gets) return {msg("“{}” – from {}", match_.in_return, name(*from))};
  return {got_from(records::post(context_.db, *member_.gets), from->quantity, name(*from))};
}

std::vector<Message> Part::contacts() const {
  std::vector<Message> found;
  for (const auto* const other : {receiver(), giver()})
    if (other != nullptr) add_contact(found, *other);
  return found;
}

// Who asks for an offer may give something that is no post, in words: the owner then gets no post.
bool Part::gives_words() const { return !match_.in_return.empty() && !member_.gives; }

const Member* Part::receiver() const {
  for (const auto& other : match_.members) {
    if (other.party == member_.party) continue;
    if (gives_words() || (member_.gives && other.gets == member_.gives)) return &other;
  }
  return nullptr;
}

const Member* Part::giver() const {
  for (const auto& other : match_.members) {
    if (other.party == member_.party) continue;
    const bool words = !match_.in_return.empty() && !member_.gets;
    if (words || (member_.gets && other.gives == member_.gets)) return &other;
  }
  return nullptr;
}

std::string Part::name(const Member& other) const { return contact_of(context_, other.party).name; }

void Part::add_contact(std::vector<Message>& found, const Member& other) const {
  const auto contact = contact_of(context_, other.party);
  const auto& way = contact.phone.empty() ? contact.address : contact.phone;
  auto line = msg("{}: {}, {}", contact.name, contact.person, way);
  if (contact.person.empty()) line = msg("{}: {}", contact.name, way);
  if (found.empty() || found.back() != line) found.push_back(std::move(line));
}

}  // namespace mk::exchange
