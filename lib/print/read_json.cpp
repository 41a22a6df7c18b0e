#include "lib/print/read_json.hpp"

#include "lib/base/error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace mk::print {

namespace {

using Json = nlohmann::json;

/// Takes in what nlohmann's reader comes upon, and stops it at what is too much. The names of its
/// functions are nlohmann's.
class Builder {
 public:
  explicit Builder(std::size_t most) : most_{most} {}

  bool null() { return put({}); }
  bool boolean(bool truth) { return put(truth); }
  bool number_integer(Json::number_integer_t number) { return put(number); }
  bool number_unsigned(Json::number_unsigned_t number) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (number > static_cast<Json::number_unsigned_t>(most))
      return put(static_cast<double>(number));
    return put(static_cast<std::int64_t>(number));
  }
  bool number_float(Json::number_float_t number, const std::string& /*text*/) {
    return put(number);
  }
  bool string(std::string& text) { return put(std::move(text)); }
  static bool binary(Json::binary_t& /*bytes*/) { return false; }
  bool start_array(std::size_t /*unknown*/) { return open(List{}); }
  bool start_object(std::size_t /*unknown*/) { return open(Thing{}); }
  bool end_array() { return close(); }
  bool end_object() { return close(); }
  bool key(std::string& name) {
    auto& inner = open_.back();
    if (!inner.keys.insert(name).second)
      return stop(msg("this JSON has the key “{}” twice in one object", name));
    std::get<Thing>(inner.value.is).push_back({std::move(name), {}, {}});
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& /*why*/) {
    broken_at_ = position;
    return false;
  }

  Value take() { return std::move(whole_); }
  const Message& why() const { return why_; }
  std::size_t broken_at() const { return broken_at_; }

 private:
  /// A bracket that is open, and the keys it has if it is an object.
  struct Inner {
    Value value;
    std::set<std::string> keys;
  };

  bool stop(Message why) {
    why_ = std::move(why);
    return false;
  }
  bool open(Value value) {
    if (open_.size() == deepest_json) return stop(msg("this JSON is nested too deep"));
    open_.push_back({std::move(value), {}});
    return true;
  }
  bool close() {
    auto value = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(value));
  }
  bool put(Value value) {
    if (++values_ > most_) return stop(msg("this JSON has too many values"));
    if (open_.empty()) {
      whole_ = std::move(value);
    } else if (auto* const list = std::get_if<List>(&open_.back().value.is)) {
      list->push_back(std::move(value));
    } else {
      std::get<Thing>(open_.back().value.is).back().value = std::move(value);
    }
    return true;
  }

  std::size_t most_;
  Value whole_;
  std::vector<Inner> open_;
  std::size_t values_ = 0;
  Message why_;
  std::size_t broken_at_ = 0;
};

}  // namespace

Value read_json(std::string_view text, std::size_t most_values) {
  const auto refuse = [&](std::size_t position) {
    const auto line =
        static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n')) + 1;
    throw Error{Exit::data, msg("this is no JSON from line {} on", line), "json", line};
  };
  // The reader would take it for the end.
  if (const auto nought = text.find('\0'); nought != text.npos) refuse(nought);
  Builder builder{most_values};
  if (Json::sax_parse(text, &builder)) return builder.take();
  if (builder.why().english.empty()) refuse(builder.broken_at());
  throw Error{Exit::data, builder.why(), "json", 0};
}

}  // namespace mk::print
