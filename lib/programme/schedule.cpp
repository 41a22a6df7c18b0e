#include "lib/programme/schedule.hpp"

namespace mk::programme {

Instant next_due(const Schedule& schedule, Instant last) {
  const auto hour = std::chrono::floor<std::chrono::hours>(last);
  Instant due = hour + schedule.first;
  while (due <= last) due += schedule.every;
  return due;
}

bool is_overdue(const Schedule& schedule, Instant last, Instant now) {
  return next_due(schedule, last) + schedule.grace <= now;
}

}  // namespace mk::programme
