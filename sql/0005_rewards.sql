-- The rewards: what the city gives, the budget it comes from, and who has reserved what.

-- A line of the city's budget for one calendar year.
create table budget_line (
  id             integer primary key autoincrement,
  name           text not null check (name <> ''),
  name_key       text not null check (name_key <> ''),  -- folded: what names are compared by
  sort_key       text not null,
  year           integer not null check (year between 2000 and 2100),
  classification text not null default '',
  amount         integer not null check (amount between 0 and 1000000000000),  -- grosze
  unique (name_key, year)
) strict;

-- The catalogue. Pool and limit are those of the coming reservations; a season keeps its own below.
create table reward (
  id             integer primary key autoincrement,
  name           text not null check (name <> ''),
  name_key       text not null unique check (name_key <> ''),
  sort_key       text not null,
  description    text not null default '',
  type           text not null check (type in
                   ('service', 'training', 'consultation', 'supervision', 'tool', 'trip')),
  status         text not null check (status in ('standard', 'premium', 'vip')),
  unit           text not null check (unit in ('place', 'hour', 'visit', 'set')),
  pool           integer not null check (pool between 1 and 100000),
  facility_limit integer not null check (facility_limit between 1 and 100000),
  unit_cost      integer not null check (unit_cost between 0 and 100000000),  -- grosze
  budget         text not null default '',  -- the name of the line; the year tells which row
  budget_key     text not null default '',
  opens_on       text not null,
  closes_on      text not null,
  delivery       text not null default '',
  check (opens_on <= closes_on),
  check (unit_cost = 0 or budget_key <> '')
) strict;

-- The pool and the limit of a reward in one season, kept from its first reservation on.
create table reward_season (
  reward         integer not null references reward (id),
  season         text not null check (season glob '20[0-9][0-9]-0[39]'),
  pool           integer not null check (pool between 1 and 100000),
  facility_limit integer not null check (facility_limit between 1 and 100000),
  primary key (reward, season)
) strict;

create table reservation (
  id             integer primary key autoincrement,
  reward         integer not null references reward (id),
  season         text not null,
  facility       integer not null references facility (id),
  quantity       integer not null check (quantity between 1 and 100000),
  state          text not null check (state in
                   ('waiting', 'offered', 'reserved', 'agreed', 'delivered', 'missed',
                    'cancelled', 'expired')),
  cost           integer not null check (cost between 0 and 1000000000000),  -- grosze: committed, in the end spent
  budget_line    integer references budget_line (id),
  made_at        text not null,
  expires_on     text,              -- the day on which a hold ends that nobody agreed
  reminded_at    text,              -- when the coordinator was reminded of the hold
  agreed_on      text,              -- the day agreed for the service
  agreements     integer not null default 0 check (agreements >= 0),  -- how often a day was agreed
  ended_at       text,
  end_reason     text,
  exceed_reason  text check (exceed_reason <> ''),  -- why it goes beyond the pool or the limit
  foreign key (reward, season) references reward_season (reward, season),
  check (cost = 0 or budget_line is not null),
  check (state <> 'reserved' or expires_on is not null),
  check (state not in ('agreed', 'delivered', 'missed') or agreed_on is not null),
  check ((ended_at is not null) = (state in ('delivered', 'missed', 'cancelled', 'expired'))),
  check (state <> 'cancelled' or end_reason <> ''),
  check (cost = 0 or state not in ('cancelled', 'expired'))
) strict;

create index reservation_reward on reservation (reward, season);
create index reservation_facility on reservation (facility);
create index reservation_line on reservation (budget_line);
create index reservation_state on reservation (state);

-- The reservations that use a place, a part of the limit and money.
create view holding as
  select id, reward, season, facility, quantity, cost, budget_line, exceed_reason
  from reservation
  where state in ('offered', 'reserved', 'agreed', 'delivered', 'missed');

-- No program can overbook: what the rules refuse, the database refuses too. Only a reservation
-- with a reason may go beyond the pool and the limit; none goes beyond the budget.
create trigger reservation_fits after insert on reservation
when new.state in ('offered', 'reserved', 'agreed', 'delivered', 'missed')
begin
  select raise(abort, 'the pool of the season is used up')
  where new.exceed_reason is null
    and (select sum(quantity) from holding where reward = new.reward and season = new.season)
      > (select pool from reward_season where reward = new.reward and season = new.season);
  select raise(abort, 'the limit of the facility is used up')
  where new.exceed_reason is null
    and (select sum(quantity) from holding
         where reward = new.reward and season = new.season and facility = new.facility)
      > (select facility_limit from reward_season
         where reward = new.reward and season = new.season);
  select raise(abort, 'the budget line is used up')
  where (select sum(cost) from holding where budget_line = new.budget_line)
      > (select amount from budget_line where id = new.budget_line);
end;

create trigger reservation_still_fits
after update of state, quantity, reward, season, facility, exceed_reason on reservation
when new.state in ('offered', 'reserved', 'agreed', 'delivered', 'missed')
  and (old.state in ('waiting', 'cancelled', 'expired') or new.quantity > old.quantity
       or new.reward <> old.reward or new.season <> old.season or new.facility <> old.facility
       or (new.exceed_reason is null and old.exceed_reason is not null))
begin
  select raise(abort, 'the pool of the season is used up')
  where new.exceed_reason is null
    and (select sum(quantity) from holding where reward = new.reward and season = new.season)
      > (select pool from reward_season where reward = new.reward and season = new.season);
  select raise(abort, 'the limit of the facility is used up')
  where new.exceed_reason is null
    and (select sum(quantity) from holding
         where reward = new.reward and season = new.season and facility = new.facility)
      > (select facility_limit from reward_season
         where reward = new.reward and season = new.season);
end;

create trigger reservation_still_paid after update of state, cost, budget_line on reservation
when new.state in ('offered', 'reserved', 'agreed', 'delivered', 'missed')
begin
  select raise(abort, 'the budget line is used up')
  where (select sum(cost) from holding where budget_line = new.budget_line)
      > (select amount from budget_line where id = new.budget_line);
end;

create trigger reward_season_holds after update of pool, facility_limit on reward_season
begin
  select raise(abort, 'more is reserved than the pool')
  where (select sum(quantity) from holding
         where reward = new.reward and season = new.season and exceed_reason is null) > new.pool;
  select raise(abort, 'a facility has reserved more than the limit')
  where exists (select 1 from holding
                where reward = new.reward and season = new.season and exceed_reason is null
                group by facility having sum(quantity) > new.facility_limit);
end;

create trigger budget_line_holds after update of amount on budget_line
begin
  select raise(abort, 'more is committed than the budget line')
  where (select sum(cost) from holding where budget_line = new.id) > new.amount;
end;
