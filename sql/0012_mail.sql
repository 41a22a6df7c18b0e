-- Letters with a page beside their text, senders that crash, and addresses that take no letters.

alter table mail add column html text not null default '';      -- the same for a browser; '' is text alone
alter table mail add column crashes integer not null default 0  -- runs that took it and never came back
  check (crashes >= 0);

-- What came back: one row a report and address, however often the mailbox is read.
create table bounce (
  id         integer primary key autoincrement,
  address    text not null check (address = lower(address) and address like '_%@_%'),
  kind       text not null check (kind in ('hard', 'soft')),
  status     text not null default '',  -- as the server said it, such as 5.1.1
  said       text not null default '',
  mail       integer references mail (id),
  report     text not null,             -- what tells this report from every other
  noted_at   text not null,
  forgiven   integer not null default 0 check (forgiven in (0, 1)),  -- somebody released the address
  unique (report, address)
) strict;
create index bounce_address on bounce (address, noted_at);

-- Addresses to which nothing goes until somebody releases them or the address changes.
create table held_address (
  address  text primary key check (address = lower(address)),
  since    text not null,
  cause    text not null check (cause in ('hard', 'soft'))
) strict;
