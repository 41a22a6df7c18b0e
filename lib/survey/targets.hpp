#pragma once

#include "lib/store/context.hpp"
#include "lib/survey/gathered.hpp"

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// The surveys that a file of answers is about.
namespace mk::survey {

/// The versions of the card, each read once.
class Sheets {
 public:
  const Sheet& newest(store::Database& db);
  const Sheet& version(store::Database& db, std::int64_t version);

 private:
  std::map<std::int64_t, std::unique_ptr<Sheet>> sheets_;
  const Sheet* newest_ = nullptr;
};

/// One survey of the file.
struct Target {
  Whose whose;
  const Sheet* sheet = nullptr;
  std::optional<Survey> survey;
  std::vector<Remark> remarks;  ///< Of a returned one: only these categories may be corrected.
  Filled before;                ///< Of a survey that is there.
  std::optional<Fault> closed;  ///< Why none of its rows is taken.
  Gathered gathered;
  bool refused = false;  ///< Whether any of its rows was.

  bool returned() const { return survey && survey->state == State::returned; }
};

/// The survey of `owner`, as far as it is there, and whether it takes answers.
Target targeted(const Context& context, const ImportOptions& options, const Whose& owner,
                Sheets& sheets);

}  // namespace mk::survey
