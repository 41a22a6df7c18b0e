-- What the calendar remembers of itself: the days on which it ran, and what it noted of each term.

-- A row a day of Warsaw; the newest is the last run. What fell due on a day without a row was missed.
create table calendar_day (
  id     integer primary key autoincrement,
  day    text not null unique,
  ran_at text not null  -- the last run of that day
) strict;
insert into calendar_day (day, ran_at)
select date(ran_at, '+1 hour'), ran_at from job where name = 'mk-remind';

-- Whether the calendar noted the term as begun or as over; a term is open by its dates alone.
alter table term add column noted text check (noted = 'open' or noted = 'closed');

-- A letter's state is checked with "or", because SQLite builds a table for each row that it compares
-- with a longer `in`: a letter is sent with a quarter less work.
create table mail_new (
  id             integer primary key autoincrement,
  recipient      text not null check (recipient like '_%@_%'),
  event          text not null,
  occurrence     text not null,
  facility       integer references facility (id),
  state          text not null default 'queued'
                 check (state = 'queued' or state = 'sending' or state = 'sent' or
                        state = 'failed' or state = 'held' or state = 'cancelled'),
  subject        text not null check (instr(subject, char(10)) = 0 and instr(subject, char(13)) = 0),
  body           text not null,
  message_id     text not null unique,
  calendar       text,            -- an .ics file to attach
  language       text not null check (language = 'pl' or language = 'en'),
  secret         text,            -- a link or code in the body; '' once it is blanked there
  queued_at      text not null,
  due_at         text not null,   -- not to be tried before
  attempts       integer not null default 0 check (attempts >= 0),
  first_tried_at text,            -- giving up is counted from here
  leased_until   text,            -- whose run is sending it has it until then
  sent_at        text,
  last_error     text,
  html           text not null default '',      -- the same for a browser; '' is text alone
  crashes        integer not null default 0 check (crashes >= 0),  -- runs that took it and never came back
  unique (recipient, event, occurrence),
  check ((state = 'sending') = (leased_until is not null)),
  check ((state = 'sent') = (sent_at is not null)),
  -- A link that is used or given up is kept nowhere.
  check ((state <> 'sent' and state <> 'failed' and state <> 'cancelled') or coalesce(secret, '') = '')
) strict;

insert into mail_new
select id, recipient, event,
       iif(facility is not null and (event = 'card-reminder' or event = 'digest' or
                                     event = 'announcement' or event glob 'match-*'),
           'F-' || facility || '/' || occurrence, occurrence),
       facility, state, subject, body, message_id, calendar, language, secret, queued_at, due_at, attempts, first_tried_at, leased_until, sent_at,
       last_error, html, crashes
from mail;

-- Ids are never given twice.
delete from sqlite_sequence where name = 'mail_new';
insert into sqlite_sequence select 'mail_new', seq from sqlite_sequence where name = 'mail';

drop table mail;
alter table mail_new rename to mail;

create index mail_due on mail (state, due_at);
create index mail_facility on mail (facility);
