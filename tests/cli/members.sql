-- Six facilities as a transcript of the exchange needs them: four that are active with an accepted
-- card, one active without (F-5), one suspended (F-6). sqlite3 mk.db <members.sql
pragma foreign_keys = on;
insert into facility (state, operator, name, district, folded, sort_key, key_hash, row_hash) values
  ('active', 'Fundacja Latarnia', 'Klub Iskra', 'Wola', 'a', 'a', '00000000000000000000000000000001', '0000000000000000000000000000000a'),
  ('active', 'Fundacja Latarnia', 'Świetlica Promyk', 'Praga-Północ', 'b', 'b', '00000000000000000000000000000002', '0000000000000000000000000000000b'),
  ('active', 'Stowarzyszenie Most', 'Klub Żagiel', 'Bielany', 'c', 'c', '00000000000000000000000000000003', '0000000000000000000000000000000c'),
  ('active', 'Stowarzyszenie Most', 'Pracownia Ćma', 'Wola', 'd', 'd', '00000000000000000000000000000004', '0000000000000000000000000000000d'),
  ('active', 'Stowarzyszenie Most', 'Klub Kotwica', 'Ochota', 'e', 'e', '00000000000000000000000000000005', '0000000000000000000000000000000e'),
  ('suspended', 'Fundacja Latarnia', 'Klub Wrona', 'Wola', 'f', 'f', '00000000000000000000000000000006', '0000000000000000000000000000000f');
insert into account (facility, manager, email, phone, applied_at, approved_at, activated_at) values
  (1, 'Anna Żuk', 'iskra@latarnia.example', '+48221110001', '2026-08-01T08:00:00Z', '2026-08-02T08:00:00Z', '2026-08-03T08:00:00Z'),
  (2, 'Piotr Łoś', 'promyk@latarnia.example', '+48221110002', '2026-08-01T08:00:00Z', '2026-08-02T08:00:00Z', '2026-08-03T08:00:00Z'),
  (3, 'Ewa Bąk', 'zagiel@most.example', '+48221110003', '2026-08-01T08:00:00Z', '2026-08-02T08:00:00Z', '2026-08-03T08:00:00Z'),
  (4, 'Jan Gęś', 'cma@most.example', '', '2026-08-01T08:00:00Z', '2026-08-02T08:00:00Z', '2026-08-03T08:00:00Z'),
  (5, 'Ola Wilk', 'kotwica@most.example', '', '2026-08-01T08:00:00Z', '2026-08-02T08:00:00Z', '2026-08-03T08:00:00Z'),
  (6, 'Jerzy Sum', 'wrona@latarnia.example', '', '2026-08-01T08:00:00Z', '2026-08-02T08:00:00Z', '2026-08-03T08:00:00Z');
update account set suspended_from = 'active', reason = 'remont' where facility = 6;
insert into card (title, text_limit, installed_at) values ('Karta', 1000, '2026-08-01T08:00:00Z');
insert into survey (facility, term, card, state, begun_at, changed_at, submitted_at, accepted_at)
  select id, '2026-09', 1, 'accepted', '2026-08-10T08:00:00Z', '2026-08-10T08:00:00Z', '2026-08-10T08:00:00Z',
         '2026-08-12T08:00:00Z' from facility where id <= 4;
insert into status (facility, survey, card, term, status, since, until)
  select facility, id, 1, term, 'standard', '2026-08-12', '2027-04-30' from survey;
