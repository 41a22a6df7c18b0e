-- The change log. An entry is one thing done by one person; its hash covers the entry before it,
-- so that nothing can be taken out or put between unseen. A change's digest is salted and stays
-- when its values are erased, so that erasing leaves the chain verifiable.
create table entry (
  id           integer primary key autoincrement,
  at           text not null,  -- the time the command was told (--now)
  real_at      text not null,  -- the machine's clock
  user         text not null,
  on_behalf_of text,
  verb         text not null,
  reason       text,
  hash         text not null unique check (length(hash) = 64)
) strict;

create table change (
  id     integer primary key autoincrement,
  entry  integer not null references entry (id),
  thing  text not null,     -- the table
  row    integer not null,  -- its rowid
  column text not null,
  before text,
  after  text,
  salt   text,
  digest text not null check (length(digest) = 64)
) strict;

create index change_entry on change (entry);
create index change_row on change (thing, row);

-- When each job last ran and how it ended.
create table job (
  name     text primary key,
  ran_at   text not null,
  real_at  text not null,
  result   text not null,
  detail   text
) strict;
