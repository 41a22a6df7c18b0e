-- Whether a level of the card needs the levels before it.
alter table card add column cumulative integer not null default 1 check (cumulative in (0, 1));

-- A survey's state is checked with "or", because SQLite builds a table for each row that it compares
-- with a longer `in`: beginning a survey takes half as long.
create table survey_new (
  id            integer primary key autoincrement,
  facility      integer not null references facility (id),
  term          text not null check (term glob '[0-9][0-9][0-9][0-9]-0[39]'),
  card          integer not null references card (version),
  state         text not null check (state = 'draft' or state = 'submitted' or
                                     state = 'accepted' or state = 'returned'),
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

insert into survey_new
select id, facility, term, card, state, late, begun_at, changed_at, received_on, submitted_at,
       accepted_at, returned_at, return_reason, returns
from survey;

-- Ids are never given twice, not those of drafts that are gone either.
delete from sqlite_sequence where name = 'survey_new';
insert into sqlite_sequence
select 'survey_new', seq from sqlite_sequence where name = 'survey';

drop table survey;
alter table survey_new rename to survey;

create index survey_term on survey (term, state);
