#include "lib/report/hide.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

using namespace mk;
using report::Shown;

namespace {

using Counts = std::vector<std::int64_t>;

/// What somebody can work out who knows every count that is shown: sums and differences of them,
/// as a space of vectors over the base cells. A base cell is those of a row who are in a column and
/// not in the next one.
class Reader {
 public:
  Reader(const report::Protected& shown, std::size_t rows, std::size_t columns)
      : rows_{rows}, columns_{columns} {
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < columns; ++column)
        if (shown.rows[row][column]) learn(vector_of(row, row + 1, column));
    for (std::size_t column = 0; column < columns; ++column)
      if (shown.total[column]) learn(vector_of(0, rows, column));
  }

  /// Whether the size of the group (a bit a base cell) can be worked out.
  bool knows(unsigned group) const {
    std::vector<double> wanted(rows_ * columns_);
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] = (group >> i & 1U) != 0 ? 1 : 0;
    reduce(wanted);
    for (const auto value : wanted)
      if (value > 1e-9 || value < -1e-9) return false;
    return true;
  }

 private:
  using Vector = std::vector<double>;

  Vector vector_of(std::size_t from, std::size_t to, std::size_t column) const {
    Vector vector(rows_ * columns_);
    for (auto row = from; row < to; ++row)
      for (auto inner = column; inner < columns_; ++inner) vector[row * columns_ + inner] = 1;
    return vector;
  }
  void reduce(Vector& vector) const {
    for (const auto& [pivot, basis] : basis_) {
      const auto factor = vector[pivot] / basis[pivot];
      for (std::size_t i = 0; i < vector.size(); ++i) vector[i] -= factor * basis[i];
    }
  }
  void learn(Vector vector) {
    reduce(vector);
    for (std::size_t i = 0; i < vector.size(); ++i)
      if (vector[i] > 1e-9 || vector[i] < -1e-9) {
        basis_.emplace_back(i, vector);
        return;
      }
  }

  std::size_t rows_;
  std::size_t columns_;
  std::vector<std::pair<std::size_t, Vector>> basis_;
};

/// Every group that a reader can work out from the protected `rows` and that is small.
class Attack {
 public:
  bool finds(const std::vector<Counts>& rows) {
    const auto shown = report::protect(rows);
    const auto columns = rows.front().size();
    unsigned pattern = 0;
    const auto note = [&](const Shown& it) { pattern = pattern << 1U | (it ? 1U : 0U); };
    for (const auto& row : shown.rows)
      for (const auto& it : row) note(it);
    for (const auto& it : shown.total) note(it);
    auto found = known_.find(pattern);
    if (found == known_.end())
      found = known_.emplace(pattern, groups(Reader{shown, rows.size(), columns}, rows)).first;
    for (const auto group : found->second) {
      std::int64_t members = 0;
      for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t column = 0; column < columns; ++column)
          if ((group >> (row * columns + column) & 1U) != 0)
            members += rows[row][column] - (column + 1 < columns ? rows[row][column + 1] : 0);
      if (0 < members && members < report::smallest_group) return true;
    }
    return false;
  }

 private:
  static std::vector<unsigned> groups(const Reader& reader, const std::vector<Counts>& rows) {
    std::vector<unsigned> known;
    const auto cells = rows.size() * rows.front().size();
    for (unsigned group = 1; group < 1U << cells; ++group)
      if (reader.knows(group)) known.push_back(group);
    return known;
  }
  std::map<unsigned, std::vector<unsigned>> known_;
};

std::vector<Counts> nested(std::int64_t most, std::size_t columns) {
  std::vector<Counts> all{{}};
  for (std::size_t column = 0; column < columns; ++column) {
    std::vector<Counts> longer;
    for (const auto& row : all)
      for (std::int64_t n = 0; n <= (row.empty() ? most : row.back()); ++n) {
        longer.push_back(row);
        longer.back().push_back(n);
      }
    all = longer;
  }
  return all;
}

}  // namespace

