#include "lib/facility/import.hpp"

#include "lib/base/digest.hpp"
#include "lib/base/text.hpp"
#include "lib/facility/import_records.hpp"
#include "lib/facility/matching.hpp"
#include "lib/facility/records.hpp"
#include "lib/register/rules.hpp"

#include <algorithm>
#include <utility>

namespace mk::facility {

namespace {

constexpr std::size_t shrink_percent = 20;  // Published.

/// A facility that the register changes.
struct Update {
  FacilityId id;
  registry::Row row;
};

/// What an import is going to do, before it does any of it.
struct Plan {
  std::vector<registry::Row> added;
  std::vector<Update> updated;
  std::size_t unchanged = 0;
  std::vector<FacilityId> delisted;
  std::size_t listed = 0;  ///< Facilities that were in the register until now.
  std::vector<csv::Refusal> refusals;

  bool changes() const { return !added.empty() || !updated.empty() || !delisted.empty(); }
};

/// What the file says in the columns it has, over what was known before in those it lacks.
void complete(Listing& now, const Listing& before, const std::vector<std::string>& absent) {
  const auto lacks = [&](const char* column) {
    return std::find(absent.begin(), absent.end(), column) != absent.end();
  };
  const auto keep = [&](const char* column, std::string Listing::*field) {
    if (lacks(column)) now.*field = before.*field;
  };
  keep("street", &Listing::street);
  keep("postal_code", &Listing::postal_code);
  keep("city", &Listing::city);
  keep("manager", &Listing::manager);
  keep("email", &Listing::email);
  keep("phone", &Listing::phone);
  keep("regon", &Listing::regon);
  keep("nip", &Listing::nip);
  keep("krs", &Listing::krs);
  keep("informal_name", &Listing::informal_name);
  if (lacks("kind")) now.kinds = before.kinds;
  if (lacks("places")) now.places = before.places;
  // A number once given stays: it is what the facility is known by.
  if (now.register_no.empty()) now.register_no = before.register_no;
}

class Planner {
 public:
  Planner(store::Database& db, const registry::Reading& reading)
      : db_{db}, reading_{reading}, known_{records::known(db)}, matching_{known_} {}

  Plan plan(std::vector<registry::Row> rows, bool partial) {
    plan_.added.reserve(rows.size());
    for (auto& row : rows) take(std::move(row));
    for (const auto& it : reading_.refused) {
      matching_.keep(it);
      plan_.refusals.push_back(it.refusal);
    }
    std::stable_sort(plan_.refusals.begin(), plan_.refusals.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (known_[i].delisted || known_[i].by_hand) continue;
      ++plan_.listed;
      if (!partial && matching_.missing(i)) plan_.delisted.push_back(known_[i].id);
    }
    return std::move(plan_);
  }

 private:
  void take(registry::Row row) {
    const auto place = matching_.claim(row);
    if (place) return compare(known_[*place], std::move(row));
    if (matching_.taken(row)) {
      plan_.refusals.push_back(
          {row.line, "register_no", row.listing.register_no, "duplicate_facility",
           msg("an earlier row of the file is the facility with this number")});
    } else {
      plan_.added.push_back(std::move(row));
    }
  }

  /// The stored digest tells a row that did not change without reading the facility.
  void compare(const records::Known& known, registry::Row row) {
    if (row.listing.register_no.empty()) row.listing.register_no = known.register_no;
    bool same = registry::row_hash_of(row.listing) == known.row_hash;
    if (!same && !reading_.absent.empty()) {
      complete(row.listing, records::facility(db_, known.id).listing, reading_.absent);
      same = registry::row_hash_of(row.listing) == known.row_hash;
    }
    if (same && !known.delisted && !known.by_hand) {
      ++plan_.unchanged;
    } else {
      plan_.updated.push_back({known.id, std::move(row)});
    }
  }

