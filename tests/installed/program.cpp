// Approves a facility, as a program outside does: program DATABASE NUMBER
#include <mk/facility/actions.hpp>

#include <chrono>
#include <iostream>

int main(int /*count*/, char** words) try {
  auto db = mk::store::open(words[1]);
  const mk::Settings settings;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const mk::Context context{db, now, {"program", ""}, settings};
  const mk::FacilityId id{std::stoll(words[2])};
  mk::speak("pl");
  std::cout << mk::spoken(mk::facility::approve(context, std::span{&id, 1})) << '\n';
} catch (const mk::Error& error) {
  std::cerr << mk::spoken(error.message()) << '\n';
  return static_cast<int>(error.exit());
}
