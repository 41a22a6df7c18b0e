-- The basket in full: what is shown when, the line of those who wait, the draw, and what became of
-- each reservation.

alter table reward add column visible_from text check (visible_from <= opens_on);
alter table reward add column visible_to text check (visible_to >= closes_on);
alter table reward add column allocation text not null default 'order'
  check (allocation = 'order' or allocation = 'draw');
alter table reward add column archived_at text;  -- no longer in the catalogue; kept for its reservations

alter table reservation add column committed integer not null default 0
  check (committed between 0 and 1000000000000);  -- grosze promised with the place, whatever it cost then
alter table reservation add column offer_ends_on text  -- the last day to take a place that was offered
  check (state <> 'offered' or offer_ends_on is not null);
alter table reservation add column delivered_on text
  check (delivered_on is null or state = 'delivered');
alter table reservation add column note text;
alter table reservation add column cancelled_by text
  check (cancelled_by = 'facility' or cancelled_by = 'city');
alter table reservation add column ticket text;      -- of a wish: its number in the draw
alter table reservation add column drawn integer     -- of a wish: the place in which it was drawn
  check (drawn >= 1);

update reservation set committed = cost;
update reservation set delivered_on = agreed_on where state = 'delivered';

-- A facility stands in a line once.
create unique index reservation_in_line on reservation (reward, season, facility)
  where state = 'waiting' or state = 'offered';
create unique index reservation_ticket on reservation (reward, season, ticket)
  where ticket is not null;
create unique index reservation_drawn on reservation (reward, season, drawn)
  where drawn is not null;

create trigger reservation_of_catalogue before insert on reservation
when (select archived_at from reward where id = new.reward) is not null
begin
  select raise(abort, 'the reward is no longer in the catalogue');
end;

-- The draw of a season: its seed is fixed before anybody wishes, and told afterwards.
create table draw (
  reward       integer not null references reward (id),
  season       text not null check (season glob '20[0-9][0-9]-0[39]'),
  seed         text not null check (length(seed) = 64),        -- 256 random bits as hexadecimal digits
  commitment   text not null check (length(commitment) = 64),  -- SHA-256 of the seed, told at once
  committed_at text not null,
  drawn_at     text,
  places       integer check (places >= 0),  -- how many of the tickets drawn first got a place
  primary key (reward, season),
  check ((drawn_at is null) = (places is null))
) strict;
