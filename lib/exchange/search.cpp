#include "lib/exchange/search.hpp"

#include "lib/base/text.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"

#include <algorithm>
#include <set>

namespace mk::exchange {

namespace {

/// Which posts a filter lets through.
class Sieve {
 public:
  Sieve(const Context& context, const Filter& filter)
      : filter_{filter},
        today_{context.today()},
        categories_{records::categories(context.db)},
        tree_{parents_of(categories_)} {
    if (!filter.category.empty()) {
      const auto found = category_named(categories_, filter.category);
      if (!found) throw Error{Exit::refused, unknown_category(categories_, filter.category)};
      category_ = found->code;
    }
    if (!filter.district.empty()) {
      const auto districts = records::districts(context.db);
      const auto found = district_named(districts, filter.district);
      if (!found) throw Error{Exit::refused, unknown_district(districts, filter.district)};
      district_ = *found;
    }
  }

  bool passes(const Post& post) const {
    return (!filter_.party || post.party == *filter_.party) &&
           (!filter_.type || post.type == *filter_.type) &&
           (!filter_.state || post.state == *filter_.state) &&
           (!filter_.standing || stands(post, today_)) &&
           (category_.empty() || within(tree_, post.category, category_)) &&
           (district_.empty() || post.district.empty() || post.district == district_);
  }

  const std::vector<Category>& categories() const { return categories_; }
  const Parents& tree() const { return tree_; }

 private:
  Filter filter_;
  Day today_;
  std::vector<Category> categories_;
  Parents tree_;
  std::string category_;
  std::string district_;
};

/// One term, the letters that its words begin with, and the categories that it names.
struct Sought {
  Term term;
  std::set<char> initials;
  std::set<std::string> categories;
};

std::set<char> initials_of(const Term& term) {
  std::set<char> initials;
  for (const auto& word : term.any) initials.insert(word.front());
  if (!term.prefix.empty()) initials.insert(term.prefix.front());
  return initials;
}

/// Looks for posts that say all that is sought.
class Finder {
 public:
  Finder(store::Database& db, Vocabulary& words, const Sieve& sieve)
      : db_{db}, words_{words}, sieve_{sieve}, wordless_{records::posts_without_words(db)} {}

  std::vector<Hit> hits(const std::vector<Term>& terms) {
    std::vector<Sought> all;
    all.reserve(terms.size());
    for (const auto& term : terms) all.push_back({term, initials_of(term), categories_of(term)});
    std::vector<Hit> hits;
    for (const auto id : candidates(all)) {
      Hit hit{records::post(db_, id), {}};
      if (sieve_.passes(hit.post) && says(hit, all)) hits.push_back(std::move(hit));
    }
    return hits;
  }

 private:
  std::set<std::string> categories_of(const Term& term) {
    std::set<std::string> codes;
    for (const auto& named : sieve_.categories())
      if (any_means(term, named.name))
        for (const auto& category : sieve_.categories())
          if (within(sieve_.tree(), category.code, named.code)) codes.insert(category.code);
    return codes;
  }

  bool any_means(const Term& term, const std::string& text) {
    return std::ranges::any_of(text::words(text),
                               [&](auto word) { return means(term, words_.kept(word)); });
  }

  std::vector<PostId> candidates(const std::vector<Sought>& all) {
    std::vector<PostId> found;
    for (const auto& sought : all) {
      auto ids = found_by(sought);
      if (&sought != &all.front())
        std::erase_if(ids, [&](PostId id) { return !std::ranges::binary_search(found, id); });
      found = std::move(ids);
    }
    return found;
  }

  std::vector<PostId> found_by(const Sought& sought) {
    auto ids = records::posts_saying(db_, question(sought.term));
    ids.insert(ids.end(), wordless_.begin(), wordless_.end());
    for (const auto& category : sought.categories) {
      const auto about = records::posts_about(db_, category);
      ids.insert(ids.end(), about.begin(), about.end());
    }
    std::ranges::sort(ids);
    const auto [first, last] = std::ranges::unique(ids);
    ids.erase(first, last);
    return ids;
  }

  /// Tells by which words `hit` was found. Whether it was, the words that are kept have decided;
  /// of a post that has none it is decided here.
  bool says(Hit& hit, const std::vector<Sought>& all) {
    bool found = true;
    std::set<std::string> told;
    for (const auto& sought : all) {
      // Most words begin as their lemmas do, which saves looking up all others.
      bool said = tell(hit, sought, told, true);
      if (!said && sought.categories.contains(hit.post.category)) {
        if (told.insert("").second) hit.matched.push_back(hit.post.category_name);
        said = true;
      }
      said = said || tell(hit, sought, told, false);
      found = found && said;
    }
    return found || !std::ranges::binary_search(wordless_, hit.post.id);
  }

  bool tell(Hit& hit, const Sought& sought, std::set<std::string>& told, bool likely) {
    bool found = false;
    for (const auto* text : {&hit.post.title, &hit.post.description})
      for (const auto word : text::words(*text)) {
        if (likely && !sought.initials.contains(plain(word).front())) continue;
        const auto& kept = words_.kept(word);
        if (!means(sought.term, kept)) continue;
        found = true;
        if (told.insert(kept.front()).second) hit.matched.emplace_back(word);
      }
    return found;
  }

  store::Database& db_;
  Vocabulary& words_;
  const Sieve& sieve_;
  std::vector<PostId> wordless_;
};

}  // namespace

std::vector<Post> list(const Context& context, const Filter& filter) {
  const Sieve sieve{context, filter};
  auto posts = records::posts(context.db);
  std::erase_if(posts, [&](const Post& post) { return !sieve.passes(post); });
  return posts;
}

std::vector<Hit> search(const Context& context, const std::string& text, const Filter& filter) {
  if (auto reason = why_not_search(text)) throw Error{Exit::usage, std::move(*reason)};
  const Sieve sieve{context, filter};
  Vocabulary words{context.settings};
  Finder finder{context.db, words, sieve};
  auto hits = finder.hits(words.terms(text, Reading::narrow));
  // "kola" is a word of its own, but may well be "koła".
  if (hits.empty()) hits = finder.hits(words.terms(text, Reading::wide));
  return hits;
}

void keep_words(store::Database& db, Vocabulary& words, const Post& post) {
  records::put_words(db, post.id, words.kept_text(post.title), words.kept_text(post.description));
}

void keep_words(const Context& context) {
  store::together(context.db, context.deed("exchange words"), [&](auto& db) {
    Vocabulary words{context.settings};
    keep_missing_words(db, words);
  });
}

void keep_missing_words(store::Database& db, Vocabulary& words) {
  for (const auto id : records::posts_without_words(db))
    keep_words(db, words, records::post(db, id));
}

}  // namespace mk::exchange
