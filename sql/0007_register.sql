-- A facility keeps nothing that is found again from what it says, and its digests as the 16 bytes
-- they are: the register of a large city is read and written several times as fast. `state` is
-- checked with "or", because SQLite builds a table for each row that it compares with a longer `in`.
create table facility_new (
  id              integer primary key autoincrement,
  state           text not null default 'listed'
                  check (state = 'listed' or state = 'applied' or state = 'approved' or
                         state = 'active' or state = 'suspended' or state = 'withdrawn'),
  operator        text not null check (operator <> ''),
  name            text not null check (name <> ''),
  kind            text not null default '',  -- joined by '+', in a fixed order
  street          text not null default '',
  postal_code     text not null default '',
  city            text not null default '',
  district        text not null check (district <> ''),
  manager         text not null default '',
  email           text not null default '',
  phone           text not null default '',  -- +48221234567
  phone_raw       text not null default '',  -- as the file had it
  places          integer check (places between 1 and 999),
  regon           text not null default '',
  nip             text not null default '',
  krs             text not null default '',
  register_no     text not null default '',
  informal_name   text not null default '',
  delisted_at     text,                      -- missing from the register since
  kept_reason     text,                      -- why a delisted one stays
  unlisted_reason text check (unlisted_reason <> ''),  -- why it was added by hand
  applications    integer not null default 0,          -- how often it has applied
  batch           integer references batch (id)        -- the file that last changed it, and where
                  deferrable initially deferred,     -- a batch is told once all its rows are known
  line            integer,
  key_hash        blob not null check (length(key_hash) = 16),  -- of operator, name and street
  row_hash        blob not null check (length(row_hash) = 16)   -- of all that the register says
) strict;

insert into facility_new
select id, state, operator, name, kind, street, postal_code, city, district, manager, email, phone,
       phone_raw, places, regon, nip, krs, register_no, informal_name, delisted_at, kept_reason,
       unlisted_reason, applications, batch, line, unhex(key_hash), unhex(row_hash)
from facility;

-- Ids are never given twice, not those of facilities that are gone either.
delete from sqlite_sequence where name = 'facility_new';
insert into sqlite_sequence
select 'facility_new', seq from sqlite_sequence where name = 'facility';

drop table facility;
alter table facility_new rename to facility;

create unique index facility_register_no on facility (register_no) where register_no <> '';
create unique index facility_key on facility (key_hash) where register_no = '';

-- When an import was taken back.
alter table batch add column undone_at text;
