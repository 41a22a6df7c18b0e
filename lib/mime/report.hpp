#pragma once

#include "lib/mail/delivery_report.hpp"

#include <optional>
#include <string>

namespace mk::mime {

/// The parts of `message` that tell of a delivery, or nothing when it is no multipart/report about
/// one. Whatever the bytes are, however deep its parts lie in each other, it only reads.
std::optional<mail::ReportParts> report_parts(const std::string& message);

}  // namespace mk::mime
