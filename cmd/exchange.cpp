#include "cmd/exchange_shown.hpp"
#include "cmd/nouns.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/shown.hpp"
#include "lib/exchange/words.hpp"

#include <algorithm>

namespace mk::cmd {

namespace {

using namespace exchange;

constexpr std::size_t most_told = 100;

struct Offer {
  exchange::Draft draft;

  void declare(cli::Command& post) {
    post.needs(draft.party, "--facility", tr("whose post it is, such as F-12, or city"));
    post.needs(draft.type, "--type", tr("offer or need"));
    post.needs(draft.category, "--category", tr("what it is about; see mk exchange categories"));
    post.needs(draft.title, "--title", tr("what it is, in a line"));
    post.takes(draft.description, "--description", tr("what else to know about it"));
    post.takes(draft.quantity, "--quantity", tr("how many"));
    post.takes(draft.unit, "--unit", tr("of what, such as szt."));
    post.takes(draft.until, "--until", tr("the last day on which it stands"));
    post.takes(draft.district, "--district", tr("only there; otherwise the whole city"));
    post.takes(draft.free, "--free", tr("an offer that asks nothing in return"));
    post.takes(draft.in_return_for, "--in-return-for",
               tr("what an offer asks: categories and offers, with commas between"));
    post.example("mk exchange post --facility F-12 --type need --category meble --title \"Stoły\"");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto posted = exchange::post(context, draft);
    if (posted.warning) out.warn(*posted.warning);
    out.changed(msg("{} stands until {}", posted.post.id, posted.post.until), shown(posted.post));
  }
};

struct Edit {
  PostId id;
  Change change;

  void declare(cli::Command& edit) {
    edit.needs(id, "post", tr("the post, such as P-4"));
    edit.takes(change.category, "--category", tr("what it is about"));
    edit.takes(change.title, "--title", tr("what it is, in a line"));
    edit.takes(change.description, "--description", tr("what else to know about it"));
    edit.takes(change.quantity, "--quantity", tr("how many"));
    edit.takes(change.unit, "--unit", tr("of what, such as szt."));
    edit.takes(change.until, "--until", tr("the last day on which it stands"));
    edit.takes(change.district, "--district", tr("only there; empty: the whole city"));
    edit.takes(change.free, "--free", tr("an offer that asks nothing in return"));
    edit.takes(change.in_return_for, "--in-return-for",
               tr("what an offer asks: categories and offers, with commas between"));
    edit.example("mk exchange edit P-4 --until 2027-01-31");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto posted = exchange::edit(context, id, change);
    if (posted.warning) out.warn(*posted.warning);
    out.changed(msg("the post {} is changed", id), shown(posted.post));
  }
};

struct Renew {
  PostId id;

  void declare(cli::Command& renew) { renew.needs(id, "post", tr("the post, such as P-4")); }

  void run(const Context& context, print::Teller& out) const {
    const auto post = exchange::renew(context, id);
    out.changed(msg("{} stands until {}", id, post.until), shown(post));
  }
};

struct Close {
  PostId id;

  void declare(cli::Command& close) { close.needs(id, "post", tr("the post, such as P-4")); }

  void run(const Context& context, print::Teller& out) const {
    out.changed(msg("{} is taken back", id), shown(exchange::close(context, id)));
  }
};

struct Show {
  PostId id;

  void declare(cli::Command& show) { show.needs(id, "post", tr("the post, such as P-4")); }

  void run(const Context& context, print::Teller& out) const {
    out.show(shown(exchange::show(context, id)));
  }
};

struct List {
  Filter filter;

  void declare(cli::Command& list) {
    list.takes(filter.party, "--facility", tr("only of this facility, or of the city"));
    list.takes(filter.type, "--type", tr("offer or need"));
    list.takes(filter.state, "--state", tr("open, matched, agreed, done, expired or closed"));
    list.takes(filter.category, "--category", tr("only this category and those below it"));
  }

  void run(const Context& context, print::Teller& out) const {
    out.show(shown(exchange::list(context, filter)));
  }
};

struct Import {
  std::string file;
  std::string encoding;
  std::string separator;

  void declare(cli::Command& import) {
    import.needs(file, "file", tr("the CSV file; “-” is the standard input"));
    import.takes(encoding, "--encoding", tr("of the file, when it is not found out rightly"));
    import.takes(separator, "--separator", tr("between its columns: one character, or tab"));
    import.example("mk exchange import posts.csv");
  }

  void run(const Context& context, print::Teller& out) const {
    csv::Options options{encoding, {}};
    if (!separator.empty()) options.separator = csv::read_separator(separator);
    const auto done = exchange::import_posts(context, file, options);
    for (const auto& warning : done.warnings) out.warn(warning);
    for (std::size_t i = 0; i < std::min(most_told, done.rejects.size()); ++i)
      out.warn(msg("{}, line {}: {}", file, done.rejects[i].line, spoken(done.rejects[i].message)));
    out.changed(msg("posts read: {}, added: {}, unchanged: {}, refused: {}", done.read, done.added,
                    done.unchanged, done.rejected),
                shown(done, file));
    if (done.rejected > 0) out.end_with(Exit::partial);
  }
};

struct Categories {
  std::string file;

  void declare(cli::Command& categories) {
    categories.takes(file, "--install", tr("put the tree of this TOML file in their place"));
    categories.example("mk exchange categories --install exchange-categories.toml");
  }

  void run(const Context& context, print::Teller& out) const {
    if (file.empty()) return out.show(shown(exchange::categories(context)));
    const auto count = exchange::install_categories(context, file);
    changed(out, counted(count, "{} category is in use", "{} categories are in use"),
            shown(exchange::categories(context)));
  }
};

}  // namespace

void exchange(cli::Command& noun) {
  noun.verb<Offer>("post", tr("post an offer or a need"));
  noun.verb<Import>("import", tr("post the rows of a file"));
  noun.verb<List>("list", tr("the posts"));
  noun.verb<Show>("show", tr("one post"));
  noun.verb<Edit>("edit", tr("change a post"));
  noun.verb<Renew>("renew", tr("let a post stand anew"));
  noun.verb<Close>("close", tr("take a post back"));
  noun.verb<Categories>("categories", tr("what posts can be about"));
  exchange_matches(noun);
  exchange_asking(noun);
  exchange_digest(noun);
  exchange_engine(noun);
}

}  // namespace mk::cmd
