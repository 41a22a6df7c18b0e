#include "cmd/survey_conversation.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/survey/answer_rows.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <utility>

namespace mk::cmd {

namespace {

using survey::Filling;
using survey::Question;

/// What a person says to a question.
enum class Reply { kept, next, back, stop };

/// A card filled in on the terminal.
class Conversation {
 public:
  Conversation(const Context& context, print::Teller& out, Filling filling)
      : context_{context}, out_{out}, filling_{std::move(filling)} {}

  /// Asks until everything is answered or the person stops; whether the card is to be submitted.
  bool run() {
    greet();
    auto list = questions(filling_);
    auto at = filling_.remarks.empty() ? first_open(filling_, list) : 0;
    while (true) {
      if (!ask_from(at)) return false;
      const auto missing = survey::missing_in(filling_);
      if (!missing.none()) {
        out_.converse(survey::still_missing(missing));
        if (!agreed(msg("Go to what is missing? (y or n)"))) return false;
        list = questions(filling_);
        at = first_open(filling_, list);
        continue;
      }
      if (agreed(msg("All is answered. Submit {} now? (y or n)", filling_.survey.id))) return true;
      if (stopped_ || !agreed(msg("Go through the answers from the beginning? (y or n)")))
        return false;
      at = 0;
    }
  }

 private:
  void line(const std::string& text) { out_.converse(just(text)); }

  void greet() {
    out_.converse(msg("{}, {}: the card of the term {}, {}", filling_.survey.facility,
                      filling_.facility_name, filling_.survey.term, filling_.survey.id));
    out_.converse(
        msg("Each answer is kept at once. ? tells what can be typed, q stops; the same command "
            "goes on later."));
    if (!filling_.survey.return_reason.empty())
      out_.converse(msg("Returned: {}", filling_.survey.return_reason));
    if (!filling_.remarks.empty())
      out_.converse(msg("Only the categories with a remark are asked."));
  }

  /// Asks every question from number `at` on; false when the person stopped.
  bool ask_from(std::size_t at) {
    std::int64_t category = 0;
    for (auto list = questions(filling_); at < list.size(); list = questions(filling_)) {
      const auto question = list[at];
      if (question.category != category) head(category = question.category);
      switch (ask(question)) {
        case Reply::stop:
          stopped_ = true;
          return false;
        case Reply::back:
          if (at > 0) --at;
          break;
        case Reply::kept:
        case Reply::next:
          ++at;
          break;
      }
    }
    return true;
  }

  void head(std::int64_t number) {
    const auto& category = *filling_.card.category(number);
    line("");
    out_.converse(msg("Category {} of {}: {}", number, filling_.card.categories.back().number,
                      category.title));
    for (const auto& remark : filling_.remarks)
      if (remark.category == number) out_.converse(msg("Remark: {}", remark.text));
  }

  Reply ask(const Question& question) {
    switch (question.kind) {
      case Question::Kind::met:
        return ask_met(question);
      case Question::Kind::number:
        return ask_number(question);
      case Question::Kind::text:
        return ask_text(question);
    }
    return Reply::next;
  }

  /// A line that is a command and no answer, to any question.
  std::optional<Reply> command(const std::optional<std::string>& typed) {
    if (!typed) {
      line("");  // The end of the input stands on the line of its question.
      return Reply::stop;
    }
    const auto word = text::folded(*typed);
    if (word == "q") return Reply::stop;
    if (word == "<") return Reply::back;
    return std::nullopt;
  }

  void help(const Message& answer) {
    out_.converse(answer);
    out_.converse(msg("Enter: keep the answer shown, or leave the question open for now"));
    out_.converse(msg("<: back to the question before"));
    out_.converse(msg("q: stop; everything so far is kept"));
  }

  survey::Answer answer_now(const std::string& code) const {
    const auto found = filling_.answers.criteria.find(code);
    return found == filling_.answers.criteria.end() ? survey::Answer{} : found->second;
  }

  survey::Answer answer_then(const std::string& code) const {
    const auto found = filling_.earlier.criteria.find(code);
    return found == filling_.earlier.criteria.end() ? survey::Answer{} : found->second;
  }

  void keep(const std::string& code, const survey::Answer& answer) {
    survey::keep_answer(context_, filling_.survey.id, code, answer);
    filling_.answers.criteria[code] = answer;
  }

  static Message spelled(bool met) { return met ? msg("met") : msg("not met"); }

  Reply ask_met(const Question& question) {
    const auto& criterion = *filling_.card.criterion(question.code);
    out_.converse(
        msg("{} ({}): {}", question.code, phrase(title(criterion.level)), criterion.text));
    if (!criterion.evidence.empty()) out_.converse(msg("Shown by: {}", criterion.evidence));
    const auto now = answer_now(question.code);
    const auto then = answer_then(question.code);
    if (now.met) {
      out_.converse(msg("Answered: {}", spelled(*now.met)));
    } else if (then.met) {
      out_.converse(msg("In {}: {}", *filling_.earlier_term, spelled(*then.met)));
    }
    const auto kept = now.met ? now.met : then.met;
    while (true) {
      const auto typed =
          out_.hear(kept ? msg("Do you meet it? y, n, or Enter for {}:", spelled(*kept))
                         : msg("Do you meet it? y or n:"));
      if (const auto reply = command(typed)) return *reply;
      const auto word = text::folded(*typed);
      if (word.empty() && !kept) return Reply::next;
      const auto met = word.empty() ? kept : word == "y" ? true : survey::truth(word);
      if (met) {
        keep(question.code, {met, *met ? now.number : std::nullopt});
        return Reply::kept;
      }
      if (word == "?") {
        help(msg("y, yes, t, tak: the criterion is met; n, no, nie: it is not"));
      } else {
        out_.converse(msg("“{}” is neither yes nor no", text::tidy(*typed)));
      }
    }
  }

