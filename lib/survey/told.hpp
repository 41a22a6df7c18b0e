#pragma once

#include "lib/print/value.hpp"
#include "lib/survey/actions.hpp"

#include <string>
#include <vector>

/// Cards, surveys and terms as answers: titles spoken, keys fixed. `plain` is for a person, who
/// gets lines where a program gets lists.
namespace mk::survey {

MK_API print::Thing told(const Card& card, bool current, bool plain);
MK_API print::Thing told(const TermView& term);
MK_API print::Thing told(const View& view, bool plain);
MK_API print::Thing told(const Imported& imported, const std::string& file);

/// The surveys of `term` and in `state`, each empty for all.
MK_API print::Table surveys(store::Database& db, const std::string& term, const std::string& state);
/// The active facilities whose card of `term` has not come, and how to reach them.
MK_API print::Table unsent(store::Database& db, Term term);
MK_API print::Table told(const std::vector<Scored>& scores, bool plain);

/// The file to fill with the answers of `facility` (or of a facility to be named) in `term`.
MK_API print::Table answer_sheet(const Card& card, const std::string& facility, Term term);

}  // namespace mk::survey
