#include "lib/exchange/shown.hpp"

#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace mk::exchange {

namespace {

/// A table of `things`, whose columns are those that `header` has; a person sees `narrow` alone.
print::Table table_of(const print::Thing& header, const std::vector<print::Thing>& things,
                      std::initializer_list<std::string_view> narrow) {
  print::Table table;
  for (const auto& field : header) {
    const bool wide = std::ranges::find(narrow, field.key) == narrow.end();
    table.columns.push_back({field.key, field.title, wide});
  }
  for (const auto& thing : things) {
    auto& row = table.rows.emplace_back();
    for (const auto& field : thing) row.push_back(field.value);
  }
  return table;
}

template <class Item>
std::vector<print::Thing> things(const std::vector<Item>& items) {
  std::vector<print::Thing> all;
  for (const auto& it : items) all.push_back(shown(it));
  return all;
}

print::Value or_none(const std::string& text) {
  return text.empty() ? print::Value{} : print::Value{text};
}

print::Value name_of(const Party& party, const std::string& name) {
  return party.facility ? print::Value{name}
                        : print::Value{print::Code{"city", tr_later("the city")}};
}

print::Value free_of(const Post& post) {
  return post.type == Type::offer ? print::Value{post.in_return.free()} : print::Value{};
}

print::List wanted(const Return& in_return) {
  print::List list;
  for (const auto& category : in_return.categories) list.emplace_back(category);
  for (const auto id : in_return.posts) list.emplace_back(id);
  return list;
}

print::List parts(const Match& match) {
  print::List list;
  for (const auto& member : match.members)
    list.emplace_back(
        print::Thing{{"facility", tr("Facility"), member.party.text()},
                     {"facility_name", tr("Facility's name"), name_of(member.party, member.name)},
                     {"gives", tr("Gives"), member.gives},
                     {"gives_title", tr("What it gives"), or_none(member.gives_title)},
                     {"quantity", tr("Quantity"), member.quantity},
                     {"gets", tr("Gets"), member.gets},
                     {"gets_title", tr("What it gets"), or_none(member.gets_title)},
                     {"need", tr("Need met"), member.need},
                     {"answer", tr("Answer"), code(member.answer)}});
  return list;
}

print::Code kind_of(const Match& match) {
  if (match.asked) return {"asked", tr_later("asked for")};
  const bool ring = std::ranges::all_of(
      match.members, [](const Member& member) { return member.gives && member.gets; });
  if (ring) return {"ring", tr_later("ring")};
  return {"direct", tr_later("offer for a need")};
}

print::List ids(const std::vector<MatchId>& matches) { return {matches.begin(), matches.end()}; }

// What `allow` takes it back by.
std::string id_of(const Refusal& refusal) {
  return refusal.party.text() + " " +
         (refusal.partner ? refusal.partner->text() : refusal.post->text());
}

print::Value id_of(const Match& match) {
  return match.id.value == 0 ? print::Value{} : print::Value{match.id};
}

print::Value state_of(const Match& match) {
  if (match.id.value == 0) return print::Code{"found", tr_later("found, not proposed")};
  return code(match.state);
}

print::List refusals(const std::string& file, const std::vector<csv::Refusal>& rejects) {
  print::List list;
  for (const auto& it : rejects)
    list.emplace_back(print::Thing{{"file", tr("File"), file},
                                   {"line", tr("Line"), it.line},
                                   {"column", tr("Column"), or_none(it.column)},
                                   {"value", tr("Value"), it.value},
                                   {"reason", tr("Reason"), it.reason},
                                   {"message", tr("Message"), it.message}});
  return list;
}

}  // namespace

