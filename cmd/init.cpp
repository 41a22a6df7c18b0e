#include "cmd/nouns.hpp"
#include "lib/base/environment.hpp"
#include "lib/base/error.hpp"
#include "lib/exchange/actions.hpp"

#include <filesystem>

namespace mk::cmd {

namespace {

namespace fs = std::filesystem;

/// Makes the folders of the default place, which nobody named and so nobody can have mistyped.
void make_default_folder(const std::string& file) {
  const auto place = data_home() / "mk";
  if (fs::path{file}.parent_path() != place || fs::exists(place)) return;
  std::error_code error;
  fs::create_directories(place.parent_path(), error);
  if (!fs::create_directory(place, error) && error)
    throw Error{Exit::output, msg("{} cannot be made: {}", place.string(), error.message())};
  fs::permissions(place, fs::perms::owner_all);
}

struct Init {
  void declare(cli::Command& init) { init.example("mk init --database city.db"); }

  void run(cli::Session& session) const {
    const auto& file = session.database;
    const bool rehearsal = session.out.dry_run();
    if (!rehearsal) make_default_folder(file);
    const auto made =
        store::make(file, session.now, rehearsal ? store::Mode::rehearse : store::Mode::keep);
    if (made == store::Made::upgraded && !rehearsal) exchange::keep_words(session.context());
    session.out.changed(sentence(made, file), {{"database", tr("Database"), file},
                                               {"version", tr("Version"), store::schema_version()},
                                               {"state", tr("State"), word(made)}});
  }

  static Message sentence(store::Made made, const std::string& file) {
    switch (made) {
      case store::Made::made:
        return msg("The database {} is made.", file);
      case store::Made::upgraded:
        return msg("The database {} is upgraded; the old one is kept beside it.", file);
      case store::Made::current:
        break;
    }
    return msg("The database {} is there and up to date.", file);
  }

  static print::Code word(store::Made made) {
    switch (made) {
      case store::Made::made:
        return {"made", tr_later("made")};
      case store::Made::upgraded:
        return {"upgraded", tr_later("upgraded")};
      case store::Made::current:
        break;
    }
    return {"current", tr_later("up to date")};
  }
};

}  // namespace

void init(cli::Command& noun) { noun.is<Init>(); }

}  // namespace mk::cmd
