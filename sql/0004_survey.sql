-- The card, version by version. A survey keeps the version it was begun on; a version is never
-- changed once it is installed.
create table card (
  version      integer primary key autoincrement,
  title        text not null check (title <> ''),
  text_limit   integer not null check (text_limit between 1 and 100000),  -- characters a text may have
  installed_at text not null
) strict;

create table card_level (
  id     integer primary key autoincrement,
  card   integer not null references card (version),
  level  text not null check (level in ('standard', 'premium', 'vip')),
  form   text not null check (form in ('all', 'at_least', 'percent')),
  amount integer check (amount >= 1),
  opens  text not null,  -- what a facility gets there, one a line
  unique (card, level),
  check ((form = 'all') = (amount is null)),
  check (form <> 'percent' or amount <= 100)
) strict;

create table card_category (
  id            integer primary key autoincrement,
  card          integer not null references card (version),
  number        integer not null check (number >= 1),
  title         text not null check (title <> ''),
  hint          text not null,
  text_required integer not null check (text_required in (0, 1)),
  tags          text not null,  -- one a line
  unique (card, number)
) strict;

create table criterion (
  id              integer primary key autoincrement,
  card            integer not null,
  category        integer not null,
  level           text not null check (level in ('standard', 'premium', 'vip')),
  text            text not null check (text <> ''),
  evidence        text not null,
  unit            text,  -- of the number it asks; null when it asks none
  number_required integer not null check (number_required in (0, 1)),
  unique (card, category, level),
  foreign key (card, category) references card_category (card, number),
  check (unit <> '' and (number_required = 0 or unit is not null))
) strict;

-- What the administrator changed about a term's window; a term without a row keeps its month.
create table term (
  id        integer primary key autoincrement,
  term      text not null unique check (term glob '[0-9][0-9][0-9][0-9]-0[39]'),
  opened_on text,  -- opened by hand before its month
  until     text,  -- its last day, when that is not the month's
  closed_on text,  -- closed by hand
  reason    text
) strict;

create table survey (
  id            integer primary key autoincrement,
  facility      integer not null references facility (id),
  term          text not null check (term glob '[0-9][0-9][0-9][0-9]-0[39]'),
  card          integer not null references card (version),
  state         text not null check (state in ('draft', 'submitted', 'accepted', 'returned')),
  late          integer not null default 0 check (late in (0, 1)),
  begun_at      text not null,
  changed_at    text not null,
  received_on   text,  -- the day a paper card came
  submitted_at  text,
  accepted_at   text,
  returned_at   text,
  return_reason text,
  returns       integer not null default 0 check (returns >= 0),  -- how often it was returned
  unique (facility, term),
  check (state not in ('submitted', 'accepted') or submitted_at is not null),
  check (state <> 'accepted' or accepted_at is not null),
  check (state <> 'returned' or (returned_at is not null and returns >= 1))
) strict;

create index survey_term on survey (term, state);

-- One answer a criterion; a criterion without a row is not answered yet.
create table answer (
  survey    integer not null references survey (id),
  criterion integer not null references criterion (id),
  met       integer check (met in (0, 1)),
  number    integer check (number >= 0),
  primary key (survey, criterion),
  check (met is not null or number is not null)
) strict, without rowid;

-- The concrete projects a facility tells of, a text a category.
create table project (
  survey   integer not null references survey (id),
  category integer not null check (category >= 1),
  text     text not null check (text <> ''),
  primary key (survey, category)
) strict, without rowid;

-- Why a survey was returned, a remark a category.
create table remark (
  id       integer primary key autoincrement,
  survey   integer not null references survey (id),
  category integer not null check (category >= 1),
  text     text not null check (text <> ''),
  round    integer not null check (round >= 1),  -- of which return
  unique (survey, category, round)
) strict;

-- The status that an accepted survey gives. Returning the survey revokes it, and the one before
-- holds again. The one of the latest term counts, until its last day.
create table status (
  id            integer primary key autoincrement,
  facility      integer not null references facility (id),
  survey        integer not null references survey (id),
  card          integer not null references card (version),
  term          text not null,
  status        text not null check (status in ('growing', 'standard', 'premium', 'vip')),
  since         text not null,
  until         text not null check (until >= since),
  revoked_at    text,
  noticed_until text,  -- the last day that the notice before its end named
  lapsed_at     text   -- when its end was told
) strict;

create unique index status_survey on status (survey) where revoked_at is null;
create unique index status_facility on status (facility, term) where revoked_at is null;
create index status_until on status (until) where revoked_at is null and lapsed_at is null;

-- Each reminder exactly once per facility, term and occasion.
create table reminder (
  id        integer primary key autoincrement,
  facility  integer not null references facility (id),
  term      text not null,
  occasion  text not null check (occasion in ('opening', 'middle', 'before-end', 'last-day')),
  queued_at text not null,
  unique (facility, term, occasion)
) strict;
