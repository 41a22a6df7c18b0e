-- The tables of this room.

-- What the head of a facility said; an import never changes it. A facility has one account at most
-- (published). A rejected or lapsed application leaves none; a withdrawn facility keeps its own,
-- ended, until it applies again.
create table account (
  facility               integer primary key references facility (id),
  manager                text not null check (manager <> ''),
  email                  text not null check (email like '%_@_%'),
  phone                  text not null default '',
  formal_name            text not null default '',
  informal_name          text not null default '',
  description            text not null default '',  -- Markdown
  logo                   text,                      -- digest of the row of `logo`
  password_hash          text,
  applied_at             text not null,
  approved_at            text,
  activated_at           text,
  activation_reminded_at text,
  confirmed_on           text,
  suspended_from         text check (suspended_from in ('approved', 'active')),
  reason                 text,                      -- of the suspension or the withdrawal
  ended_at               text,                      -- withdrawn
  check (activated_at is null or approved_at is not null)
) strict;

-- An address belongs to one live account (default of ours). Addresses are ASCII.
create unique index account_email on account (email collate nocase) where ended_at is null;

create table logo (
  facility integer primary key references account (facility) on delete cascade,
  type     text not null check (type in ('image/png', 'image/jpeg')),
  bytes    blob not null check (length(bytes) between 1 and 1048576)
) strict;

-- A link or code that was sent to one address. Only its hash is kept.
create table token (
  id         integer primary key autoincrement,
  facility   integer not null references facility (id),
  purpose    text not null check (purpose in ('activation', 'password')),
  hash       text not null unique check (length(hash) = 64),
  address    text not null,
  made_at    text not null,
  expires_at text not null,
  used_at    text,
  ended_at   text,  -- a newer one exists, the address changed, or the facility's state did
  check (used_at is null or ended_at is null)
) strict;

create unique index token_live on token (facility, purpose)
  where used_at is null and ended_at is null;
