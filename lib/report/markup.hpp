#pragma once

#include <string>
#include <utility>
#include <vector>

/// Elements of HTML and SVG, whose texts cannot break out.
namespace mk::report {

/// `text` as it may stand in an element or between double quotes. What could deceive a reader is
/// made visible.
std::string escaped(const std::string& text);

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// `<name …>inside</name>`; `inside` is markup, the values of the attributes are text.
std::string element(const std::string& name, const Attributes& attributes,
                    const std::string& inside);
/// `<name …/>`.
std::string element(const std::string& name, const Attributes& attributes);
/// `<name>text</name>`.
std::string told(const std::string& name, const std::string& text);

}  // namespace mk::report
