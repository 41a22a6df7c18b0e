"""Direct matching among many posts: every need at once, and one new post."""
import os

import startup
from measuring import RELEASE, cost, run

NOW = "2026-09-10T09:00:00Z"
POSTS = 100_000  # half offers, half needs
FACILITIES = 5_000

# Every category and district alike; of twenty things, each has a word of its category and two more.
FILLED = """
pragma synchronous = off;
begin;
with recursive n(i) as (select 1 union all select i + 1 from n where i < {facilities})
insert into facility (id, state, operator, name, district, key_hash, row_hash)
select i, 'active', 'Fundacja Wzór', 'Klub ' || i, 'Dzielnica ' || (i % 18), randomblob(16),
       randomblob(16) from n;
create temp table place (number integer primary key, code text);
insert into place select row_number() over (order by place) - 1, code from exchange_category;
with recursive n(i) as (select 1 union all select i + 1 from n where i < {posts}),
  drawn as (select i, (i * 7919) % {facilities} + 1 as facility, (i * 104729 / 64) % 40 as category,
                   (i * 15485863 / 128) % 20 as thing, (i * 32452843 / 256) % 500 as other,
                   (i * 49979687 / 32) % 19 as district from n)
insert into post (id, facility, type, category, title, quantity, unit, district, until, posted_at)
select i, d.facility, case i % 2 when 0 then 'offer' else 'need' end, p.code,
       'Rzecz ' || d.thing || ' inna ' || d.other, 1 + i % 12, 'szt.',
       case d.district when 18 then '' else 'Dzielnica ' || d.district end,
       date('2026-09-20', '+' || (i % 80) || ' days'), '2026-09-0' || (1 + i % 9) || 'T08:00:00Z'
from drawn d join place p on p.number = d.category order by i;
insert into post_return (post, category)
select id, 'meble' from post where type = 'offer' and id % 6 = 0;
insert into post_words (rowid, title, description)
select id, 'rzecz' || substr(title, 7, instr(title, ' inna') - 7) || ' inna' ||
           substr(title, instr(title, 'inna ') + 5), 'opis' || (id % 50) from post;
commit;
"""


def measure(bench):
    database = bench.scratch / "exchange.db"
    mk = str(RELEASE / "bin/mk")
    environment = {"PATH": os.environ["PATH"], "HOME": str(bench.scratch), "LC_ALL": "C.UTF-8",
                   "LANGUAGE": "pl", "MK_NOW": NOW, "MK_DATABASE": str(database)}
    run(mk, "init", env=environment)
    run("sqlite3", database, FILLED.format(posts=POSTS, facilities=FACILITIES))
    used = cost([mk, "exchange", "match", "--direct", "--format", "json"], environment)
    bench.bound(f"{POSTS:,} posts: direct matches of every need, s of processor", used.seconds, 6)
    bench.bound("the same: memory at its peak, MiB", used.memory, 128, "{:.0f}")
    version, need, offer = startup.best(
        [[mk, "--version"], [mk, "exchange", "match", "P-50001"],
         [mk, "exchange", "match", "P-50000"]], environment)
    bench.remark(f"mk --version {version:.2f} ms, of a need {need:.2f} ms, of an offer {offer:.2f} ms")
    bench.bound("direct matches of one post − mk --version, ms", max(need, offer) - version, 20)
