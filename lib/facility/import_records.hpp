#pragma once

#include "lib/facility/batches.hpp"
#include "lib/facility/facility.hpp"
#include "lib/register/register.hpp"
#include "lib/store/database.hpp"
#include "lib/store/query.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// The rows that an import of the register reads and writes.
namespace mk::facility::records {

/// What an import needs to know of a facility to find it and to see whether it changed.
struct Known {
  FacilityId id;
  ShortDigest row_hash{};
  const std::string* register_no = nullptr;  ///< Nothing when it has no number.
  std::uint32_t line = 0;                    ///< The line of the file that is it, 0 while none was.
  bool delisted = false;
  bool by_hand = false;
  bool present = false;  ///< Whether the file has it.

  bool listed() const { return !delisted && !by_hand; }
};

/// Tells `take` of every facility, by id: the facility, its key and its number in the register.
using TakeKnown = std::function<void(const Known&, const ShortDigest&, std::string)>;
void each_known(store::Database& db, const TakeKnown& take);
std::size_t count_known(store::Database& db);

/// Keeps a file that changed something; its id and who took it in are found by the store.
BatchId add_batch(store::Database& db, const Batch& batch);
/// The ids that the next ones to be added will have.
BatchId next_batch(store::Database& db);
FacilityId next_facility(store::Database& db);

/// Adds facilities, one after another.
class Adder {
 public:
  explicit Adder(store::Database& db);
  FacilityId add(const registry::Row& row, const ShortDigest& key_hash, const ShortDigest& row_hash,
                 BatchId batch);

 private:
  store::Database& db_;
  store::Row insert_;
};

/// Takes what the register says now; the facility is in the register again.
void change_listed(store::Database& db, FacilityId id, const registry::Row& row,
                   const ShortDigest& row_hash, BatchId batch);
void delist(store::Database& db, FacilityId id, Instant now);

/// Those that were added by hand and that the register does not have, by id.
std::vector<FacilityId> by_hand(store::Database& db);

/// How an account says that its facility is reached.
struct Contact {
  FacilityId id;
  std::string manager;
  std::string email;
  std::string phone;
};

/// Of every live account, by facility.
std::vector<Contact> contacts(store::Database& db);

}  // namespace mk::facility::records
