#pragma once

#include <gmime/gmime.h>

#include <memory>

/// GMime's things as ours. Only this room includes it.
namespace mk::mime {

/// What belongs to GLib and is let go at the end.
struct LetGo {
  template <class Thing>
  void operator()(Thing* thing) const {
    g_object_unref(thing);
  }
};
template <class Thing>
using Own = std::unique_ptr<Thing, LetGo>;

/// GMime, for as long as the program runs.
inline void need_gmime() {
  static const bool ready = [] {
    g_mime_init();
    return true;
  }();
  static_cast<void>(ready);
}

}  // namespace mk::mime
