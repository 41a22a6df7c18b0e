"""Scoring beside what SQLite itself takes for the same rows, and the advice to one facility among many."""
import os
import shutil
import statistics
import sys

from measuring import RELEASE, ROOT, cost, run
from startup import best

NOW = "2026-09-10T09:00:00Z"
CRITERIA = 41  # of the example's card
TERMS = ("2025-09", "2026-03")

# Facilities, and in each term a card of each with every criterion answered.
FILLED = """
pragma synchronous = off;
begin;
with recursive n(i) as (select 1 union all select i + 1 from n where i < {facilities})
insert into facility (id, state, operator, name, district, key_hash, row_hash)
select i, 'active', 'Fundacja Wzór', 'Klub ' || i, 'Wola', randomblob(16), randomblob(16) from n;
insert into account (facility, manager, email, applied_at, approved_at, activated_at)
select id, 'Anna Wzorcowa', 'klub' || id || '@wzor.example', '2025-08-01T08:00:00Z',
       '2025-08-02T08:00:00Z', '2025-08-03T08:00:00Z' from facility;
insert into survey (facility, term, card, state, begun_at, changed_at, submitted_at, accepted_at)
select f.id, t.value, 1, 'accepted', t.value || '-02T08:00:00Z', t.value || '-02T08:00:00Z',
       t.value || '-03T08:00:00Z', t.value || '-04T08:00:00Z'
from json_each('{terms}') t cross join facility f order by t.value, f.id;
insert into answer (survey, criterion, met)
select s.id, c.id, (s.id * 7 + c.id * 13) % 10 < 8 from survey s cross join criterion c
order by s.id, c.id;
insert into status (facility, survey, card, term, status, since, until)
select s.facility, s.id, 1, s.term,
       case when q.standard < 11 then 'growing' when q.premium < 12 then 'standard'
            when q.vip < 9 then 'premium' else 'vip' end, s.term || '-04', '2026-10-31'
from (select a.survey, sum(a.met and c.level = 'standard') as standard,
             sum(a.met and c.level = 'premium') as premium, sum(a.met and c.level = 'vip') as vip
      from answer a join criterion c on c.id = a.criterion group by a.survey) q
join survey s on s.id = q.survey order by s.id;
commit;
"""
# What somebody would write who wants the same counts.
SCORED = """
create temp table scored (survey, standard, premium, vip);
insert into scored
select a.survey, count(*) filter (where c.level = 'standard'),
       count(*) filter (where c.level = 'premium'), count(*) filter (where c.level = 'vip')
from answer a join criterion c on c.id = a.criterion where a.met = 1 group by a.survey;
"""


class Office:
    """A database of mk with facilities, and the programs."""

    def __init__(self, bench, name):
        self.mk, self.sqlite = str(RELEASE / "bin/mk"), shutil.which("sqlite3")
        self.folder, self.database = bench.scratch, bench.scratch / name
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(bench.scratch),
                            "LC_ALL": "C.UTF-8", "LANGUAGE": "pl", "MK_NOW": NOW,
                            "MK_DATABASE": str(self.database)}
        run(self.mk, "init", env=self.environment)
        run(self.mk, "survey", "card", "install", ROOT / "examples/card-2026.toml",
            env=self.environment)

    def fill(self, facilities, terms):
        listed = "[" + ",".join(f'"{term}"' for term in terms) + "]"
        run(self.sqlite, self.database, FILLED.format(facilities=facilities, terms=listed))

    def ask(self, sql):
        return run(self.sqlite, self.database, sql).strip()


def scoring(bench, office, rounds):
    before = office.ask("select count(*) from entry")
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(cost([office.sqlite, office.database, SCORED], office.environment).seconds)
        ours.append(cost([office.mk, "survey", "score"], office.environment).seconds)
    if office.ask("select count(*) from entry") != before:
        sys.exit("scoring again changed something")
    answers = int(office.ask("select count(*) from answer"))
    ratio = statistics.median(ours) / statistics.median(theirs)
    bench.remark(f"{answers:,} answers, median of {rounds}: mk survey score "
                 f"{statistics.median(ours):.2f} s, sqlite3 {statistics.median(theirs):.2f} s")
    bench.bound(f"{answers:,} answers: scoring ÷ one insert … select … group by", ratio, 1.2)


def advising(bench, office):
    version, advise = best([[office.mk, "--version"], [office.mk, "survey", "advise", "F-50000"]],
                           office.environment)
    bench.remark(f"mk --version {version:.2f} ms, mk survey advise {advise:.2f} ms")
    bench.bound("advice to one facility of many ÷ mk --version", advise / version, 5)


def measure(bench):
    office = Office(bench, "scores.db")
    office.fill(10_000_000 // CRITERIA // len(TERMS) + 1, TERMS)
    scoring(bench, office, 3 if bench.quick else 5)
    advising(bench, office)
