-- Six facilities as a transcript of the exchange needs them: four that are active with an accepted
-- card, one active without (F-5), one suspended (F-6). sqlite3 mk.db <members.sql
pragma foreign_keys = on;
insert into facility (state, operator, name, district, key_hash, row_hash) values
  ('active', 'Fundacja Latarnia', 'Klub Iskra', 'Wola', randomblob(16), randomblob(16)),
  ('active', 'Fundacja Latarnia', 'Świetlica Promyk', 'Praga-Północ', randomblob(16), randomblob(16)),
  ('active', 'Stowarzyszenie Most', 'Klub Żagiel', 'Bielany', randomblob(16), randomblob(16)),
  ('active', 'Stowarzyszenie Most', 'Pracownia Ćma', 'Wola', randomblob(16), randomblob(16)),
  ('active', 'Stowarzyszenie Most', 'Klub Kotwica', 'Ochota', randomblob(16), randomblob(16)),
  ('suspended', 'Fundacja Latarnia', 'Klub Wrona', 'Wola', randomblob(16), randomblob(16));
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
