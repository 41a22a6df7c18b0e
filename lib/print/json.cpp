#include "lib/print/plain.hpp"
#include "lib/print/render.hpp"

#include <nlohmann/json.hpp>

namespace mk::print {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Value& value);

Json object_of(const Thing& thing) {
  auto out = Json::object();
  for (const auto& field : thing) out[field.key] = json_of(field.value);
  return out;
}

struct ToJson {
  Json operator()(std::monostate /*absent*/) const { return nullptr; }
  Json operator()(bool truth) const { return truth; }
  Json operator()(std::int64_t number) const { return number; }
  Json operator()(double number) const { return number; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(Money money) const { return money.grosze; }
  Json operator()(Instant moment) const { return iso(moment); }
  Json operator()(Day day) const { return iso(day); }
  Json operator()(const Code& word) const { return word.code; }
  Json operator()(const Message& sentence) const { return spoken(sentence); }
  Json operator()(const Thing& thing) const { return object_of(thing); }
  Json operator()(const List& list) const {
    auto out = Json::array();
    for (const auto& item : list) out.push_back(json_of(item));
    return out;
  }
};

Json json_of(const Value& value) { return std::visit(ToJson{}, value.is); }

Json with_dry_run(Json object, bool dry_run) {
  if (dry_run) object["dry_run"] = true;
  return object;
}

std::string text_of(const Json& json) {
  return escaped_for_json(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace

std::string as_json(const Table& table) {
  auto rows = Json::array();
  for (const auto& row : table.rows) {
    auto object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i].key] = json_of(row[i]);
    rows.push_back(std::move(object));
  }
  return text_of(rows);
}

std::string as_json(const Thing& thing, bool dry_run) {
  return text_of(with_dry_run(object_of(thing), dry_run));
}

std::string as_json(const std::vector<Thing>& things, bool dry_run) {
  auto out = Json::array();
  for (const auto& thing : things) out.push_back(with_dry_run(object_of(thing), dry_run));
  return text_of(out);
}

namespace {

std::string kind_of(Exit exit) {
  switch (exit) {
    case Exit::ok:
    case Exit::refused:
      return "refused";
    case Exit::partial:
      return "partial";
    case Exit::usage:
      return "usage";
    case Exit::data:
      return "data";
    case Exit::missing:
      return "missing";
    case Exit::network:
      return "network";
    case Exit::output:
      return "output";
    case Exit::storage:
      return "storage";
    case Exit::busy:
      return "busy";
    case Exit::permission:
      return "permission";
    case Exit::config:
      return "config";
    case Exit::bug:
      break;
  }
  return "bug";
}

}  // namespace

std::string failure_as_json(const Error& error) {
  auto inside = Json::object();
  inside["kind"] = kind_of(error.exit());
  inside["code"] = static_cast<int>(error.exit());
  inside["message"] = spoken(error.message());
  if (!error.reason().empty()) inside["reason"] = error.reason();
  if (error.line() > 0) inside["line"] = error.line();
  auto outside = Json::object();
  outside["error"] = std::move(inside);
  return escaped_for_json(outside.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace mk::print
