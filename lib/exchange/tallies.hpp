#pragma once

#include "lib/exchange/rounds.hpp"
#include "lib/report/hide.hpp"

#include <array>
#include <string>
#include <vector>

/// Matches counted by how many take part and by how they ended, without what tells of a few. Pure.
namespace mk::exchange {

/// A row of numbers: what it is about, and what is told of it.
struct Line {
  std::string item;  ///< For programs.
  std::string name;
  std::vector<report::Shown> counts;
  bool total = false;
};

bool any_hidden(const std::vector<Line>& lines);

struct FormName {
  Form form = Form::gift;
  const char* code = "";
  const char* title = "";  ///< English, marked.
  std::size_t size = 0;    ///< How many go round in it; 0: it is no ring.
};
extern const std::array<FormName, 5> forms;

/// The agreed matches of each form, whatever came of them. What may be told of them is found by the
/// things that go round there, as those add up to what is told elsewhere.
std::vector<Line> agreed_by_form(const std::vector<Round>& rounds);

/// What became of the agreed matches; these add up to those by form, so where one of `by_form` is
/// hidden, so is how many were carried out.
std::vector<Line> ends_of_agreed(const std::vector<Round>& rounds,
                                 const std::vector<Line>& by_form);
/// What became of the others.
std::vector<Line> ends_of_others(const std::vector<Round>& rounds);

/// The facilities that gave something, got something or both, in matches that were carried out.
std::vector<Line> facilities_by_part(const std::vector<Round>& rounds);

}  // namespace mk::exchange
