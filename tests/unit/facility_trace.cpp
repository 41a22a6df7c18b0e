#include "lib/facility/trace.hpp"
#include "lib/facility/undoing.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::facility;

namespace {

/// Entry 1 took B-1 in, entry 2 B-2, entry 3 B-3; entry 4 undid B-2.
Imports three_files(std::set<BatchId> undone) {
  return {{{1, {1}}, {2, {2}}, {3, {3}}}, {{4, {2}}}, std::move(undone)};
}

Step step(std::int64_t entry, const char* column, const char* before, const char* after) {
  return {entry, column, before, after, false};
}

/// A facility that B-1 added with the telephone 1, which B-2 made 2 and B-3 made 3.
Trace three_numbers() {
  return {{step(2, "phone", "1", "2"), step(2, "batch", "1", "2"), step(3, "phone", "2", "3"),
           step(3, "batch", "2", "3")},
          {{"phone", "3"},
           {"batch", "3"},
           {"delisted_at", {}},
           {"kept_reason", {}},
           {"unlisted_reason", {}}}};
}

}  // namespace

TEST_CASE("a value is what the last change that stands gave it") {
  const auto trace = three_numbers();
  const auto phone = [&](std::set<BatchId> undone) {
    return given(trace, standing(trace, three_files(std::move(undone))), "phone");
  };
  CHECK(phone({}).value == "3");
  CHECK(phone({}).entry == 3);
  CHECK(phone({{2}}).value == "3");
  CHECK(phone({{3}}).value == "2");
  CHECK(phone({{2}, {3}}).value == "1");
  CHECK(phone({{2}, {3}}).entry == 0);
}

TEST_CASE("a value that nothing changed is as it was when the facility was added") {
  auto trace = three_numbers();
  trace.now["name"] = "Klub";
  CHECK(given(trace, trace, "name").value == "Klub");
  CHECK(value_after(trace, "phone", 0) == "1");
  CHECK(value_after(trace, "phone", 2) == "2");
  CHECK(added_by(trace) == BatchId{1});
  trace.steps = {{1, "batch", std::nullopt, "1", false}};
  CHECK_FALSE(added_by(trace));
}

TEST_CASE("what an undoing put back counts as little as what it took back") {
  auto trace = three_numbers();
  trace.steps = {step(2, "phone", "1", "2"), step(4, "phone", "2", "1"),
                 step(4, "kept_reason", "czekamy", "")};
  const auto stands = standing(trace, three_files({{2}}));
  REQUIRE(stands.steps.size() == 1);
  CHECK(stands.steps[0].column == "kept_reason");
}

TEST_CASE(
    "a facility that its file alone held goes, one that something refers to leaves the register") {
  Subject it{FacilityId{1}, {{}, three_numbers().now}, false, false};
  it.trace.now["batch"] = "1";
  const Undoing undoing{BatchId{1}, 1, three_files({{1}}), *parse_instant("2026-11-22T10:00:00Z")};
  CHECK(judge(it, undoing).remove);
  it.referred = true;
  const auto stays = judge(it, undoing);
  CHECK_FALSE(stays.remove);
  REQUIRE(stays.values.size() == 1);
  CHECK(stays.values[0].after == "2026-11-22T10:00:00Z");
  REQUIRE(stays.kept.size() == 1);
  CHECK(stays.kept[0].why == Left::Why::referred);
  // A later file that has it keeps it in the register.
  it.trace = three_numbers();
  const auto held = judge(it, undoing);
  CHECK_FALSE(held.remove);
  CHECK(held.values.empty());
  REQUIRE(held.kept.size() == 1);
  CHECK(held.kept[0].entry == 3);
}
