#include "lib/barter/result.hpp"

#include "lib/base/error.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

namespace mk::barter {

namespace {

print::List listed(const Walk& walk, Vertex first) {
  print::List list;
  list.reserve(walk.size());
  for (const auto vertex : walk) list.emplace_back(list.empty() ? vertex - first : vertex);
  return list;
}

print::List listed(const std::vector<Walk>& walks, Vertex first) {
  print::List list;
  for (const auto& walk : walks) list.emplace_back(listed(walk, first));
  return list;
}

/// Of `pairs` those whose arc leaves a giver, or those whose arc does not.
print::List listed(const std::vector<Pair>& pairs, const Graph& graph, bool gifts) {
  print::List list;
  const auto first = gifts ? static_cast<Vertex>(graph.vertices) : 0;
  for (const auto& [from, to] : pairs)
    if ((from >= graph.vertices) == gifts) list.emplace_back(print::List{from - first, to});
  return list;
}

print::List listed(std::span<const std::int64_t> prices) { return {prices.begin(), prices.end()}; }

print::Thing shown(const Graph& graph, const Leaf& leaf) {
  const std::span prices{leaf.prices};
  const auto own = std::min(graph.vertices, prices.size());
  print::Thing thing{{"in", {}, listed(leaf.in, graph, false)},
                     {"out", {}, listed(leaf.out, graph, false)}};
  auto gifts_in = listed(leaf.in, graph, true);
  auto gifts_out = listed(leaf.out, graph, true);
  if (!gifts_in.empty()) thing.push_back({"gifts_in", {}, std::move(gifts_in)});
  if (!gifts_out.empty()) thing.push_back({"gifts_out", {}, std::move(gifts_out)});
  thing.push_back({"prices", {}, listed(prices.first(own))});
  if (graph.givers > 0) thing.push_back({"giver_prices", {}, listed(prices.subspan(own))});
  return thing;
}

[[noreturn]] void refuse_key(std::string_view key) {
  throw Error{Exit::data, msg("this is no result: “{}” is not as it should be", key), "result", 0};
}

/// The fields of a JSON object, each of the kind that is asked for.
class Fields {
 public:
  Fields(const print::Value& json, std::string_view name,
         std::initializer_list<std::string_view> known)
      : thing_{std::get_if<print::Thing>(&json.is)} {
    if (thing_ == nullptr) refuse_key(name);
    for (const auto& field : *thing_)
      if (std::ranges::find(known, field.key) == known.end())
        throw Error{Exit::data, msg("this is no result: “{}” does not belong there", field.key),
                    "result", 0};
  }

  template <class Kind>
  const Kind* find(const char* key) const {
    for (const auto& field : *thing_) {
      if (field.key != key) continue;
      if (const auto* const found = std::get_if<Kind>(&field.value.is)) return found;
      refuse_key(key);
    }
    return nullptr;
  }

  template <class Kind>
  const Kind& get(const char* key) const {
    if (const auto* const found = find<Kind>(key)) return *found;
    refuse_key(key);
  }

  const print::Value& value(const char* key) const {
    for (const auto& field : *thing_)
      if (field.key == key) return field.value;
    refuse_key(key);
  }

  /// A whole number that is not below `least`.
  std::int64_t number(const char* key, std::int64_t least) const {
    const auto number = get<std::int64_t>(key);
    if (number < least) refuse_key(key);
    return number;
  }

