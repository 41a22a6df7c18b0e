-- What posts are about: a tree. These rows are examples/exchange-categories.toml, which a city
-- adapts and installs again; a category that is no longer wanted is retired, as posts refer to it.
create table exchange_category (
  code    text primary key check (code glob '[a-z]*' and code not glob '*[^a-z0-9-]*'),
  parent  text references exchange_category (code),
  name    text not null check (length(name) between 1 and 80),
  place   integer not null,  -- where it stands in the file
  retired integer not null default 0 check (retired in (0, 1)),
  check (parent is null or parent <> code)
) strict;

create table post (
  id          integer primary key autoincrement,
  facility    integer references facility (id),  -- null is the city itself
  type        text not null check (type in ('offer', 'need')),
  state       text not null default 'open'
              check (state in ('open', 'matched', 'agreed', 'done', 'expired', 'closed')),
  category    text not null references exchange_category (code),
  title       text not null check (length(title) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  quantity    integer check (quantity > 0),
  unit        text not null default '' check (length(unit) <= 40),
  district    text not null default '',  -- empty is the whole city
  until       text not null,             -- the last day on which it stands
  posted_at   text not null,
  check (until >= substr(posted_at, 1, 10))
) strict;

create index post_facility on post (facility);
create index post_state on post (state, until);

-- What an offer is given for: something of a category, or one certain offer. None is free.
create table post_return (
  post     integer not null references post (id),
  category text references exchange_category (code),
  wanted   integer references post (id) check (wanted <> post),
  check ((category is null) <> (wanted is null)),
  unique (post, category),
  unique (post, wanted)
) strict;

create table exchange_match (
  id          integer primary key autoincrement,
  state       text not null default 'proposed'
              check (state in ('proposed', 'agreed', 'done', 'failed', 'dissolved')),
  proposed_at text not null,
  answer_by   text not null,  -- the last day to answer
  agreed_at   text,
  ended_at    text,
  reason      text not null default '',
  check ((ended_at is null) = (state in ('proposed', 'agreed'))),
  check (state not in ('agreed', 'done', 'failed') or agreed_at is not null)
) strict;

-- Who takes part in a match. Where one offer meets one need, the giver gets nothing and the
-- receiver gives nothing; in a ring each gives one and gets one.
create table exchange_member (
  id          integer primary key autoincrement,
  match       integer not null references exchange_match (id),
  facility    integer references facility (id),  -- null is the city itself
  gives       integer references post (id),  -- its offer
  gets        integer references post (id),  -- the offer it is given
  need        integer references post (id),  -- its need that this meets
  answer      text not null default 'waiting' check (answer in ('waiting', 'accepted', 'declined')),
  answered_at text,
  live        integer not null default 1 check (live in (0, 1)),  -- the match has not ended
  check (gives is not null or gets is not null),
  check (need is null or gets is not null),
  check ((answered_at is null) = (answer = 'waiting'))
) strict;

create index exchange_member_match on exchange_member (match);
-- A post is in one live match at most, and partners are different.
create unique index exchange_member_party on exchange_member (match, coalesce(facility, 0));
create unique index exchange_member_gives on exchange_member (gives) where live = 1;
create unique index exchange_member_gets on exchange_member (gets) where live = 1;
create unique index exchange_member_need on exchange_member (need) where live = 1;

insert into exchange_category (code, parent, name, place) values
  ('lokal', null, 'Lokal i przestrzeń', 1),
  ('sala-warsztatowa', 'lokal', 'Sala warsztatowa', 2),
  ('sala-sportowa', 'lokal', 'Sala gimnastyczna i boisko', 3),
  ('sala-spotkan', 'lokal', 'Sala na spotkanie lub szkolenie', 4),
  ('ogrod', 'lokal', 'Ogród i podwórko', 5),
  ('magazyn', 'lokal', 'Miejsce w magazynie', 6),
  ('wyposazenie', null, 'Wyposażenie', 7),
  ('meble', 'wyposazenie', 'Meble', 8),
  ('sprzet-komputerowy', 'wyposazenie', 'Sprzęt komputerowy', 9),
  ('sprzet-agd', 'wyposazenie', 'Sprzęt kuchenny i AGD', 10),
  ('sprzet-sportowy', 'wyposazenie', 'Sprzęt sportowy', 11),
  ('instrumenty', 'wyposazenie', 'Instrumenty i nagłośnienie', 12),
  ('gry-i-zabawki', 'wyposazenie', 'Gry i zabawki', 13),
  ('ksiazki', 'wyposazenie', 'Książki i pomoce do nauki', 14),
  ('materialy', null, 'Materiały', 15),
  ('plastyczne', 'materialy', 'Materiały plastyczne', 16),
  ('biurowe', 'materialy', 'Materiały biurowe', 17),
  ('zywnosc', 'materialy', 'Żywność', 18),
  ('odziez', 'materialy', 'Odzież i obuwie', 19),
  ('higiena', 'materialy', 'Środki czystości i higieny', 20),
  ('ludzie', null, 'Ludzie i ich czas', 21),
  ('wolontariusze', 'ludzie', 'Wolontariusze', 22),
  ('prowadzacy-zajecia', 'ludzie', 'Prowadzący zajęcia', 23),
  ('korepetycje', 'ludzie', 'Korepetycje', 24),
  ('specjalista', 'ludzie', 'Konsultacja specjalisty', 25),
  ('zlota-raczka', 'ludzie', 'Naprawy i prace techniczne', 26),
  ('zajecia', null, 'Zajęcia i wyjścia', 27),
  ('warsztaty', 'zajecia', 'Warsztaty', 28),
  ('wycieczka', 'zajecia', 'Miejsca na wycieczce', 29),
  ('bilety', 'zajecia', 'Bilety i wejściówki', 30),
  ('wydarzenie', 'zajecia', 'Udział w wydarzeniu', 31),
  ('wiedza', null, 'Wiedza i doświadczenie', 32),
  ('szkolenie', 'wiedza', 'Miejsca na szkoleniu', 33),
  ('superwizja', 'wiedza', 'Miejsca na superwizji', 34),
  ('program-autorski', 'wiedza', 'Programy i scenariusze zajęć', 35),
  ('porada', 'wiedza', 'Porada formalna lub księgowa', 36),
  ('transport', null, 'Transport', 37),
  ('przewoz-osob', 'transport', 'Przewóz osób', 38),
  ('przewoz-rzeczy', 'transport', 'Przewóz rzeczy', 39),
  ('inne', null, 'Inne', 40);
