#pragma once

#include <string>

namespace mk {

/// The folder that libmk is in, wherever it was installed, as an absolute path.
std::string library_folder();

/// The folder `share/NAME` beside the library, wherever it was installed, as an absolute path.
std::string shared_folder(const std::string& name);

}  // namespace mk