TEST_CASE("no small group can be worked out from the parts of a whole, whatever they are") {
  Attack attack;
  for (std::int64_t a = 0; a <= 11; ++a)
    for (std::int64_t b = 0; b <= 11; ++b)
      for (std::int64_t c = 0; c <= 11; ++c)
        for (std::int64_t d = 0; d <= 11; ++d) REQUIRE_FALSE(attack.finds({{a}, {b}, {c}, {d}}));
}

TEST_CASE("no small group can be worked out from groups within groups, whatever they are") {
  const auto rows = nested(9, 2);
  Attack two;
  for (const auto& a : rows)
    for (const auto& b : rows) REQUIRE_FALSE(two.finds({a, b}));
  const auto few = nested(6, 2);
  Attack three;
  for (const auto& a : few)
    for (const auto& b : few)
      for (const auto& c : few) REQUIRE_FALSE(three.finds({a, b, c}));
}

TEST_CASE("no small group can be worked out from three columns and their totals") {
  const auto rows = nested(11, 3);
  Attack attack;
  for (const auto& a : rows)
    for (std::size_t i = 0; i < rows.size(); i += 3) REQUIRE_FALSE(attack.finds({a, rows[i]}));
  Attack third;
  for (std::size_t i = 0; i < rows.size(); i += 23)
    for (std::size_t j = 0; j < rows.size(); j += 19)
      for (std::size_t k = 0; k < rows.size(); k += 13)
        REQUIRE_FALSE(third.finds({rows[i], rows[j], rows[k]}));
}

TEST_CASE("no small group can be worked out from many columns and rows, drawn by lot") {
  std::mt19937 random{2026};
  const auto draw = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(most + 1));
  };
  for (const auto& [rows, columns] : {std::pair{2, 5}, std::pair{3, 4}, std::pair{4, 3}}) {
    Attack attack;
    for (int round = 0; round < 150; ++round) {
      std::vector<Counts> table;
      for (int row = 0; row < rows; ++row) {
        auto& counts = table.emplace_back();
        for (int column = 0; column < columns; ++column) {
          const auto most = counts.empty() ? 30 : counts.back();
          counts.push_back(draw(2) == 0 ? draw(most)
                                        : most - draw(std::min<std::int64_t>(most, 6)));
        }
      }
      REQUIRE_FALSE(attack.finds(table));
    }
  }
}

TEST_CASE("a group of five is told and one of four is not") {
  CHECK(report::protect_parts({5, 6}).parts == std::vector<Shown>{5, 6});
  CHECK(report::protect_parts({4, 6}).parts == std::vector<Shown>{{}, {}});
  CHECK(report::protect_parts({4, 6}).total == Shown{10});
  CHECK(report::protect_parts({0, 6}).parts == std::vector<Shown>{0, 6});
  CHECK(report::protect_parts({1, 3}).total == Shown{});
  CHECK(report::protect_parts({0, 4}).parts == std::vector<Shown>{{}, {}});
}

TEST_CASE("a total with one hidden part hides the smallest other part") {
  const auto shown = report::protect_parts({3, 20, 9, 30});
  CHECK(shown.parts == std::vector<Shown>{{}, 20, {}, 30});
  CHECK(shown.total == Shown{62});
}

TEST_CASE("hidden parts that are few together hide one more") {
  const auto shown = report::protect_parts({1, 2, 20, 9});
  CHECK(shown.parts == std::vector<Shown>{{}, {}, 20, {}});
}

TEST_CASE("a difference of two columns is a group too") {
  const auto shown = report::protect({{20, 18, 12}, {30, 20, 10}});
  CHECK(shown.rows[0] == std::vector<Shown>{20, {}, 12});
  // The total would give the hidden one back, so the other row hides its own.
  CHECK(shown.rows[1] == std::vector<Shown>{30, {}, 10});
  CHECK(shown.total == std::vector<Shown>{50, 38, 22});
}

