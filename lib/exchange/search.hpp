#pragma once

#include "lib/exchange/actions.hpp"
#include "lib/exchange/vocabulary.hpp"

/// The words of posts: kept when a post is written, looked up when posts are searched.
namespace mk::exchange {

/// Keeps the words of `post`, in the place of those it had.
void keep_words(store::Database& db, Vocabulary& words, const Post& post);

/// Keeps those of every post that has none: it was written before words were kept.
void keep_missing_words(store::Database& db, Vocabulary& words);

}  // namespace mk::exchange
