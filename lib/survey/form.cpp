#include "lib/survey/form.hpp"

#include "lib/base/text.hpp"
#include "lib/facility/records.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/sending.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <string_view>

namespace mk::survey {

namespace {

constexpr const char* style = R"css(
  * { box-sizing: border-box; }
  body { font: 10.5pt/1.35 "DejaVu Sans", Verdana, Arial, sans-serif; color: #000;
         background: #fff; max-width: 182mm; margin: 0 auto; padding: 1em; }
  h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 .5em; }
  h2 { font-size: 12pt; margin: 0 0 .3em; padding-top: .4em; border-top: 2pt solid #000;
       break-after: avoid; }
  p { margin: .2em 0; }
  ol { margin: .3em 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; margin: 0 0 .8em; }
  dt { font-weight: bold; }
  dd { margin: 0; }
  .category { break-inside: avoid; margin: 0 0 1em; }
  fieldset { border: 1pt solid #000; margin: 0 .3mm .4em; padding: 0 .7em .4em;
             break-inside: avoid; }
  legend { font-weight: bold; padding: 0 .4em; }
  .evidence { font-size: 9.5pt; }
  .answers { display: flex; flex-wrap: wrap; gap: .2em 2em; align-items: center; margin-top: .2em; }
  input[type="radio"] { appearance: none; width: 4.5mm; height: 4.5mm; margin: 0 2mm 0 0;
                        border: 1.2pt solid #000; background: #fff; vertical-align: -1mm; }
  input[type="radio"]:checked { box-shadow: inset 0 0 0 .8mm #fff, inset 0 0 0 4mm #000; }
  input[type="text"] { font: inherit; width: 24mm; height: 7.5mm; margin: 0 2mm;
                       border: 1pt solid #000; }
  textarea { font: inherit; display: block; width: 100%; height: 30mm; margin-top: .2em;
             border: 1pt solid #000; resize: vertical; }
  :focus-visible { outline: 3px solid #000; outline-offset: 2px; }
  .sign { break-inside: avoid; }
  .sign div { display: grid; grid-template-columns: 2fr 1fr 2fr; gap: 0 1em; }
  .sign input[type="text"] { display: block; width: 100%; height: 10mm; margin: .2em 0 0; }
  @media print {
    body { max-width: none; padding: 0; }
    textarea { resize: none; }
  }
)css";

/// A page being written, in one language.
class Page {
 public:
  explicit Page(const Form& form) : form_{form} {}

  std::string written() {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + form_.language + "\">\n<head>\n" +
           "<meta charset=\"utf-8\">\n" +
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           "<title>" + safe(form_.card.title) + " – " + safe(form_.facility_name) + " – " +
           say(just(month_of(form_.term))) + "</title>\n<style>" + style + sheet() +
           "</style>\n</head>\n<body>\n<header>\n";
    head();
    out_ += "</header>\n<main>\n<form action=\"#\" autocomplete=\"off\">\n";
    for (const auto& category : form_.card.categories) add(category);
    signature();
    out_ += "</form>\n</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  /// Whose sheet it is stands on each, as sheets part.
  std::string sheet() const {
    return "  @page {\n    size: A4;\n    margin: 15mm 14mm 15mm;\n"
           "    @top-right { content: \"" +
           form_.facility.text() + ", " + form_.term.text() +
           "\"; font: 9pt sans-serif; }\n"
           "    @bottom-right { content: counter(page) \" / \" counter(pages);"
           " font: 9pt sans-serif; }\n  }\n";
  }

  /// `text` as HTML shows it, without what might deceive a reader.
  static std::string safe(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const auto character = text::take(text);
      switch (character) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '"':
          out += "&quot;";
          break;
        default:
          if (!text::dangerous(character)) text::append(out, character);
      }
    }
    return out;
  }

  std::string say(const Message& message) const { return safe(spoken_in(form_.language, message)); }

  void pair(const Message& name, const std::string& value) {
    if (!value.empty()) out_ += "<dt>" + say(name) + "</dt><dd>" + safe(value) + "</dd>\n";
  }

  void head() {
    out_ += "<h1>" + safe(form_.card.title) + "</h1>\n<dl>\n";
    pair(msg("Facility"), form_.facility_name + " (" + form_.facility.text() + ")");
    pair(msg("Operator"), form_.operator_name);
    pair(msg("Address"), form_.address);
    pair(msg("Term"),
         spoken_in(form_.language, just(month_of(form_.term))) + " (" + form_.term.text() + ")");
    out_ += "</dl>\n";
    out_ += "<h2>" + say(msg("How to fill in this card")) + "</h2>\n<ol>\n";
    item(msg("Put a cross in one box of every criterion: either you meet it or you do not."));
    item(msg("Where a number is asked, write it in the box before its unit."));
    item(
        msg("Under each category describe your projects in a few words. Write no names and no "
            "data of children."));
    item(form_.last_day ? msg("Send the card back by {}.", *form_.last_day)
                        : msg("A first card may be sent back on any day."));
    out_ += "</ol>\n";
    send_to();
  }

  void item(const Message& message) { out_ += "<li>" + say(message) + "</li>\n"; }

  void send_to() {
    out_ += "<p>" + say(msg("Send it to:")) + " ";
    std::string whom = form_.programme;
    for (const auto* part :
         {&form_.coordinator_name, &form_.coordinator_email, &form_.coordinator_phone})
      if (!part->empty()) whom += ", " + *part;
    out_ += safe(whom) + "</p>\n";
  }

  void add(const Category& category) {
    const auto id = "k" + std::to_string(category.number);
    out_ += R"(<section class="category" aria-labelledby=")" + id + "\">\n<h2 id=\"" + id + "\">" +
            std::to_string(category.number) + ". " + safe(category.title) + "</h2>\n";
    for (const auto& criterion : category.criteria) add(criterion);
    const auto field = "t" + std::to_string(category.number);
    out_ += "<p><label for=\"" + field + "\"><strong>" + say(msg("In your own words")) +
            ".</strong> " + safe(category.hint);
    if (category.text_required)
      out_ += " " + say(msg("Needed from those who meet anything in this category."));
    out_ += "</label></p>\n<textarea id=\"" + field + "\" name=\"" +
            std::to_string(category.number) + "\"></textarea>\n</section>\n";
  }

  void add(const Criterion& criterion) {
    const auto code = criterion.code();
    out_ += "<fieldset aria-describedby=\"d" + code + "\">\n<legend>" + code + " – " +
            say(phrase(title(criterion.level))) + "</legend>\n<p id=\"d" + code + "\">" +
            safe(criterion.text) + "</p>\n";
    if (!criterion.evidence.empty())
      out_ += "<p class=\"evidence\">" + say(msg("Shown by: {}", criterion.evidence)) + "</p>\n";
    out_ += "<div class=\"answers\">\n";
    choice(code, "t", msg("we meet it"));
    choice(code, "n", msg("we do not meet it"));
    if (!criterion.unit.empty())
      out_ += "<label>" + say(msg("Number:")) +
              R"( <input type="text" inputmode="numeric" name=")" + code + " number\"> " +
              safe(criterion.unit) + "</label>\n";
    out_ += "</div>\n</fieldset>\n";
  }

  void choice(const std::string& code, const std::string& value, const Message& label) {
    out_ += R"(<label><input type="radio" name=")" + code + "\" value=\"" + value + "\">" +
            say(label) + "</label>\n";
  }

  void signature() {
    out_ += "<section class=\"sign\" aria-labelledby=\"sign\">\n<h2 id=\"sign\">" +
            say(msg("Who filled in the card")) + "</h2>\n<div>\n";
    for (const auto& label : {msg("First and last name"), msg("Day"), msg("Signature")})
      out_ += "<label>" + say(label) + " <input type=\"text\"></label>\n";
    out_ += "</div>\n</section>\n";
  }

  const Form& form_;
  std::string out_;
};

/// The last day on which a card may be sent, late ones and returned ones too.
std::optional<Day> last_day(const Sending& card) {
  if (card.first()) return std::nullopt;
  auto last = card.window.last;
  if (card.returned_on)
    last = std::max(last, *card.returned_on + std::chrono::days{card.return_days});
  if (last < card.today) last = std::max(last, card.held->until);
  return last;
}

}  // namespace

Form form_of(const Context& context, FacilityId facility, std::optional<Term> term) {
  auto& db = context.db;
  const auto found = facility::records::facility(db, facility);
  const auto& programme = context.settings.programme;
  Form form;
  form.facility = facility;
  form.facility_name = found.listing.name;
  form.operator_name = found.listing.operator_name;
  form.address = found.listing.street;
  const auto town = found.listing.postal_code + " " + found.listing.city;
  if (town != " ") form.address += (form.address.empty() ? "" : ", ") + text::tidy(town);
  form.term = term.value_or(term_to_send(context, facility));
  const auto survey = records::survey_of(db, facility, form.term);
  const auto card_sent =
      sending(context, records::member(db, facility).value(), form.term, context.today(), survey);
  form.last_day = last_day(card_sent);
  form.card = card_to_fill(db, facility, form.term);
  form.language = context.settings.language;
  form.programme = programme.name;
  form.coordinator_name = programme.coordinator_name;
  form.coordinator_email = programme.coordinator_email;
  form.coordinator_phone = programme.coordinator_phone;
  return form;
}

std::string as_page(const Form& form) { return Page{form}.written(); }

}  // namespace mk::survey
