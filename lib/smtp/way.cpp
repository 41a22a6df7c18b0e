#include "lib/smtp/way.hpp"

#include "lib/mime/message.hpp"
#include "lib/smtp/smtp.hpp"

#include <memory>

namespace mk::smtp {

namespace {

mail::HandOver way_to(const mail::Maildir& folder, const Settings& settings) {
  return [folder, writer = mime::Writer{settings}](const mail::Outgoing& letter) {
    // The name tells the letter, so that a run that died before it could commit leaves no second.
    const auto unique = letter.message_id.substr(1, letter.message_id.find('@') - 1);
    const auto time = std::to_string(letter.queued_at.time_since_epoch().count());
    folder.put(time + "." + letter.id.text() + "." + unique, writer.message(letter));
    return mail::Answer{};
  };
}

mail::HandOver way_to(const mail::Relay& relay, const Settings& settings) {
  const auto connection = std::make_shared<Connection>(relay);
  return [connection, writer = mime::Writer{settings}](const mail::Outgoing& letter) {
    return connection->send(letter.to, writer.message(letter));
  };
}

}  // namespace

}  // namespace mk::smtp

void mk_make_way(const mk::Settings& settings, const mk::smtp::Destination& destination,
                 mk::mail::HandOver& way) {
  way = std::visit([&](const auto& to) { return mk::smtp::way_to(to, settings); }, destination);
}
