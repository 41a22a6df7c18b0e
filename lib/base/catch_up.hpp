#pragma once

namespace mk {

/// What is told of occasions that fell due on days without a run of the calendar, as `[reminders]`
/// of mk.toml says for each kind: the latest of them, all, or none (default of ours: the latest).
enum class CatchUp { latest, all, none };

}  // namespace mk
