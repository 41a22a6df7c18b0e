-- Makes the facilities of city.csv active, with two terms of cards on the card of the example. The statuses
-- are those that `mk survey score` finds. sqlite3 mk.db <city.sql
pragma foreign_keys = on;
update facility set state = 'active';
insert into account (facility, manager, email, applied_at, approved_at, activated_at)
select id, 'Anna Żuk', 'klub' || id || '@latarnia.example', '2025-08-01T08:00:00Z',
       '2025-08-02T08:00:00Z', '2025-08-03T08:00:00Z' from facility;
-- The last two of Ochota sent nothing in March.
insert into survey (facility, term, card, state, begun_at, changed_at, submitted_at, accepted_at)
select f.id, t.value, 1, 'accepted', t.value || '-02T08:00:00Z', t.value || '-02T08:00:00Z',
       t.value || '-03T08:00:00Z', t.value || '-04T08:00:00Z'
from json_each('["2025-09","2026-03"]') t cross join facility f
where t.value < '2026' or f.id <= 18 order by t.value, f.id;
-- All standard criteria; in September 9 premium ones by F-1 to F-12 and 12 by the others, in March 12 by
-- F-1 to F-6 too; the first of the VIP ones by the even.
insert into answer (survey, criterion, met)
select s.id, c.id, case c.level when 'standard' then 1
  when 'premium' then c.category <= case when s.facility > 12 or (s.term = '2026-03' and s.facility <= 6)
                                         then 12 else 9 end
  else c.category = 1 and s.facility % 2 = 0 end
from survey s cross join criterion c;
insert into status (facility, survey, card, term, status, since, until)
select s.facility, s.id, 1, s.term,
       case when sum(a.met and c.level = 'premium') >= 12 then 'premium' else 'standard' end,
       s.term || '-04', case s.term when '2025-09' then '2026-04-30' else '2026-10-30' end
from survey s join answer a on a.survey = s.id join criterion c on c.id = a.criterion
group by s.id order by s.id;
