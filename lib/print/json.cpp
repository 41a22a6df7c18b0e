#include "lib/print/plain.hpp"
#include "lib/print/render.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace mk::print {

namespace {

using Json = nlohmann::ordered_json;

std::string quoted(const std::string& text) {
  return escaped_for_json(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// Writes values as text at once: a tree of them besides would take more room than the answer.
class Writer {
 public:
  explicit Writer(std::string& out) : out_{out} {}

  void operator()(std::monostate /*absent*/) { out_ += "null"; }
  void operator()(bool truth) { out_ += truth ? "true" : "false"; }
  void operator()(std::int64_t number) { out_ += std::to_string(number); }
  void operator()(double number) { out_ += Json(number).dump(); }
  void operator()(const std::string& text) { out_ += quoted(text); }
  void operator()(Money money) { (*this)(money.grosze); }
  void operator()(Instant moment) { (*this)(iso(moment)); }
  void operator()(Day day) { (*this)(iso(day)); }
  void operator()(const Code& word) { (*this)(word.code); }
  void operator()(const Message& sentence) { (*this)(spoken(sentence)); }
  void operator()(const Thing& thing) { object(thing, false); }
  void operator()(const List& list) {
    const auto whole = [](const Value& item) {
      return std::holds_alternative<std::int64_t>(item.is);
    };
    if (!list.empty() && std::ranges::all_of(list, whole)) return numbers(list);
    open('[');
    for (const auto& item : list) {
      next();
      value(item);
    }
    close(']');
  }

  void value(const Value& value) { std::visit(*this, value.is); }
  void object(const Thing& thing, bool dry_run) {
    open('{');
    for (const auto& field : thing) member(field.key, field.value);
    if (dry_run) member("dry_run", true);
    close('}');
  }
  void objects(const std::vector<Thing>& things, bool dry_run) {
    open('[');
    for (const auto& thing : things) {
      next();
      object(thing, dry_run);
    }
    close(']');
  }
  void rows(const Table& table) {
    open('[');
    for (const auto& row : table.rows) {
      next();
      open('{');
      for (std::size_t i = 0; i < row.size(); ++i) member(table.columns[i].key, row[i]);
      close('}');
    }
    close(']');
  }

 private:
  /// A line: a ring, or prices, would be long otherwise.
  void numbers(const List& list) {
    char before = '[';
    for (const auto& item : list) {
      out_ += std::exchange(before, ',');
      if (&item != &list.front()) out_ += ' ';
      value(item);
    }
    out_ += ']';
    first_ = false;
  }
  void member(const std::string& key, const Value& is) {
    next();
    out_ += quoted(key) + ": ";
    value(is);
  }
  void open(char bracket) {
    out_ += bracket;
    ++depth_;
    first_ = true;
  }
  void next() {
    if (!first_) out_ += ',';
    line();
    first_ = false;
  }
  void close(char bracket) {
    --depth_;
    if (!first_) line();
    out_ += bracket;
    first_ = false;
  }
  void line() {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  std::string& out_;
  std::size_t depth_ = 0;
  bool first_ = true;  ///< Whether nothing stands in the innermost bracket yet.
};

}  // namespace

std::string as_json(const Table& table) {
  std::string out;
  Writer{out}.rows(table);
  out += '\n';
  return out;
}

std::string as_json(const Thing& thing, bool dry_run) {
  std::string out;
  Writer{out}.object(thing, dry_run);
  out += '\n';
  return out;
}

std::string as_json(const std::vector<Thing>& things, bool dry_run) {
  std::string out;
  Writer{out}.objects(things, dry_run);
  out += '\n';
  return out;
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
