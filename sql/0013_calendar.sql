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
