#include "lib/report/hide.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace mk::report {

namespace {

using Counts = std::vector<std::int64_t>;
using Places = std::vector<std::size_t>;

bool small(std::int64_t group) { return 0 < group && group < smallest_group; }

/// Hides counts one after another until none that is small can be worked out. Each hiding leaves
/// fewer things to be known, so this comes to an end.
class Veil {
 public:
  explicit Veil(const std::vector<Counts>& rows) : rows_{rows} {
    columns_ = rows.empty() ? 0 : rows.front().size();
    total_.assign(columns_, 0);
    for (const auto& row : rows)
      for (std::size_t column = 0; column < columns_; ++column) total_[column] += row[column];
    for (const auto& row : rows) veil_.rows.push_back(chain(row));
    veil_.total = chain(total_);
  }

  Protected drawn() {
    while (hide_one()) {
    }
    return veil_;
  }

 private:
  /// One row by itself: every count shown, and every difference of two, is nobody or enough.
  static std::vector<Shown> chain(const Counts& row) {
    std::vector<Shown> shown(row.size());
    std::optional<std::int64_t> last;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const auto count = row[column];
      if (small(count)) break;  // And all that lies inside it.
      if (last && small(*last - count)) continue;
      shown[column] = last = count;
    }
    return shown;
  }

  bool hidden(std::size_t row, std::size_t column) const { return !veil_.rows[row][column]; }

  /// The rows whose sum the total of `column` gives away: all that are hidden there.
  Places given_away(std::optional<std::size_t> column) const {
    Places places;
    if (column && veil_.total[*column])
      for (std::size_t row = 0; row < rows_.size(); ++row)
        if (hidden(row, *column)) places.push_back(row);
    return places;
  }

  /// What is shown of `row` in the first column from `from` on, or nobody.
  std::int64_t within(std::size_t row, std::size_t from) const {
    for (auto column = from; column < columns_; ++column)
      if (veil_.rows[row][column]) return rows_[row][column];
    return 0;
  }

  /// What is shown of `row` in the last column before `before`.
  Shown around(std::size_t row, std::size_t before) const {
    for (auto column = before; column > 0; --column)
      if (veil_.rows[row][column - 1]) return rows_[row][column - 1];
    return std::nullopt;
  }

  /// How many can be worked out to be in one group and not in a part of it: the group of the rows
  /// hidden in `outer`, whose sum its total gives away, and the part of those hidden in `inner`. Of
  /// the other rows it is what is shown that leaves the fewest. Nothing when it cannot be.
  Shown left(std::optional<std::size_t> outer, std::optional<std::size_t> inner) const {
    const auto whole = given_away(outer);
    const auto part = given_away(inner);
    if (outer && whole.empty()) return std::nullopt;
    Places group;
    std::ranges::set_union(whole, part, std::back_inserter(group));
    std::int64_t members = 0;
    for (const auto row : group) {
      const bool in_whole = std::ranges::binary_search(whole, row);
      const bool in_part = std::ranges::binary_search(part, row);
      const auto most = in_whole ? Shown{rows_[row][*outer]} : around(row, *inner);
      if (!most) return std::nullopt;
      members += *most - (in_part ? rows_[row][*inner] : within(row, *outer + 1));
    }
    return members;
  }

  bool hide_one() {
    for (std::size_t column = 0; column < columns_; ++column) {
      if (hide_for(column, std::nullopt) || hide_for(std::nullopt, column)) return true;
      for (auto inner = column + 1; inner < columns_; ++inner)
        if (hide_for(column, inner)) return true;
    }
    return false;
  }

  /// Hides one count more when `outer` and `inner` tell of a few: the one that adds the fewest to
  /// them, else a total.
  bool hide_for(std::optional<std::size_t> outer, std::optional<std::size_t> inner) {
    const auto members = left(outer, inner);
    if (!members || !small(*members)) return false;
    const auto place = outer ? *outer : *inner;
    const auto adds = [&](std::size_t row) {
      const auto count = rows_[row][place];
      return outer ? count - within(row, place + 1) : around(row, place).value_or(count) - count;
    };
    std::optional<std::size_t> chosen;
    for (std::size_t row = 0; row < rows_.size(); ++row)
      if (!hidden(row, place) && adds(row) > 0 && (!chosen || adds(row) < adds(*chosen)))
        chosen = row;
    (chosen ? veil_.rows[*chosen] : veil_.total)[place].reset();
    return true;
  }

  const std::vector<Counts>& rows_;
  std::size_t columns_ = 0;
  Counts total_;
  Protected veil_;
};

}  // namespace

std::int64_t Protected::hidden() const {
  std::int64_t count = std::ranges::count(total, Shown{});
  for (const auto& row : rows) count += std::ranges::count(row, Shown{});
  return count;
}

Protected protect(const std::vector<std::vector<std::int64_t>>& rows) { return Veil{rows}.drawn(); }

ProtectedParts protect_parts(const std::vector<std::int64_t>& parts) {
  std::vector<Counts> rows;
  rows.reserve(parts.size());
  for (const auto part : parts) rows.push_back({part});
  const auto shown = protect(rows);
  ProtectedParts result;
  for (const auto& row : shown.rows) result.parts.push_back(row.front());
  if (!shown.total.empty()) result.total = shown.total.front();
  if (!result.total) result.parts.assign(parts.size(), Shown{});
  return result;
}

namespace {

/// Those who have a part in what is hidden, whose sum the total gives away.
std::set<std::int64_t> behind(const std::vector<Part>& parts, const std::vector<bool>& hidden) {
  std::set<std::int64_t> members;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (hidden[i]) members.insert(parts[i].members.begin(), parts[i].members.end());
  return members;
}

bool few(const std::set<std::int64_t>& members) {
  return small(static_cast<std::int64_t>(members.size()));
}

/// The part to hide next: of those that are told and somebody's, the one that the fewest have.
std::optional<std::size_t> next_to_hide(const std::vector<Part>& parts,
                                        const std::vector<bool>& hidden) {
  std::optional<std::size_t> chosen;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (!hidden[i] && !parts[i].members.empty() &&
        (!chosen || parts[i].members.size() < parts[*chosen].members.size()))
      chosen = i;
  return chosen;
}

}  // namespace

ProtectedParts protect_parts(const std::vector<Part>& parts) {
  std::vector<bool> hidden;
  for (const auto& part : parts) hidden.push_back(few(part.members));
  while (few(behind(parts, hidden))) {
    const auto next = next_to_hide(parts, hidden);
    if (!next) return {std::vector<Shown>(parts.size()), std::nullopt};
    hidden[*next] = true;
  }
  ProtectedParts result{{}, 0};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    *result.total += parts[i].count;
    result.parts.push_back(hidden[i] ? Shown{} : Shown{parts[i].count});
  }
  return result;
}

}  // namespace mk::report
