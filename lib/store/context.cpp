#include "lib/store/context.hpp"

#include "lib/base/environment.hpp"

namespace mk {

store::Deed Context::deed(std::string verb, std::string reason) const {
  auto who = actor;
  if (who.user.empty()) {
    const auto user = system_user();
    const auto known = settings.actors.find(user);
    who.user = known == settings.actors.end() ? user : known->second;
  }
  return {now, who, std::move(verb), std::move(reason)};
}

}  // namespace mk