  Reply ask_number(const Question& question) {
    const auto& criterion = *filling_.card.criterion(question.code);
    const auto now = answer_now(question.code);
    const auto then = answer_then(question.code);
    const auto kept = now.number ? now.number : then.number;
    if (!now.number && then.number)
      out_.converse(msg("In {}: {}", *filling_.earlier_term, *then.number));
    while (true) {
      const auto typed = out_.hear(kept ? msg("How many ({})? Enter for {}:", criterion.unit, *kept)
                                        : msg("How many ({})?", criterion.unit));
      if (const auto reply = command(typed)) return *reply;
      const auto word = text::tidy(*typed);
      if (word.empty() && !kept) return Reply::next;
      const auto number = word.empty() ? kept : survey::whole_number(word);
      if (number) {
        keep(question.code, {now.met, number});
        return Reply::kept;
      }
      if (word == "?") {
        help(msg("a whole number, 0 or more"));
      } else {
        out_.converse(msg("“{}” is not a whole number, 0 or more", word));
      }
    }
  }

  static std::string text_in(const survey::Answers& answers, std::int64_t category) {
    const auto found = answers.texts.find(category);
    return found == answers.texts.end() ? std::string{} : found->second;
  }

  void show_text(const std::string& text) {
    for (std::size_t at = 0; at <= text.size();) {
      const auto end = std::min(text.find('\n', at), text.size());
      line("| " + text.substr(at, end - at));
      at = end + 1;
    }
  }

  Reply ask_text(const Question& question) {
    const auto& category = *filling_.card.category(question.category);
    const auto now = text_in(filling_.answers, question.category);
    const auto kept = now.empty() ? text_in(filling_.earlier, question.category) : now;
    out_.converse(msg("In your own words: {}", category.hint));
    if (!now.empty()) {
      out_.converse(msg("Written:"));
    } else if (!kept.empty()) {
      out_.converse(msg("In {}:", *filling_.earlier_term));
    }
    if (!kept.empty()) show_text(kept);
    while (true) {
      const auto typed = out_.hear(
          kept.empty() ? msg("Text, ended by an empty line:")
                       : msg("Text, ended by an empty line, or Enter for the one above:"));
      if (const auto reply = command(typed)) return *reply;
      const auto word = text::tidy(*typed);
      if (word == "?") {
        help(msg("a text of one line or more; an empty line ends it; - takes the text away"));
        continue;
      }
      if (word.empty() && kept.empty()) return Reply::next;
      if (word.empty() || word == "-") {
        if (!keep_text(question.category, word.empty() ? kept : std::string{})) continue;
        return Reply::kept;
      }
      return write(question.category, *typed);
    }
  }

  /// Takes a text line by line, each kept before the next is asked for.
  Reply write(std::int64_t category, const std::string& first) {
    std::string text;
    for (std::optional<std::string> typed = first; typed; typed = out_.hear(just(">"))) {
      if (text::tidy(*typed).empty()) break;
      if (typed->size() >= print::Teller::longest_line)
        out_.converse(
            msg("A terminal takes no longer line than this; write the rest on another one."));
      const auto longer = text.empty() ? *typed : text + "\n" + *typed;
      if (keep_text(category, longer)) text = longer;
    }
    warn_of_children(text);
    return text.empty() ? Reply::next : Reply::kept;
  }

  void warn_of_children(const std::string& text) {
    if (text::looks_like_pesel(text))
      out_.converse(
          msg("The text seems to have a PESEL number in it; a card holds no data of "
              "children. < leads back to the text."));
  }

  /// Whether `text` is kept; why not is told.
  bool keep_text(std::int64_t category, const std::string& text) {
    try {
      survey::keep_text(context_, filling_.survey.id, category, text);
    } catch (const Error& error) {
      if (error.exit() != Exit::usage) throw;
      out_.converse(msg("This line is not kept: {}", spoken(error.message())));
      return false;
    }
    filling_.answers.texts.erase(category);
    if (!text.empty()) filling_.answers.texts[category] = survey::text_of(text);
    return true;
  }

  /// A question to be answered with yes or no; the end of the input is no.
  bool agreed(const Message& question) {
    const auto typed = out_.hear(question);
    if (!typed) line("");
    stopped_ = !typed;
    const auto word = text::folded(typed.value_or(std::string{}));
    return word == "y" || survey::truth(word).value_or(false);
  }

  const Context& context_;
  print::Teller& out_;
  Filling filling_;
  bool stopped_ = false;
};

}  // namespace

bool converse(const Context& context, print::Teller& out, Filling filling) {
  return Conversation{context, out, std::move(filling)}.run();
}

}  // namespace mk::cmd