  store::Database& db_;
  const registry::Reading& reading_;
  std::vector<records::Known> known_;
  Matching matching_;
  Plan plan_;
};

std::optional<Message> why_not(const Plan& plan, const RegisterFile& file) {
  if (file.all_or_nothing && !plan.refusals.empty())
    return counted(plan.refusals.size(),
                   "nothing was taken (--all-or-nothing): {} row of {} is refused",
                   "nothing was taken (--all-or-nothing): {} rows of {} are refused", file.name);
  if (!file.allow_shrink && plan.delisted.size() * 100 > plan.listed * shrink_percent)
    return msg(
        "nothing was taken: {} lacks {} of the {} facilities of the register, more than {} %; "
        "give --partial if it is a part, or --allow-shrink if they are gone",
        file.name, plan.delisted.size(), plan.listed, shrink_percent);
  return std::nullopt;
}

/// Facilities that left and facilities that came and are probably the same: a club often returns
/// from a tender under another operator.
void warn_of_moves(std::vector<Message>& warnings, const std::vector<Facility>& left,
                   const std::vector<std::pair<FacilityId, const Listing*>>& came) {
  for (const auto& old : left) {
    const auto& before = old.listing;
    for (const auto& [id, now] : came) {
      if (text::folded(before.name) != text::folded(now->name)) continue;
      const bool street =
          !now->street.empty() && text::folded(before.street) == text::folded(now->street);
      const bool phone =
          !now->phone.empty() && before.phone == now->phone && before.district == now->district;
      if (street || phone)
        warnings.push_back(msg("{} ({}) is probably {} under another operator: {}", id, now->name,
                               old.id, now->operator_name));
    }
  }
}

void warn_of_difference(std::vector<Message>& warnings, FacilityId id, const char* what,
                        const std::string& listed, const std::string& own) {
  if (listed.empty() || own.empty() || text::folded(listed) == text::folded(own)) return;
  warnings.push_back(
      msg("{}: the {} is {} in the register and {} in the account, which stays as it is", id,
          phrase(what), listed, own));
}

void warn_of_differences(std::vector<Message>& warnings, store::Database& db) {
  for (const auto& own : records::contacts(db)) {
    const auto listing = records::facility(db, own.id).listing;
    warn_of_difference(warnings, own.id, tr_later("manager"), listing.manager, own.manager);
    warn_of_difference(warnings, own.id, tr_later("e-mail address"), listing.email, own.email);
    const auto phone = registry::phone_of(own.phone);
    warn_of_difference(warnings, own.id, tr_later("telephone"), listing.phone,
                       phone.empty() ? own.phone : phone);
  }
}

void warn_of_absent(std::vector<Message>& warnings, store::Database& db,
                    const std::vector<Facility>& left) {
  for (const auto& it : left)
    warnings.push_back(it.account
                           ? msg("{} ({}) is no longer in the register; its account goes on until "
                                 "it is withdrawn",
                                 it.id, it.listing.name)
                           : msg("{} ({}) is no longer in the register", it.id, it.listing.name));
  for (const auto id : records::by_hand(db))
    warnings.push_back(msg("{} ({}) was added by hand and is not in the register yet", id,
                           records::facility(db, id).listing.name));
}

/// Writes the plan; gives its batch.
BatchId carry_out(const Context& context, const Plan& plan, const records::Batch& batch,
                  std::vector<std::pair<FacilityId, const Listing*>>& came) {
  const auto id = records::add_batch(context.db, batch);
  for (const auto& it : plan.updated) records::change_listed(context.db, it.id, it.row, id);
  for (const auto facility : plan.delisted) records::delist(context.db, facility, context.now);
  for (const auto& row : plan.added)
    came.emplace_back(records::add_listed(context.db, row, id), &row.listing);
  return id;
}

Imported outcome(registry::Reading& reading, const Plan& plan) {
  Imported it;
  it.encoding = reading.encoding;
  it.separator = reading.separator;
  it.header_line = reading.header_line;
  it.columns = std::move(reading.columns);
  it.added = plan.added.size();
  it.updated = plan.updated.size();
  it.unchanged = plan.unchanged;
  it.skipped = reading.skipped;
  it.delisted = plan.delisted.size();
  it.warnings = std::move(reading.warnings);
  it.refusals = plan.refusals;
  it.read = it.added + it.updated + it.unchanged + it.refusals.size();
  return it;
}

records::Batch batch_of(const RegisterFile& file, const std::string& hash, const Imported& it,
                        Instant now) {
  return {now,        file.name, hash,       it.encoding,  std::string{it.separator}, file.partial,
          it.read,    it.added,  it.updated, it.unchanged, it.refusals.size(),        it.skipped,
          it.delisted};
}

}  // namespace

Imported import_register(const Context& context, RegisterFile file) {
  const auto hash = digest(file.bytes);
  auto reading = registry::read(std::move(file.bytes), file.options);
  return store::together(context.db, context.deed("facility import"), [&](store::Database& db) {
    const auto plan = Planner{db, reading}.plan(std::move(reading.rows), file.partial);
    auto done = outcome(reading, plan);
    done.stopped = why_not(plan, file);
    if (done.stopped) return done;
    std::vector<Facility> left;
    for (const auto id : plan.delisted) left.push_back(records::facility(db, id));
    std::vector<std::pair<FacilityId, const Listing*>> came;
    if (plan.changes())
      done.batch = carry_out(context, plan, batch_of(file, hash, done, context.now), came);
    warn_of_absent(done.warnings, db, left);
    warn_of_moves(done.warnings, left, came);
    warn_of_differences(done.warnings, db);
    return done;
  });
}

std::vector<Facility> registered(store::Database& db) {
  auto all = records::list(db);
  std::erase_if(all, [](const Facility& it) { return !it.listed(); });
  return all;
}

}  // namespace mk::facility