print::Thing shown(const Post& post) {
  return {{"id", tr("Id"), post.id},
          {"state", tr("State"), code(post.state)},
          {"facility", tr("Facility"), post.party.text()},
          {"facility_name", tr("Facility's name"), name_of(post.party, post.owner)},
          {"type", tr("Type"), code(post.type)},
          {"category", tr("Category"), post.category},
          {"category_name", tr("Name of the category"), post.category_name},
          {"title", tr("Title"), post.title},
          {"description", tr("Description"), or_none(post.description)},
          {"quantity", tr("Quantity"), post.quantity},
          {"unit", tr("Unit"), or_none(post.unit)},
          {"district", tr("District"), or_none(post.district)},
          {"until", tr("Stands until"), post.until},
          {"free", tr("For free"), free_of(post)},
          {"in_return_for", tr("In return for"), wanted(post.in_return)},
          {"match", tr("Match"), post.match},
          {"posted_at", tr("Posted"), post.posted_at},
          {"rest_of", tr("What was left of"), post.rest_of}};
}

print::Thing shown(const Match& match) {
  return {{"id", tr("Id"), id_of(match)},
          {"state", tr("State"), state_of(match)},
          {"kind", tr("Form of match"), kind_of(match)},
          {"round", tr("Who gives to whom"), round_of(match)},
          {"members", tr("Members"), parts(match)},
          {"proposed_at", tr("Proposed"), match.proposed_at},
          {"answer_by", tr("Answer by"), match.answer_by},
          {"agreed_at", tr("Agreed"), match.agreed_at},
          {"ended_at", tr("Ended"), match.ended_at},
          {"reason", tr("Reason"), reason_of(match)},
          {"in_return", tr("In return"), or_none(match.in_return)},
          {"remade_from", tr("In place of"), match.remade_from},
          {"replaced_by", tr("Replaced by"), ids(match.successors)}};
}

print::Thing shown(const Imported& import, const std::string& file) {
  return {{"read", tr("Read"), import.read},
          {"added", tr("Added"), import.added},
          {"unchanged", tr("Unchanged"), import.unchanged},
          {"rejected", tr("Refused"), import.rejected},
          {"warnings", tr("Warnings"), print::List{import.warnings.begin(), import.warnings.end()}},
          {"rejects", tr("Refused rows"), refusals(file, import.rejects)}};
}

print::Table shown(const std::vector<Post>& posts) {
  return table_of(shown(Post{}), things(posts),
                  {"id", "state", "facility", "type", "category", "title", "until", "match"});
}

print::Table shown(const std::vector<Match>& matches) {
  return table_of(shown(Match{}), things(matches), {"id", "state", "kind", "round", "answer_by"});
}

print::Thing shown(const Refusal& refusal) {
  return {{"id", tr("Id"), id_of(refusal)},
          {"state", tr("State"), print::Code{"kept", tr_later("kept")}},
          {"facility", tr("Facility"), refusal.party.text()},
          {"partner", tr("Not with"),
           refusal.partner ? print::Value{refusal.partner->text()} : print::Value{}},
          {"post", tr("Not this post"), refusal.post},
          {"name", tr("Its name"),
           or_none(refusal.partner ? refusal.partner_name : refusal.post_title)},
          {"since", tr("Since"), refusal.since}};
}

print::Table shown(const std::vector<Refusal>& refusals) {
  Refusal none;
  none.partner = Party{};
  return table_of(shown(none), things(refusals), {"facility", "partner", "post", "name", "since"});
}

print::Table shown(const std::vector<Category>& categories) {
  print::Table table{{{"id", tr("Category")},
                      {"state", tr("State"), true},
                      {"parent", tr("Within")},
                      {"name", tr("Name")}},
                     {}};
  for (const auto& it : categories)
    table.rows.push_back({it.code,
                          it.retired ? print::Code{"retired", tr_later("not in use any more")}
                                     : print::Code{"active", tr_later("in use")},
                          or_none(it.parent), it.name});
  return table;
}

std::string round_of(const Match& match) {
  std::string round;
  for (const auto& giver : match.members)
    for (const auto& receiver : match.members)
      if (giver.gives && receiver.gets == giver.gives)
        round += (round.empty() ? "" : ", ") + giver.gives->text() + " " + giver.party.text() +
                 " → " + receiver.party.text();
  return round;
}

}  // namespace mk::exchange
