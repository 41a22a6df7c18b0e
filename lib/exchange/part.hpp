#pragma once

#include "lib/base/message.hpp"
#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

#include <string>
#include <vector>

/// A party and its part in a match, in words for letters.
namespace mk::exchange {

/// Whom to write to and to speak with; "" is unknown.
struct Contact {
  std::string name;  ///< "Klub Iskra, Wola", or the city's.
  std::string kind;  ///< "opiekuńcza, specjalistyczna".
  std::string address;
  std::string person;
  std::string phone;
};

/// "6 szt.", or "" of a post that is not counted.
std::string quantity_of(const Post& post);

Contact contact_of(const Context& context, const Party& party);

/// What `member` of `match` gives and gets, and with whom. Each holds one sentence or none.
class Part {
 public:
  Part(const Context& context, const Match& match, const Member& member)
      : context_{context}, match_{match}, member_{member} {}

  std::vector<Message> gives() const;
  std::vector<Message> gets() const;
  /// Who to phone: the one that it gives to, and the one that it gets from.
  std::vector<Message> contacts() const;

 private:
  const Member* receiver() const;
  const Member* giver() const;
  bool gives_words() const;
  std::string name(const Member& other) const;
  void add_contact(std::vector<Message>& found, const Member& other) const;

  const Context& context_;
  const Match& match_;
  const Member& member_;
};

}  // namespace mk::exchange
