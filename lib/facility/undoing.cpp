#include "lib/facility/undoing.hpp"

#include <algorithm>

namespace mk::facility {

namespace {

/// Whether two values mean the same; of a delisting only whether it is one.
bool alike(const std::string& column, const std::optional<std::string>& one,
           const std::optional<std::string>& other) {
  if (column == "delisted_at") return one.has_value() == other.has_value();
  return one.value_or("") == other.value_or("");
}

class Judge {
 public:
  Judge(const Subject& subject, const Undoing& undoing)
      : subject_{subject},
        undoing_{undoing},
        trace_{subject.trace},
        stands_{standing(subject.trace, undoing.imports)} {}

  Verdict verdict() {
    const auto origin = added_by(trace_);
    const bool orphan = origin && undoing_.imports.undone.contains(*origin);
    if (orphan && stands_.steps.empty() && !subject_.referred) return {true, {}, {}};
    for (const auto& step : trace_.steps)
      if (step.entry == undoing_.entry && trace_.now.contains(step.column)) take_back(step.column);
    if (orphan) bear(origin == undoing_.batch);
    forget_keeping();
    return std::move(verdict_);
  }

 private:
  void take_back(const std::string& column) {
    const auto& now = trace_.now.at(column);
    const auto due = given(trace_, stands_, column);
    if (due.entry > undoing_.entry) {
      const auto earlier = given(trace_, stands_, column, undoing_.entry);
      if (told(column) && (earlier.erased || !alike(column, earlier.value, now)))
        verdict_.kept.push_back({column, Left::Why::changed, due.entry, false});
    } else if (due.erased) {
      if (told(column)) verdict_.kept.push_back({column, Left::Why::erased, 0, false});
      return;
    }
    if (due.value != now) verdict_.values.push_back({column, now, due.value});
  }

  /// The facility stays although no file that stands has added it.
  void bear(bool told) {
    const auto last = std::find_if(stands_.steps.rbegin(), stands_.steps.rend(),
                                   [](const Step& it) { return it.column == "batch"; });
    const bool listed = last != stands_.steps.rend();
    const bool delists = !listed && !after("delisted_at") && !after("unlisted_reason");
    if (delists) put("delisted_at", iso(undoing_.now));
    if (!told && !delists) return;
    Kept it{"", Left::Why::changed, 0, delists};
    if (listed) {
      it.entry = last->entry;
    } else if (subject_.account || subject_.referred) {
      it.why = subject_.account ? Left::Why::account : Left::Why::referred;
    } else {
      it.entry = stands_.steps.back().entry;
    }
    verdict_.kept.push_back(it);
  }

  /// A facility that is in the register again is not kept for a reason.
  void forget_keeping() {
    if (trace_.now.at("delisted_at") && !after("delisted_at") && after("kept_reason"))
      put("kept_reason", std::nullopt);
  }

  /// What `column` will say.
  const std::optional<std::string>& after(const std::string& column) const {
    const auto at = std::ranges::find(verdict_.values, column, &PutBack::column);
    return at == verdict_.values.end() ? trace_.now.at(column) : at->after;
  }

  void put(const std::string& column, const std::optional<std::string>& value) {
    std::erase_if(verdict_.values, [&](const PutBack& it) { return it.column == column; });
    verdict_.values.push_back({column, trace_.now.at(column), value});
  }

  const Subject& subject_;
  const Undoing& undoing_;
  const Trace& trace_;
  Trace stands_;
  Verdict verdict_;
};

}  // namespace

bool told(const std::string& column) {
  return column != "batch" && column != "line" && column != "phone_raw";
}

Verdict judge(const Subject& subject, const Undoing& undoing) {
  return Judge{subject, undoing}.verdict();
}

}  // namespace mk::facility