TEST_CASE("what lies inside a small group is hidden even where it is nobody") {
  const auto shown = report::protect({{3, 0}, {20, 10}, {9, 2}});
  CHECK(shown.rows[0] == std::vector<Shown>{{}, {}});
  CHECK(shown.rows[2] == std::vector<Shown>{{}, {}});
}

TEST_CASE("large groups are told as they are") {
  const auto shown = report::protect({{40, 30, 20}, {50, 50, 0}});
  CHECK(shown.hidden() == 0);
  CHECK(shown.total == std::vector<Shown>{90, 80, 20});
}

namespace {

std::set<std::int64_t> members_of(unsigned bits) {
  std::set<std::int64_t> members;
  for (std::int64_t member = 0; bits != 0; ++member, bits >>= 1U)
    if ((bits & 1U) != 0) members.insert(member);
  return members;
}

/// Whether somebody who knows every part that is shown, and the total where it is, can work out
/// what a few have between them.
bool finds_few(const std::vector<report::Part>& parts) {
  const auto shown = report::protect_parts(parts);
  const auto known = [&](unsigned group) {
    for (std::size_t i = 0; i < parts.size(); ++i)
      if ((group >> i & 1U) != 0 && !shown.parts[i]) return false;
    return true;
  };
  const auto all = (1U << parts.size()) - 1;
  for (unsigned group = 1; group <= all; ++group) {
    if (!known(group) && !(shown.total && known(all & ~group))) continue;
    std::set<std::int64_t> members;
    for (std::size_t i = 0; i < parts.size(); ++i)
      if ((group >> i & 1U) != 0) members.insert(parts[i].members.begin(), parts[i].members.end());
    if (!members.empty() && members.size() < report::smallest_group) return true;
  }
  return false;
}

report::Part part(unsigned members) {
  report::Part part{0, members_of(members)};
  part.count = 2 * static_cast<std::int64_t>(part.members.size());
  return part;
}

}  // namespace

TEST_CASE("what a few have cannot be worked out, whoever has a part in how many parts") {
  constexpr unsigned sets = 1U << 7U;
  for (unsigned a = 0; a < sets; ++a)
    for (unsigned b = 0; b < sets; b += 3)
      for (unsigned c = 0; c < sets; c += 7) REQUIRE_FALSE(finds_few({part(a), part(b), part(c)}));
  std::mt19937 random{2026};
  for (int round = 0; round < 5'000; ++round) {
    std::vector<report::Part> parts;
    for (int i = 0; i < 5; ++i) parts.push_back(part(random() & random() & 0xFFFU));
    REQUIRE_FALSE(finds_few(parts));
  }
}

TEST_CASE("units are told by who has them: forty of four are hidden, five of five are not") {
  const auto shown = report::protect_parts(std::vector<report::Part>{
      {40, members_of(0xF)}, {5, members_of(0x1F0)}, {60, members_of(0xFFC00)}});
  CHECK(shown.parts == std::vector<Shown>{{}, {}, 60});
  CHECK(shown.total == Shown{105});
}

TEST_CASE("two hidden parts of the same few hide a third") {
  const auto same = members_of(0x7);
  const auto shown = report::protect_parts(
      std::vector<report::Part>{{3, same}, {3, same}, {9, members_of(0x1FF0)}, {0, {}}});
  CHECK(shown.parts == std::vector<Shown>{{}, {}, {}, 0});
}

TEST_CASE("where all is of a few, nothing is told, not even that it is nobody's") {
  const auto shown =
      report::protect_parts(std::vector<report::Part>{{4, members_of(0xF)}, {0, {}}});
  CHECK(shown.parts == std::vector<Shown>{{}, {}});
  CHECK(shown.total == Shown{});
  CHECK(report::protect_parts(std::vector<report::Part>{{0, {}}, {0, {}}}).total == Shown{0});
}
