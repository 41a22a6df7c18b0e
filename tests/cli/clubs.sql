-- Three facilities as the transcripts of cards need them: two that are active and one that is only
-- in the register. sqlite3 mk.db <clubs.sql
pragma foreign_keys = on;
insert into facility (state, operator, name, street, postal_code, city, district, phone, key_hash, row_hash) values
  ('active', 'Fundacja Iskra', 'Klub Wola', 'ul. Lipowa 3', '01-234', 'Warszawa', 'Wola', '', randomblob(16), randomblob(16)),
  ('active', 'Fundacja Iskra', 'Klub Ochota', 'ul. Polna 8', '02-345', 'Warszawa', 'Ochota', '+48225550002', randomblob(16), randomblob(16)),
  ('listed', 'Stowarzyszenie Łódka', 'Świetlica Żuk', 'ul. Długa 1', '01-456', 'Warszawa', 'Żoliborz', '', randomblob(16), randomblob(16));
insert into account (facility, manager, email, phone, applied_at, approved_at, activated_at)
  select id, 'Anna Lis', 'klub' || id || '@iskra.example', '', '2026-09-01T08:00:00Z', '2026-09-02T08:00:00Z', '2026-09-05T08:00:00Z'
  from facility where state = 'active';
