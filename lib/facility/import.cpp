#include "lib/facility/import.hpp"

#include "lib/base/text.hpp"
#include "lib/facility/import_records.hpp"
#include "lib/facility/matching.hpp"
#include "lib/facility/moves.hpp"
#include "lib/facility/records.hpp"
#include "lib/register/lines.hpp"
#include "lib/register/rules.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mk::facility {

namespace {

constexpr std::size_t shrink_percent = 20;  // Default of ours.
/// So that the index of a million keys, which are added in no order, stays in the memory.
constexpr int mebibytes_of_pages = 28;

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
}

std::string digest_of(Source& source) {
  Digester digester;
  source.rewind();
  for (auto piece = source.piece(); !piece.empty(); piece = source.piece()) digester.add(piece);
  return digester.digest();
}

/// One value as people and the change log read it.
std::string shown(const std::optional<std::int64_t>& places) {
  return places ? std::to_string(*places) : std::string{};
}

/// What `after` says otherwise than `before`.
std::vector<Difference> differences(FacilityId id, const Listing& before, const Listing& after) {
  std::vector<Difference> found;
  const auto add = [&](const char* column, const std::string& old, const std::string& now) {
    if (old != now) found.push_back({id, column, old, now});
  };
  add("operator", before.operator_name, after.operator_name);
  add("name", before.name, after.name);
  add("kind", registry::joined(before.kinds), registry::joined(after.kinds));
  add("street", before.street, after.street);
  add("postal_code", before.postal_code, after.postal_code);
  add("city", before.city, after.city);
  add("district", before.district, after.district);
  add("manager", before.manager, after.manager);
  add("email", before.email, after.email);
  add("phone", before.phone, after.phone);
  add("places", shown(before.places), shown(after.places));
  add("regon", before.regon, after.regon);
  add("nip", before.nip, after.nip);
  add("krs", before.krs, after.krs);
  add("register_no", before.register_no, after.register_no);
  add("informal_name", before.informal_name, after.informal_name);
  return found;
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

/// Takes the rows of one register, each as it comes.
class Import {
 public:
  Import(const Context& context, RegisterFile& file)
      : context_{context},
        file_{file},
        writes_{!context.db.rehearses()},
        matching_{context.db},
        batch_{records::next_batch(context.db)},
        next_{records::next_facility(context.db)},
        adder_{context.db} {}

  Imported run() {
    const registry::Taker taker{
        [this](const auto& reading) { begin(reading); }, [this](auto& row) { return take(row); },
        [this](auto refused, const auto& record) { refuse(std::move(refused), record); },
        file_.progress};
    done_.reading = registry::read(file_.source, file_.options, taker);
    done_.warnings = std::move(done_.reading.warnings);
    done_.read = done_.added + done_.updated + done_.unchanged + done_.rejected;
    const auto missing = file_.partial ? std::vector<FacilityId>{} : matching_.missing();
    done_.delisted = missing.size();
    done_.stopped = why_not();
    if (!done_.stopped) finish(missing);
    return std::move(done_);
  }

 private:
  void begin(const registry::Reading& reading) {
    absent_ = reading.absent;
    if (file_.rejects != nullptr) file_.rejects->begin(reading.headers);
  }

  std::optional<csv::Refusal> take(registry::Row& row) {
    const auto key = registry::key_hash_of(row.listing);
    const auto found = matching_.find(row, key);
    if (found.earlier_line)
      return csv::Refusal{row.line, "name", registry::told(row.listing.name), "duplicate_facility",
                          msg("the facility stands in line {} already", *found.earlier_line)};
    if (found.known != nullptr) {
      compare(*found.known, row);
    } else {
      add(row, key);
    }
    return std::nullopt;
  }

  void add(const registry::Row& row, const ShortDigest& key) {
    if (writes_ && done_.added == 0) store::keep_pages(context_.db, mebibytes_of_pages);
    ++done_.added;
    if (writes_) adder_.add(row, key, registry::row_hash_of(row.listing), batch_);
    // Nobody can have moved into a register that was empty.
    if (!matching_.known().empty()) came_.push_back(newcomer(next_, row.listing));
    ++next_.value;
  }

  /// The stored digest tells a row that did not change without reading the facility. A number once
  /// given stays: it is what the facility is known by.
  void compare(const records::Known& known, registry::Row& row) {
    if (row.listing.register_no.empty() && known.register_no != nullptr)
      row.listing.register_no = *known.register_no;
    if (registry::row_hash_of(row.listing) == known.row_hash && known.listed()) {
      ++done_.unchanged;
      return;
    }
    const auto before = records::facility(context_.db, known.id).listing;
    complete(row.listing, before, absent_);
    if (row.listing == before && known.listed()) {
      ++done_.unchanged;
      return;
    }
    ++done_.updated;
    if (writes_) {
      records::change_listed(context_.db, known.id, row, registry::row_hash_of(row.listing),
                             batch_);
    } else {
      auto changed = differences(known.id, before, row.listing);
      std::ranges::move(changed, std::back_inserter(done_.differences));
    }
  }

  void refuse(registry::Refused refused, const csv::Record& record) {
    matching_.keep(refused);
    ++done_.rejected;
    if (file_.rejects != nullptr) file_.rejects->add(refused.refusal, record);
    if (done_.refusals.size() < file_.most_refusals)
      done_.refusals.push_back(std::move(refused.refusal));
  }

  std::optional<Message> why_not() const {
    if (file_.all_or_nothing && done_.rejected > 0)
      return counted(done_.rejected,
                     "nothing was taken (--all-or-nothing): {} row of {} is refused",
                     "nothing was taken (--all-or-nothing): {} rows of {} are refused", file_.name);
    const auto& known = matching_.known();
    const auto listed = static_cast<std::size_t>(
        std::ranges::count_if(known, [](const auto& it) { return it.listed(); }));
    if (file_.allow_shrink || done_.delisted * 100 <= listed * shrink_percent) return std::nullopt;
    return msg(
        "nothing was taken: {} lacks {} of the {} facilities of the register, more than {} %; "
        "give --partial if it is a part, or --allow-shrink if they are gone",
        file_.name, done_.delisted, listed, shrink_percent);
  }

  void finish(const std::vector<FacilityId>& missing) {
    std::vector<Facility> left;
    for (const auto id : missing) left.push_back(records::facility(context_.db, id));
    if (done_.added + done_.updated + done_.delisted > 0) {
      done_.batch = batch_;
      if (writes_) write(missing);
    }
    warn_of_absent(done_.warnings, context_.db, left);
    std::ranges::move(likely_moves(left, came_), std::back_inserter(done_.warnings));
    warn_of_differences(done_.warnings, context_.db);
  }

  void write(const std::vector<FacilityId>& missing) {
    for (const auto id : missing) records::delist(context_.db, id, context_.now);
    const auto& it = done_.reading;
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    Batch batch;
    batch.at = context_.now;
    batch.file = file_.name;
    batch.hash = digest_of(file_.source);
    batch.encoding = it.encoding;
    batch.separator = it.separator;
    batch.partial = file_.partial;
    batch.read = number(done_.read);
    batch.added = number(done_.added);
    batch.updated = number(done_.updated);
    batch.unchanged = number(done_.unchanged);
    batch.rejected = number(done_.rejected);
    batch.skipped = number(it.skipped);
    batch.delisted = number(done_.delisted);
    records::add_batch(context_.db, batch);
  }

  const Context& context_;
  RegisterFile& file_;
  bool writes_;
  Matching matching_;
  BatchId batch_;
  FacilityId next_;
  records::Adder adder_;
  std::vector<std::string> absent_;
  std::vector<Newcomer> came_;
  Imported done_;
};

}  // namespace

Imported import_register(const Context& context, RegisterFile file) {
  // What was written is rolled back unless all of it may stand.
  store::Transaction transaction{context.db, context.deed("facility import")};
  auto done = Import{context, file}.run();
  if (!done.stopped) transaction.commit();
  if (file.rejects != nullptr) file.rejects->keep();
  return done;
}

std::vector<Facility> registered(store::Database& db) {
  auto all = records::list(db);
  std::erase_if(all, [](const Facility& it) { return !it.listed(); });
  return all;
}

}  // namespace mk::facility
