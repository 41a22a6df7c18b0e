#include "lib/base/message.hpp"

#include "lib/base/place.hpp"

#include <libintl.h>

#include <array>
#include <clocale>
#include <cstdlib>

extern "C" int _nl_msg_cat_cntr;  // NOLINT: gettext's own name, from its manual.

namespace mk {

namespace {

std::string chosen = "pl";

/// Tells gettext to speak `language` from here on.
void choose(const std::string& language) {
  setenv("LANGUAGE", language.c_str(), 1);
  ++_nl_msg_cat_cntr;  // Tells gettext to look again.
}

/// Makes gettext speak `language` for as long as this lives.
class Interpreter {
 public:
  explicit Interpreter(const std::string& language) : before_{chosen} {
    chosen = language;
    choose(chosen);
  }
  ~Interpreter() {
    chosen = before_;
    choose(chosen);
  }
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

 private:
  std::string before_;
};

std::string day_words(const std::string& iso) {
  constexpr std::array months{
      tr_later("of January"), tr_later("of February"), tr_later("of March"),
      tr_later("of April"),   tr_later("of May"),      tr_later("of June"),
      tr_later("of July"),    tr_later("of August"),   tr_later("of September"),
      tr_later("of October"), tr_later("of November"), tr_later("of December")};
  if (iso.size() != 10) return iso;
  const auto month = static_cast<std::size_t>(std::stoi(iso.substr(5, 2)));
  auto name = tr(months.at(month - 1));
  if (name.starts_with("of ")) name.erase(0, 3);
  return std::to_string(std::stoi(iso.substr(8))) + " " + name + " " + iso.substr(0, 4);
}

std::string month_words(const std::string& iso) {
  constexpr std::array months{tr_later("January"), tr_later("February"), tr_later("March"),
                              tr_later("April"),   tr_later("May"),      tr_later("June"),
                              tr_later("July"),    tr_later("August"),   tr_later("September"),
                              tr_later("October"), tr_later("November"), tr_later("December")};
  const auto month = static_cast<std::size_t>(std::stoi(iso.substr(5, 2)));
  return tr(months.at(month - 1)) + " " + iso.substr(0, 4);
}

std::string money_words(std::string grosze) {
  const bool polish = chosen == "pl";
  const bool negative = grosze.starts_with('-');
  if (negative) grosze.erase(0, 1);
  if (grosze.size() < 3) grosze.insert(0, 3 - grosze.size(), '0');
  std::string zlote = grosze.substr(0, grosze.size() - 2);
  for (auto at = zlote.size(); at > 3; at -= 3) zlote.insert(at - 3, polish ? "\u00A0" : ",");
  const auto amount =
      (negative ? "-" : "") + zlote + (polish ? "," : ".") + grosze.substr(grosze.size() - 2);
  return polish ? amount + "\u00A0zł" : "PLN\u00A0" + amount;
}

std::string gap_words(const Gap& gap) {
  switch (gap.kind) {
    case Gap::Kind::phrase:
      return tr(gap.text.c_str());
    case Gap::Kind::day:
      return day_words(gap.text);
    case Gap::Kind::month:
      return month_words(gap.text);
    case Gap::Kind::money:
      return money_words(gap.text);
    case Gap::Kind::text:
      break;
  }
  return gap.text;
}

/// `sentence` with its gaps filled: `{}` takes the next one, `{2}` the third.
template <class Speak>
std::string fill(std::string_view sentence, const std::vector<Gap>& gaps, Speak speak) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    const auto close = sentence[at] == '{' ? sentence.find('}', at) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += sentence[at];
      continue;
    }
    const auto number = sentence.substr(at + 1, close - at - 1);
    const auto which = number.empty() ? next++ : std::strtoul(number.data(), nullptr, 10);
    if (which < gaps.size()) out += speak(gaps[which]);
    at = close;
  }
  return out;
}

}  // namespace

std::string in_english(const Message& message) {
  const auto& sentence =
      message.many.empty() || message.count == 1 ? message.english : message.many;
  return fill(sentence, message.gaps, [](const Gap& gap) { return gap.text; });
}

std::string spoken(const Message& message) {
  const auto* const one = message.english.c_str();
  const char* const sentence = message.many.empty()
                                   ? (message.english.empty() ? "" : gettext(one))
                                   : ngettext(one, message.many.c_str(), message.count);
  return fill(sentence, message.gaps, gap_words);
}

std::string spoken_in(const std::string& language, const Message& message) {
  const Interpreter interpreter{language};
  return spoken(message);
}

std::string tr(const char* english) {
  // English needs no catalogue: searching for one in vain would cost at every word.
  return *english == '\0' || chosen == "en" ? english : gettext(english);
}

void speak(const std::string& language) {
  std::setlocale(LC_ALL, "C");
  // gettext heeds LANGUAGE only outside the C locale, where cron lives.
  std::setlocale(LC_MESSAGES, "C.UTF-8");
  bindtextdomain("mk", shared_folder("locale").c_str());
  bind_textdomain_codeset("mk", "UTF-8");
  textdomain("mk");
  chosen = language;
  choose(chosen);
}

const std::string& language() { return chosen; }

}  // namespace mk
