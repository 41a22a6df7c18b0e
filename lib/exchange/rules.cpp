#include "lib/exchange/rules.hpp"

#include "lib/base/text.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace mk::exchange {

namespace {

constexpr std::size_t longest_title = 120;
constexpr std::size_t longest_description = 2000;
constexpr std::size_t longest_unit = 40;
constexpr std::size_t longest_reason = 500;
constexpr std::int64_t largest_quantity = 1'000'000;

// What a browser would take for a tag: nobody needs one here, and a page may show the text some
// day.
bool has_markup(const std::string& text) {
  for (auto at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (next == '/' || next == '!' || next == '?' || (next >= 'a' && next <= 'z') ||
        (next >= 'A' && next <= 'Z'))
      return true;
  }
  return false;
}

std::optional<Flaw> text_flaw(const char* column, const char* what, const std::string& text,
                              std::size_t longest, text::Lines lines) {
  if (text::has_dangerous(text, lines))
    return Flaw{column, "control_char",
                msg("{}: a control or invisible character; type it again", phrase(what))};
  if (has_markup(text))
    return Flaw{column, "markup", msg("{}: markup such as <b>; write plain text", phrase(what))};
  if (text::length(text) > longest)
    return Flaw{column, "field_too_long",
                msg("{}: too long; at most {} characters", phrase(what), longest)};
  return std::nullopt;
}

// How many letters have to be changed, added or left out (Levenshtein).
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string bare(const std::string& text) { return text::without_diacritics(text::folded(text)); }

Message where(const Post& post) {
  if (post.match)
    return msg("{} is in the match {}; see: mk exchange matches", post.id, *post.match);
  switch (post.state) {
    case PostState::expired:
      return msg("{} has expired; renew it first: mk exchange renew {}", post.id, post.id);
    case PostState::done:
      return msg("{} was handed over already", post.id);
    case PostState::closed:
      return msg("{} was taken back already", post.id);
    default:
      return msg("{} stands", post.id);
  }
}

Message ended(const Match& match) {
  switch (match.state) {
    case MatchState::done:
      return msg("{} was carried out already", match.id);
    case MatchState::failed:
      return msg("{} has come to nothing already", match.id);
    default:
      return msg("{} was dissolved; new matches are found with: mk exchange match", match.id);
  }
}

std::optional<Message> why_not_member(const Match& match, const Party& party) {
  if (part_of(match, party) != nullptr) return std::nullopt;
  std::string members;
  for (const auto& member : match.members)
    members += (members.empty() ? "" : ", ") + member.party.text();
  return msg("{} takes no part in {}; its members are: {}", party, match.id, members);
}

}  // namespace

std::optional<Message> why_not_post(const Standing& owner) {
  using enum facility::State;
  if (owner.state == suspended)
    return msg(
        "{} is suspended and takes no part in the exchange; resume it first: "
        "mk facility resume {}",
        owner.facility, owner.facility);
  if (owner.state != active)
    return msg(
        "{} is not active, and only active facilities take part in the exchange; see: "
        "mk facility show {}",
        owner.facility, owner.facility);
  if (!owner.open)
    return msg("the exchange opens to {} once its first card is accepted; see: mk survey list",
               owner.facility);
  return std::nullopt;
}

std::optional<Flaw> flaw(const Post& post, Day today) {
  if (text::tidy(post.title).empty())
    return Flaw{"title", "title", msg("a post needs a title that says what it is about")};
  auto bad = text_flaw("title", tr_later("the title"), post.title, longest_title, text::Lines::one);
  if (!bad)
    bad = text_flaw("description", tr_later("the description"), post.description,
                    longest_description, text::Lines::many);
  if (!bad)
    bad = text_flaw("unit", tr_later("the unit"), post.unit, longest_unit, text::Lines::one);
  if (bad) return bad;
  if (post.quantity && (*post.quantity < 1 || *post.quantity > largest_quantity))
    return Flaw{"quantity", "quantity",
                msg("the quantity is a whole number from 1 to {}", largest_quantity)};
  if (post.until < today)
    return Flaw{"until", "until",
                msg("the post would stand until {}, a day that has passed", post.until)};
  if (post.type == Type::need && !post.in_return.free())
    return Flaw{"in_return_for", "in_return_for",
                msg("only an offer asks something in return; post an offer of what you give and "
                    "leave this need as it is")};
  return std::nullopt;
}

std::optional<Message> warning(const Post& post) {
  if (!text::looks_like_pesel(post.title) && !text::looks_like_pesel(post.description))
    return std::nullopt;
  return msg("the text has eleven digits like a PESEL number; nobody's number belongs into a post");
}

std::optional<Category> category_named(const std::vector<Category>& categories,
                                       const std::string& text) {
  const auto wanted = text::folded(text);
  for (const auto& category : categories)
    if (!category.retired && (category.code == wanted || text::folded(category.name) == wanted))
      return category;
  return std::nullopt;
}

Message unknown_category(const std::vector<Category>& categories, const std::string& text) {
  std::vector<std::string> words;
  for (const auto& category : categories)
    if (!category.retired) {
      words.push_back(category.code);
      words.push_back(category.name);
    }
  const auto meant = category_named(categories, nearest(words, text));
  if (!meant) return msg("there are no categories; see: mk exchange categories");
  return msg("there is no category “{}”; the nearest is {} ({}); see: mk exchange categories", text,
             meant->code, meant->name);
}

