-- The outbox. A letter is queued in the transaction of its cause and fixed from then on: its text,
-- its Message-ID and its date never change, so that a second try sends the same bytes.
create table mail (
  id             integer primary key autoincrement,
  recipient      text not null check (recipient like '_%@_%'),
  event          text not null,
  occurrence     text not null,
  facility       integer references facility (id),
  state          text not null default 'queued'
                 check (state in ('queued', 'sending', 'sent', 'failed', 'held', 'cancelled')),
  subject        text not null check (instr(subject, char(10)) = 0 and instr(subject, char(13)) = 0),
  body           text not null,
  message_id     text not null unique,
  calendar       text,            -- an .ics file to attach
  language       text not null check (language in ('pl', 'en')),
  secret         text,            -- a link or code in the body; '' once it is blanked there
  queued_at      text not null,
  due_at         text not null,   -- not to be tried before
  attempts       integer not null default 0 check (attempts >= 0),
  first_tried_at text,            -- giving up is counted from here
  leased_until   text,            -- whose run is sending it has it until then
  sent_at        text,
  last_error     text,
  unique (recipient, event, occurrence),
  check ((state = 'sending') = (leased_until is not null)),
  check ((state = 'sent') = (sent_at is not null)),
  -- A link that is used or given up is kept nowhere.
  check (state not in ('sent', 'failed', 'cancelled') or coalesce(secret, '') = '')
) strict;

create index mail_due on mail (state, due_at);
create index mail_facility on mail (facility);
