#include "lib/exchange/words.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

#include <array>

namespace mk::exchange {

namespace {

template <class Value>
struct Word {
  Value value;
  const char* code;
  const char* phrase;
};

constexpr std::array types{
    Word<Type>{Type::offer, "offer", tr_later("offer")},
    Word<Type>{Type::need, "need", tr_later("need")},
};

constexpr std::array post_states{
    Word<PostState>{PostState::open, "open", tr_later("standing")},
    Word<PostState>{PostState::matched, "matched", tr_later("match proposed")},
    Word<PostState>{PostState::agreed, "agreed", tr_later("match agreed")},
    Word<PostState>{PostState::done, "done", tr_later("handed over")},
    Word<PostState>{PostState::expired, "expired", tr_later("past its day")},
    Word<PostState>{PostState::closed, "closed", tr_later("taken back")},
};

constexpr std::array match_states{
    Word<MatchState>{MatchState::proposed, "proposed", tr_later("waits for answers")},
    Word<MatchState>{MatchState::agreed, "agreed", tr_later("all have accepted")},
    Word<MatchState>{MatchState::done, "done", tr_later("carried out")},
    Word<MatchState>{MatchState::failed, "failed", tr_later("came to nothing")},
    Word<MatchState>{MatchState::dissolved, "dissolved", tr_later("dissolved")},
};

constexpr std::array answers{
    Word<Answer>{Answer::waiting, "waiting", tr_later("no answer yet")},
    Word<Answer>{Answer::accepted, "accepted", tr_later("accepts")},
    Word<Answer>{Answer::declined, "declined", tr_later("declines")},
};

constexpr std::array reasons{
    Word<const char*>{declined, declined, tr_later("one party declined")},
    Word<const char*>{no_answer, no_answer, tr_later("not everyone answered in time")},
    Word<const char*>{withdrawn, withdrawn, tr_later("one party left the programme")},
};

template <class Value, std::size_t Size>
print::Code code_in(const std::array<Word<Value>, Size>& words, Value value) {
  for (const auto& word : words)
    if (word.value == value) return {word.code, word.phrase};
  return {};
}

template <class Value, std::size_t Size>
std::optional<Value> value_in(const std::array<Word<Value>, Size>& words, std::string_view code) {
  for (const auto& word : words)
    if (code == word.code) return word.value;
  return std::nullopt;
}

template <class Value, std::size_t Size>
void take(const std::string& text, Value& value, const std::array<Word<Value>, Size>& words) {
  std::string codes;
  for (const auto& word : words) codes += (codes.empty() ? "" : ", ") + std::string{word.code};
  const auto found = value_in(words, text);
  if (!found) throw Error{Exit::usage, msg("“{}” is none of: {}", text, codes)};
  value = *found;
}

}  // namespace

print::Code code(Type type) { return code_in(types, type); }
print::Code code(PostState state) { return code_in(post_states, state); }
print::Code code(MatchState state) { return code_in(match_states, state); }
print::Code code(Answer answer) { return code_in(answers, answer); }

Type type_of(std::string_view code) { return value_in(types, code).value(); }
PostState post_state_of(std::string_view code) { return value_in(post_states, code).value(); }
MatchState match_state_of(std::string_view code) { return value_in(match_states, code).value(); }
Answer answer_of(std::string_view code) { return value_in(answers, code).value(); }

print::Value reason_of(const Match& match) {
  if (match.reason.empty()) return {};
  for (const auto& word : reasons)
    if (match.reason == word.code) return print::Code{word.code, word.phrase};
  return match.reason;
}

void read(const std::string& text, PostState& state) { take(text, state, post_states); }
void read(const std::string& text, MatchState& state) { take(text, state, match_states); }

std::optional<Type> type_named(std::string_view text) {
  const auto word = text::folded(text);
  if (word == "oferta") return Type::offer;
  if (word == "potrzeba") return Type::need;
  return value_in(types, word);
}

std::optional<Party> party_named(std::string_view text) {
  const auto word = text::folded(text);
  if (word == "city" || word == "miasto") return Party{};
  const auto id = FacilityId::parse(text);
  if (!id) return std::nullopt;
  return Party{id};
}

void read(const std::string& text, Type& type) {
  const auto found = type_named(text);
  if (!found) throw Error{Exit::usage, msg("“{}” is none of: {}", text, "offer, need")};
  type = *found;
}

void read(const std::string& text, Party& party) {
  const auto found = party_named(text);
  if (!found)
    throw Error{Exit::usage,
                msg("“{}” is neither a facility such as F-12 nor the word city", text)};
  party = *found;
}

}  // namespace mk::exchange