std::optional<std::string> district_named(const std::vector<std::string>& districts,
                                          const std::string& text) {
  const auto wanted = bare(text);
  if (wanted.empty()) return std::string{};
  for (const auto& district : districts)
    if (bare(district) == wanted) return district;
  return std::nullopt;
}

Message unknown_district(const std::vector<std::string>& districts, const std::string& text) {
  const auto meant = nearest(districts, text);
  if (meant.empty()) return msg("the register has no district “{}”", text);
  return msg("the register has no district “{}”; the nearest is {}", text, meant);
}

std::string nearest(const std::vector<std::string>& words, const std::string& text) {
  std::string best;
  auto least = std::numeric_limits<std::size_t>::max();
  for (const auto& word : words) {
    const auto apart = distance(bare(word), bare(text));
    if (apart >= least) continue;
    least = apart;
    best = word;
  }
  return best;
}

bool stands(const Post& post, Day day) {
  return post.state == PostState::open && post.until >= day;
}

std::optional<Message> why_not_edit(const Post& post) {
  if (post.state == PostState::open) return std::nullopt;
  return where(post);
}

std::optional<Message> why_not_close(const Post& post) {
  if (post.state == PostState::open) return std::nullopt;
  if (post.state == PostState::expired) return std::nullopt;
  return where(post);
}

std::optional<Message> why_not_renew(const Post& post) { return why_not_close(post); }

std::optional<Message> why_not_match(const Post& post, Day day) {
  if (stands(post, day)) return std::nullopt;
  if (post.state != PostState::open) return where(post);
  return msg("{} has expired; renew it first: mk exchange renew {}", post.id, post.id);
}

std::optional<Message> why_not_in_return(const Post& post, const Party& party) {
  if (post.type != Type::offer)
    return msg("{} is a need; something in return is an offer or a category", post.id);
  if (post.party == party) return msg("{} is the owner's own post", post.id);
  if (post.state == PostState::done || post.state == PostState::closed) return where(post);
  return std::nullopt;
}

std::optional<Message> why_not_answer(const Match& match, const Party& party, Day today) {
  if (auto reason = why_not_member(match, party)) return reason;
  if (match.state == MatchState::agreed)
    return msg("all have accepted {} already; it ends with: mk exchange done {}", match.id,
               match.id);
  if (match.state != MatchState::proposed) return ended(match);
  if (part_of(match, party)->answer == Answer::accepted)
    return msg("{} has accepted {} already; the others have time until {}", party, match.id,
               match.answer_by);
  if (today > match.answer_by)
    return msg("the time to answer {} ended on {}; new matches are found with: mk exchange match",
               match.id, match.answer_by);
  return std::nullopt;
}

std::optional<Message> why_not_decline(const Match& match, const Party& party) {
  if (auto reason = why_not_member(match, party)) return reason;
  if (match.state == MatchState::agreed)
    return msg("all have accepted {}; should it not take place: mk exchange fail {} --reason TEXT",
               match.id, match.id);
  if (match.state != MatchState::proposed) return ended(match);
  return std::nullopt;
}

std::optional<Message> why_not_end(const Match& match) {
  if (match.state == MatchState::agreed) return std::nullopt;
  if (match.state != MatchState::proposed) return ended(match);
  return msg("{} waits for answers until {}; record them with: mk exchange accept {} FACILITY",
             match.id, match.answer_by, match.id);
}

std::optional<Message> why_not_reason(const std::string& reason) {
  if (text::tidy(reason).empty()) return msg("say in a few words why it did not take place");
  auto bad = text_flaw("reason", tr_later("the reason"), reason, longest_reason, text::Lines::one);
  if (!bad) return std::nullopt;
  return std::move(bad->message);
}

std::optional<Message> why_not_words(const std::string& words) {
  if (text::tidy(words).empty())
    return msg("say what is given in return, or leave --giving out when it is nothing");
  auto bad = text_flaw("in_return", tr_later("what is given in return"), words, longest_reason,
                       text::Lines::one);
  if (!bad) return std::nullopt;
  return std::move(bad->message);
}

bool all_accept(const Match& match) {
  return std::all_of(match.members.begin(), match.members.end(),
                     [](const Member& member) { return member.answer == Answer::accepted; });
}

const Member* part_of(const Match& match, const Party& party) {
  for (const auto& member : match.members)
    if (member.party == party) return &member;
  return nullptr;
}

std::optional<Day> notice_day(const Post& post, std::int64_t days) {
  const auto day = post.until - std::chrono::days{days};
  if (day_of(post.posted_at) >= day) return std::nullopt;
  return day;
}

std::optional<Message> why_not_install(const std::vector<Category>& categories) {
  std::set<std::string> codes;
  std::set<std::string> names;
  if (categories.empty()) return msg("there is no category in it");
  for (const auto& [code, parent, name, retired] : categories) {
    const auto fits = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (code.empty() || code[0] < 'a' || !std::all_of(code.begin(), code.end(), fits))
      return msg("“{}” is not a code: small letters, digits and hyphens, a letter first", code);
    if (text::tidy(name).empty() || text::has_dangerous(name) || text::length(name) > 80)
      return msg("{} needs a name of at most 80 plain characters", code);
    if (!codes.insert(code).second) return msg("the code {} stands there twice", code);
    if (!names.insert(text::folded(name)).second)
      return msg("the name “{}” stands there twice", name);
    if (!parent.empty() && (parent == code || !codes.contains(parent)))
      return msg("{} is in “{}”, which does not stand before it", code, parent);
  }
  return std::nullopt;
}

}  // namespace mk::exchange
