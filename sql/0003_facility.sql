-- One file of the official register that changed something.
create table batch (
  id        integer primary key autoincrement,
  at        text not null,
  file      text not null,     -- its name; "-" is the standard input
  hash      text not null check (length(hash) = 64),
  encoding  text not null,
  separator text not null,
  partial   integer not null check (partial in (0, 1)),
  read      integer not null,
  added     integer not null,
  updated   integer not null,
  unchanged integer not null,
  rejected  integer not null,
  skipped   integer not null,
  delisted  integer not null,
  check (read = added + updated + unchanged + rejected)
) strict;

-- A row of the official register, or one added by hand. Text is NFC, '' is absent. The last
-- columns follow from the others: folded is what search and matching compare, key_hash its digest,
-- row_hash the digest of all that the register says, sort_key the Polish order of the name.
create table facility (
  id              integer primary key autoincrement,
  state           text not null default 'listed'
                  check (state in ('listed', 'applied', 'approved', 'active', 'suspended', 'withdrawn')),
  operator        text not null check (operator <> ''),
  name            text not null check (name <> ''),
  kind            text not null default '',  -- joined by '+', in a fixed order
  street          text not null default '',
  postal_code     text not null default '',
  city            text not null default '',
  district        text not null check (district <> ''),
  manager         text not null default '',
  email           text not null default '',
  phone           text not null default '',  -- +48221234567
  phone_raw       text not null default '',  -- as the file had it
  places          integer check (places between 1 and 999),
  regon           text not null default '',
  nip             text not null default '',
  krs             text not null default '',
  register_no     text not null default '',
  informal_name   text not null default '',
  delisted_at     text,                      -- missing from the register since
  kept_reason     text,                      -- why a delisted one stays
  unlisted_reason text check (unlisted_reason <> ''),  -- why it was added by hand
  applications    integer not null default 0,          -- how often it has applied
  batch           integer references batch (id),       -- the file that last changed it, and where
  line            integer,
  folded          text not null,
  sort_key        text not null,
  key_hash        text not null check (length(key_hash) = 32),
  row_hash        text not null check (length(row_hash) = 32)
) strict;

-- A facility is known by its number in the register, else by its operator, name and street.
create unique index facility_register_no on facility (register_no) where register_no <> '';
create unique index facility_key on facility (key_hash) where register_no = '';

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
  password               text,                      -- its hash
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
