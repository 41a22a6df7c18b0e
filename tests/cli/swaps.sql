-- What the facilities of city.sql gave and swapped. A row of `plan` is a party of a match in the order in
-- which things go round: who, what it gives (null: nothing) and how many. sqlite3 mk.db <swaps.sql
pragma foreign_keys = on;
create temp table plan (x integer, facility integer, category text, units integer);
insert into plan values
  -- Rings of three: thrice the same, twice alike, twice alike.
  (1, 1, 'meble', 6), (1, 2, 'sala-warsztatowa', 1), (1, 3, 'wolontariusze', 2),
  (2, 4, 'sala-warsztatowa', 2), (2, 5, 'wolontariusze', 3), (2, 6, 'meble', 4),
  (3, 7, 'wolontariusze', null), (3, 8, 'meble', 10), (3, 9, 'sala-warsztatowa', null),
  (4, 10, 'ksiazki', 30), (4, 11, 'warsztaty', 2), (4, 12, 'korepetycje', 4),
  (5, 13, 'gry-i-zabawki', 5), (5, 14, 'sala-spotkan', 1), (5, 15, 'prowadzacy-zajecia', 1),
  (6, 16, 'sprzet-sportowy', 8), (6, 17, 'sala-sportowa', 1), (6, 18, 'korepetycje', 2),
  (7, 19, 'ksiazki', 12), (7, 20, 'warsztaty', 1), (7, 1, 'wolontariusze', 2),
  -- Swaps of two: thrice the same, thrice alike.
  (8, 1, 'meble', 2), (8, 5, 'ksiazki', 20), (9, 2, 'ksiazki', 5), (9, 6, 'meble', 1),
  (10, 3, 'meble', 4), (10, 7, 'ksiazki', 9), (11, 8, 'odziez', 15), (11, 9, 'zywnosc', 30),
  (29, 10, 'plastyczne', 60), (29, 11, 'odziez', 9), (30, 12, 'zywnosc', 24), (30, 13, 'higiena', 50),
  -- Rings of four, none like the other.
  (12, 10, 'instrumenty', 2), (12, 11, 'transport', 1), (12, 12, 'plastyczne', 40), (12, 13, 'porada', 1),
  (13, 14, 'szkolenie', 2), (13, 15, 'odziez', 12), (13, 16, 'bilety', 20), (13, 17, 'meble', 3),
  -- Gifts of the city and of facilities.
  (14, null, 'ksiazki', 40), (14, 4, null, null), (15, null, 'ksiazki', 35), (15, 8, null, null),
  (16, null, 'meble', 6), (16, 12, null, null), (17, null, 'meble', 8), (17, 16, null, null),
  (18, 20, 'meble', 1), (18, 19, null, null), (19, 3, 'zywnosc', 10), (19, 11, null, null),
  -- What came to nothing, or did not come about.
  (20, 5, 'meble', 2), (20, 6, null, null), (21, 7, 'meble', 2), (21, 9, null, null), (22, 10, 'meble', 1), (22, 13, null, null),
  (23, 14, 'ogrod', 1), (23, 15, null, null), (24, 17, 'ogrod', 1), (24, 18, null, null), (25, 1, 'ogrod', 1), (25, 2, null, null),
  (26, 3, 'bilety', 4), (26, 4, null, null), (27, 5, 'bilety', 4), (27, 6, null, null), (28, 7, 'bilety', 4), (28, 8, null, null);
create temp table fate (x integer, state text, reason text);
insert into fate select value, 'done', '' from generate_series(1, 30) where value not between 20 and 28;
insert into fate values (20, 'failed', 'choroba'), (21, 'failed', 'choroba'), (22, 'failed', 'choroba'),
  (23, 'dissolved', 'declined'), (24, 'dissolved', 'no_answer'), (25, 'dissolved', 'no_answer'),
  (26, 'proposed', ''), (27, 'proposed', ''), (28, 'proposed', '');
update fate set state = 'agreed' where x in (3, 9, 13);
insert into exchange_match (id, state, proposed_at, answer_by, agreed_at, ended_at, reason)
  select x, state, date('2026-03-05', '+' || (x * 5) || ' days') || 'T08:00:00Z', date('2026-03-05', '+' || (x * 5 + 7) || ' days'),
         case when state in ('agreed', 'done', 'failed') then date('2026-03-05', '+' || (x * 5 + 3) || ' days') || 'T08:00:00Z' end,
         case when state in ('done', 'failed', 'dissolved') then date('2026-03-05', '+' || (x * 5 + 9) || ' days') || 'T08:00:00Z' end,
         reason from fate;
alter table plan add column post integer;
update plan set post = rowid where category is not null;
insert into post (id, facility, type, state, category, title, quantity, until, posted_at)
  select post, facility, 'offer', case state when 'proposed' then 'matched' when 'agreed' then 'agreed' when 'done' then 'done' else 'closed' end,
         category, 'Coś', units, '2026-12-31', '2026-03-02T08:00:00Z'
  from plan join fate using (x) where post is not null order by post;
insert into exchange_member (match, facility, gives, gets, answer, answered_at, live, quantity)
  select x, facility, post, coalesce(lag(post) over (partition by x order by plan.rowid),
                                     first_value(post) over (partition by x order by plan.rowid desc)),
         case state when 'proposed' then 'waiting' else 'accepted' end,
         case state when 'proposed' then null else '2026-03-08T08:00:00Z' end,
         state in ('proposed', 'agreed'), units
  from plan join fate using (x) order by plan.rowid;
-- What is wanted, and what nobody wants. Only the last need is met, by the city.
insert into post (facility, type, category, title, until, posted_at)
  select case when value <= 20 then value end, case when value <= 15 then 'need' else 'offer' end,
         case when value <= 6 then 'transport' when value <= 9 then 'przewoz-osob' when value <= 14 then 'superwizja'
              when value = 15 then 'wyposazenie' when value <= 20 then 'ogrod' else 'meble' end,
         'Coś', '2026-12-31', '2026-09-01T08:00:00Z' from generate_series(1, 21);
