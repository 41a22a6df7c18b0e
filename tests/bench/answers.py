"""Taking in answers, beside what takes in the same file without looking at it, `.import` of
sqlite3."""
import os
import shutil
import statistics

from measuring import RELEASE, ROOT, cost, run

ANSWERS = 100_000
CODES = [f"{category}{level}" for category in range(1, 16) for level in "SPV"
         if level != "S" or category <= 11]
MEMBERS = """
with recursive n(i) as (select 1 union all select i + 1 from n where i < {count})
insert into facility (state, operator, name, district, key_hash, row_hash)
select 'active', 'Fundacja Iskra', 'Klub ' || i, 'Wola', randomblob(16), randomblob(16) from n;
insert into account (facility, manager, email, applied_at, approved_at, activated_at)
select id, 'Anna Lis', 'klub' || id || '@iskra.example', '2026-09-01T08:00:00Z',
       '2026-09-02T08:00:00Z', '2026-09-05T08:00:00Z' from facility;
"""


def write(file, answers):
    """As many answers, of a whole card each facility; gives how many facilities."""
    with file.open("w", encoding="utf-8") as rows:
        rows.write("facility;term;criterion;met;number;text\n")
        for number in range(answers):
            facility, place = divmod(number, len(CODES))
            met = "tak" if number * 7 % 3 else "nie"
            rows.write(f"F-{facility + 1};2026-09;{CODES[place]};{met};;\n")
    return -(-answers // len(CODES))


def measure(bench):
    folder = bench.scratch
    mk, sqlite = RELEASE / "bin/mk", shutil.which("sqlite3")
    file, office, ours, loose = (folder / name for name in
                                 ("answers.csv", "office.db", "answers.db", "loose.db"))
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8",
                   "LANGUAGE": "en", "MK_NOW": "2026-09-10"}
    count = write(file, ANSWERS)
    run(mk, "init", env=environment | {"MK_DATABASE": str(office)})
    run(sqlite, office, MEMBERS.format(count=count))
    run(mk, "survey", "card", "install", ROOT / "examples/card-2026.toml",
        env=environment | {"MK_DATABASE": str(office)})
    costs = {"mk": [], ".import": []}
    for _ in range(7):
        for old in (ours, loose):
            old.unlink(missing_ok=True)
        shutil.copy(office, ours)
        costs["mk"].append(cost([mk, "survey", "import", file],
                                environment | {"MK_DATABASE": str(ours)}).seconds)
        costs[".import"].append(cost([sqlite, loose, ".mode csv", ".separator ; \\n",
                                      f".import {file} answer"], environment).seconds)
        found = int(run(sqlite, ours, "select count(*) from answer"))
        if found != ANSWERS:
            bench.must(f"{ANSWERS:,} answers kept", str(ANSWERS), str(found))
    median = {name: statistics.median(seconds) for name, seconds in costs.items()}
    bench.remark(f"{ANSWERS:,} answers of {count:,} facilities, median of 7, processor seconds: "
                 + ", ".join(f"{name} {seconds:.3f} s" for name, seconds in median.items()))
    bench.bound(f"{ANSWERS:,} answers: import ÷ sqlite3 .import", median["mk"] / median[".import"],
                1.5)
