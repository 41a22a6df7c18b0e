#include "lib/programme/why.hpp"

#include "lib/exchange/why.hpp"
#include "lib/exchange/words.hpp"
#include "lib/mail/actions.hpp"

#include <cctype>

namespace mk::programme {

namespace {

print::Value told(const std::vector<Fact>& facts, bool plain) {
  if (plain) {
    std::string lines;
    for (const auto& fact : facts) lines += spoken(fact.message) + "\n";
    return lines;
  }
  print::List list;
  for (const auto& fact : facts)
    list.emplace_back(
        print::Thing{{"fact", tr("Fact"), fact.code}, {"message", tr("Message"), fact.message}});
  return list;
}

const char* code(exchange::Step::Kind kind) {
  using enum exchange::Step::Kind;
  switch (kind) {
    case district:
      return "district";
    case category:
      return "category";
    case free:
      return "free";
    case take:
      return "take";
    case need:
      return "need";
    case offer:
      break;
  }
  return "offer";
}

/// The change for a program, or its sentence.
print::Value told(const exchange::WhyPost& why, bool plain) {
  if (!why.link) return {};
  if (plain) return why.change;
  print::List steps;
  for (const auto& step : why.link->steps)
    steps.emplace_back(
        print::Thing{{"step", tr("Step"), code(step.kind)},
                     {"category", tr("Category"),
                      step.category.empty() ? print::Value{} : print::Value{step.category}}});
  print::List others;
  for (const auto other : why.link->others) others.emplace_back(other);
  return print::Thing{{"steps", tr("Steps"), std::move(steps)},
                      {"match", tr("Form of match"), why.link->swap ? "ring" : "direct"},
                      {"parties", tr("Parties"), why.link->parties.size()},
                      {"posts", tr("Posts"), std::move(others)},
                      {"message", tr("Message"), why.change}};
}

print::Thing why_post(const Context& context, PostId id, bool plain) {
  const auto found = exchange::why(context, id);
  return {{"id", tr("Id"), id},
          {"state", tr("State"), exchange::code(found.state)},
          {"facts", tr("Why"), told(found.facts, plain)},
          {"change", tr("Smallest change"), told(found, plain)}};
}

print::Thing why_match(const Context& context, MatchId id, bool plain) {
  const auto found = exchange::why(context, id);
  return {{"id", tr("Id"), id},
          {"state", tr("State"), exchange::code(found.state)},
          {"facts", tr("Why"), told(found.facts, plain)}};
}

Fact letter_now(const mail::Outgoing& letter, Instant now) {
  using enum mail::State;
  switch (letter.state) {
    case sent:
      return {"sent", msg("it went on {}", day_of(letter.sent_at.value_or(now)))};
    case failed:
      return {"failed", msg("it was given up; try again with: mk mail retry {}", letter.id)};
    case held:
      return {"held", msg("it is held back; see: mk mail show {}", letter.id)};
    case cancelled:
      return {"cancelled", msg("it was cancelled and will not go")};
    case sending:
      return {"sending", msg("mk-mail is sending it")};
    case queued:
      break;
  }
  if (letter.due_at <= now) return {"due", msg("it goes with the next run of mk-mail")};
  return {"due", msg("it is tried again at {}", clock_text(letter.due_at))};
}

print::Thing why_letter(const Context& context, LetterId id, bool plain) {
  const auto letter = mail::show(context, id);
  std::vector<Fact> facts{{"queued", msg("it was queued on {} for {}, about {}",
                                         day_of(letter.queued_at), letter.to, letter.event)}};
  if (letter.attempts > 0)
    facts.push_back({"attempts", counted(static_cast<std::uint64_t>(letter.attempts),
                                         "it was tried {} time", "it was tried {} times")});
  if (!letter.last_error.empty())
    facts.push_back({"last_error", msg("the last error: {}", letter.last_error)});
  facts.push_back(letter_now(letter, context.now));
  return {{"id", tr("Id"), id},
          {"state", tr("State"), mail::code(letter.state)},
          {"facts", tr("Why"), told(facts, plain)}};
}

}  // namespace

print::Thing why(const Context& context, const std::string& id, bool plain) {
  // A number alone would fit every kind.
  if (!id.empty() && std::isalpha(static_cast<unsigned char>(id.front())) != 0) {
    if (const auto post = PostId::parse(id)) return why_post(context, *post, plain);
    if (const auto match = MatchId::parse(id)) return why_match(context, *match, plain);
    if (const auto letter = LetterId::parse(id)) return why_letter(context, *letter, plain);
  }
  throw Error{Exit::usage,
              msg("“{}” is no id that is explained; there are posts (P-4), matches (X-2) and "
                  "letters (M-9)",
                  id)};
}

}  // namespace mk::programme
