#include "lib/facility/batch_records.hpp"
#include "lib/facility/batches.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"
#include "lib/facility/undoing.hpp"
#include "lib/store/references.hpp"

#include <algorithm>

namespace mk::facility {

namespace {

/// What a facility is known by: these are put back together or not at all.
constexpr std::pair<const char*, std::string Listing::*> identity[] = {
    {"operator", &Listing::operator_name},
    {"name", &Listing::name},
    {"street", &Listing::street},
    {"register_no", &Listing::register_no}};

bool identifies(const std::string& column) {
  return std::ranges::any_of(identity, [&](const auto& it) { return column == it.first; });
}

/// `listing` with what it was known by.
Listing as_before(Listing listing, const std::vector<PutBack>& values) {
  for (const auto& value : values)
    for (const auto& [column, field] : identity)
      if (value.column == column) listing.*field = value.after.value_or("");
  return listing;
}

/// A facility that stays, and what becomes of it.
struct Case {
  Facility facility;
  Verdict verdict;
};

class Undo {
 public:
  Undo(const Context& context, Batch batch)
      : db_{context.db}, undoing_{batch.id, 0, records::imports(db_), context.now} {
    undoing_.entry = entry_of(undoing_.imports, batch.id);
    done_.batch = std::move(batch);
  }

  /// What goes, goes first: others may be known again by what it was known by.
  Undone run() {
    for (const auto& it : judged()) {
      for (const auto& kept : it.verdict.kept) leave(it.facility, kept);
      for (const auto& value : it.verdict.values)
        if (!identifies(value.column))
          records::put_back(db_, it.facility.id, value.column, value.after);
      pending_.push_back(it);
    }
    // One may be in the way of another only until its own turn.
    while (std::erase_if(pending_, [&](const Case& it) { return settle(it); }) > 0) continue;
    for (const auto& it : pending_) stay_known(it);
    std::ranges::sort(done_.restored, {}, &Restored::id);
    return std::move(done_);
  }

 private:
  /// The facilities that stay and change, or are to be told of. The others are removed.
  std::vector<Case> judged() {
    const auto referred = store::referred(db_, "facility");
    std::vector<Case> stay;
    for (const auto id : records::touched(db_, undoing_.batch, undoing_.entry)) {
      Case it{records::facility(db_, id), {}};
      it.verdict = judge({id, records::trace(db_, id), it.facility.account.has_value(),
                          referred.contains(id.value)},
                         undoing_);
      if (it.verdict.remove) {
        records::remove(db_, id);
        done_.removed.push_back({id, it.facility.listing.name});
      } else if (!it.verdict.values.empty() || !it.verdict.kept.empty()) {
        stay.push_back(std::move(it));
      }
    }
    return stay;
  }

  void leave(const Facility& facility, const Kept& kept) {
    Left it{facility.id, facility.listing.name, kept.column, {}, kept.why, {}, {}, kept.delisted};
    if (!kept.column.empty()) it.value = records::trace(db_, facility.id).now.at(kept.column);
    if (kept.entry != 0) it.cause = records::cause(db_, kept.entry);
    done_.left.push_back(std::move(it));
  }

  /// Lets the facility be known as before, unless another one is.
  bool settle(const Case& it) {
    const auto id = it.facility.id;
    const auto listing = as_before(records::facility(db_, id).listing, it.verdict.values);
    if (records::holder(db_, id, listing)) return false;
    records::settle(db_, id, listing);
    tell(it, true);
    return true;
  }

  void stay_known(const Case& it) {
    const auto id = it.facility.id;
    const auto listing = records::facility(db_, id).listing;
    const auto holder = records::holder(db_, id, as_before(listing, it.verdict.values));
    for (const auto& value : it.verdict.values)
      if (identifies(value.column))
        done_.left.push_back({id,
                              it.facility.listing.name,
                              value.column,
                              value.before,
                              Left::Why::taken,
                              {},
                              holder,
                              false});
    records::settle(db_, id, listing);
    tell(it, false);
  }

  void tell(const Case& it, bool known_as_before) {
    const bool leaves = std::ranges::any_of(it.verdict.kept, &Kept::delisted);
    Restored restored{it.facility.id, it.facility.listing.name, {}};
    for (const auto& value : it.verdict.values)
      if (told(value.column) && (known_as_before || !identifies(value.column)) &&
          !(leaves && value.column == "delisted_at"))
        restored.values.push_back(value);
    if (!restored.values.empty()) done_.restored.push_back(std::move(restored));
  }

  store::Database& db_;
  Undoing undoing_;
  Undone done_;
  std::vector<Case> pending_;
};

Undone undo(const Context& context, BatchId id) {
  const auto batch = records::batch(context.db, id);
  refuse_if(why_not_undo(batch));
  records::mark_undone(context.db, id, context.now);
  return Undo{context, records::batch(context.db, id)}.run();
}

constexpr const char* verb = "facility undo-import";

}  // namespace

std::vector<Batch> batches(store::Database& db) { return records::batches(db); }

Undone undo_import(const Context& context, BatchId id) {
  return store::together(context.db, context.deed(verb, id.text()),
                         [&](store::Database& /*db*/) { return undo(context, id); });
}

Undone preview_undo(const Context& context, BatchId id) {
  const store::Transaction never_committed{context.db, context.deed(verb, id.text())};
  return undo(context, id);
}

}  // namespace mk::facility