 private:
  const print::Thing* thing_;
};

std::vector<std::int64_t> numbers(const print::Value& value, const char* key) {
  const auto* const list = std::get_if<print::List>(&value.is);
  if (list == nullptr) refuse_key(key);
  std::vector<std::int64_t> all;
  all.reserve(list->size());
  for (const auto& item : *list) {
    const auto* const number = std::get_if<std::int64_t>(&item.is);
    if (number == nullptr) refuse_key(key);
    all.push_back(*number);
  }
  return all;
}

Vertex vertex(const Graph& graph, std::int64_t number) {
  if (number < 0 || number >= static_cast<std::int64_t>(graph.vertices))
    throw Error{Exit::refused, msg("there is no vertex {} in this graph", number)};
  return static_cast<Vertex>(number);
}

Vertex giver(const Graph& graph, std::int64_t number) {
  if (number < 0 || number >= static_cast<std::int64_t>(graph.givers))
    throw Error{Exit::refused,
                msg("there is no giver {}; say with --givers which file has them", number)};
  return static_cast<Vertex>(graph.vertices) + static_cast<Vertex>(number);
}

using First = Vertex (*)(const Graph& graph, std::int64_t number);

/// The lists under `key`, of which each has a vertex as `first` reads it, then vertices.
std::vector<Walk> walks(const Graph& graph, const print::List& lists, const char* key,
                        First first) {
  std::vector<Walk> all;
  for (const auto& item : lists) {
    const auto list = numbers(item, key);
    if (list.empty()) refuse_key(key);
    auto& walk = all.emplace_back();
    for (const auto number : list)
      walk.push_back(walk.empty() ? first(graph, number) : vertex(graph, number));
  }
  return all;
}

void add_pairs(const Graph& graph, const print::List& lists, const char* key, First first,
               std::vector<Pair>& all) {
  for (const auto& pair : walks(graph, lists, key, first)) {
    if (pair.size() != 2) refuse_key(key);
    all.emplace_back(pair.front(), pair.back());
  }
}

Leaf leaf_of(const Graph& graph, const print::Value& json, std::size_t place) {
  const Fields fields{
      json, "leaves", {"in", "out", "gifts_in", "gifts_out", "prices", "giver_prices"}};
  Leaf leaf;
  add_pairs(graph, fields.get<print::List>("in"), "in", vertex, leaf.in);
  add_pairs(graph, fields.get<print::List>("out"), "out", vertex, leaf.out);
  if (const auto* const gifts = fields.find<print::List>("gifts_in"))
    add_pairs(graph, *gifts, "gifts_in", giver, leaf.in);
  if (const auto* const gifts = fields.find<print::List>("gifts_out"))
    add_pairs(graph, *gifts, "gifts_out", giver, leaf.out);
  leaf.prices = numbers(fields.value("prices"), "prices");
  std::vector<std::int64_t> others(graph.givers);
  if (fields.find<print::List>("giver_prices") != nullptr)
    others = numbers(fields.value("giver_prices"), "giver_prices");
  if (leaf.prices.size() != graph.vertices || others.size() != graph.givers)
    throw Error{Exit::refused,
                msg("leaf {}: prices of vertices: {}, of givers: {}; there should be {} and {}",
                    place + 1, leaf.prices.size(), others.size(), graph.vertices, graph.givers)};
  leaf.prices.insert(leaf.prices.end(), others.begin(), others.end());
  return leaf;
}

Certificate certificate_of(const Graph& graph, const print::Value& json) {
  const Fields fields{json, "certificate", {"denominator", "leaves"}};
  Certificate certificate{fields.get<std::int64_t>("denominator"), {}};
  for (const auto& leaf : fields.get<print::List>("leaves"))
    certificate.leaves.push_back(leaf_of(graph, leaf, certificate.leaves.size()));
  return certificate;
}

}  // namespace

std::string name_of(const Graph& graph, Vertex vertex) {
  return vertex < graph.vertices ? std::to_string(vertex)
                                 : "g" + std::to_string(vertex - graph.vertices);
}

print::Thing shown(const Graph& graph, const Result& result) {
  print::List leaves;
  for (const auto& leaf : result.certificate.leaves) leaves.emplace_back(shown(graph, leaf));
  return {{"k", tr("Longest ring"), result.bounds.ring},
          {"chain_length", tr("Longest chain"), result.bounds.chain},
          {"served", tr("Served"), result.served},
          {"weight", tr("Weight"), result.weight},
          {"rings", tr("Rings"), listed(result.rings, 0)},
          {"chains", tr("Chains"), listed(result.chains, static_cast<Vertex>(graph.vertices))},
          {"proven", tr("Proven"), result.proven()},
          {"bound", tr("Bound"), result.bound},
          {"certificate", tr("Certificate"),
           print::Thing{{"denominator", {}, result.certificate.denominator},
                        {"leaves", {}, std::move(leaves)}}}};
}

Result read_result(const Graph& graph, const print::Value& json) {
  if (!std::holds_alternative<print::Thing>(json.is))
    throw Error{Exit::data, msg("this is no result: it is no JSON object"), "result", 0};
  const Fields fields{json,
                      "result",
                      {"k", "chain_length", "served", "weight", "rings", "chains", "proven",
                       "bound", "certificate"}};
  Result result;
  result.bounds = {static_cast<std::size_t>(fields.number("k", 2)),
                   static_cast<std::size_t>(fields.number("chain_length", 0))};
  result.served = fields.number("served", 0);
  result.weight = fields.number("weight", 0);
  result.rings = walks(graph, fields.get<print::List>("rings"), "rings", vertex);
  result.chains = walks(graph, fields.get<print::List>("chains"), "chains", giver);
  result.bound = fields.number("bound", 0);
  result.certificate = certificate_of(graph, fields.value("certificate"));
  if (fields.get<bool>("proven") != result.proven())
    throw Error{Exit::refused, msg("“proven” is told wrongly: the weight is {} and the bound is {}",
                                   result.weight, result.bound)};
  return result;
}

}  // namespace mk::barter
