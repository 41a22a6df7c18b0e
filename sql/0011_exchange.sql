-- Posts that are found by any form of their words, taken in parts, and agreed in rings.

alter table post add column whole integer not null default 0
  check (whole = 0 or whole = 1);                               -- not to be taken in parts
alter table post add column rest_of integer references post (id)  -- what was left of that one
  check (rest_of < id);
create index post_market on post (category, type, district) where state = 'open';

-- The words of a post as they are searched: lemmas and their forms, folded and without diacritics,
-- with blanks between. The row is the post's.
create virtual table post_words using fts5 (title, description, tokenize = 'ascii');

-- Who will not be matched with whom, or be given (or, of a need, give to) a certain post again.
create table exchange_refusal (
  id       integer primary key autoincrement,
  facility integer references facility (id),  -- who refuses; null is the city itself
  partner  integer references facility (id) check (partner is null or partner is not facility),
  post     integer references post (id),
  since    text not null,
  check ((partner is null) <> (post is null))
) strict;
create unique index exchange_refusal_partner on exchange_refusal (coalesce(facility, 0), partner)
  where partner is not null;
create unique index exchange_refusal_post on exchange_refusal (coalesce(facility, 0), post)
  where post is not null;

-- A match that a member asked for; what it gives in return may be told in words alone.
alter table exchange_match add column asked integer not null default 0
  check (asked = 0 or asked = 1);
alter table exchange_match add column in_return text
  check (in_return is null or (asked = 1 and length(in_return) between 1 and 500));
alter table exchange_match add column remade_from integer references exchange_match (id);
alter table exchange_member add column quantity integer  -- how many of what it gives; null: it was not counted
  check (quantity > 0);

create index exchange_match_remade on exchange_match (remade_from) where remade_from is not null;
-- Each of the unique indexes of live posts guards one column; this guards one against the others.
create trigger exchange_member_post before insert on exchange_member
when exists (select 1 from exchange_member m where m.live = 1 and
             (m.need = new.gives or m.gives = new.need or
              (m.match <> new.match and (m.gets = new.gives or m.gives = new.gets))))
begin
  select raise(abort, 'a post is in one live match at most');
end;

-- Who does not want the weekly letter of new posts.
create table exchange_silence (
  facility integer primary key references facility (id),
  since    text not null
) strict;

-- The weeks whose letter was made, by their Monday: once for everybody, however often the job runs.
create table exchange_digest (
  week    text primary key,
  made_at text not null
) strict;
