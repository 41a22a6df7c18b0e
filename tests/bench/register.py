"""Taking in the register, beside what takes in the same file without looking at it, `.import` of
sqlite3, and beside a script with the same checks, register_script.py."""
import os
import shutil
import statistics
import sys

from measuring import RELEASE, ROOT, cost, run

HERE = ROOT / "tests/bench"
LOOSE_TABLE = ("create table facility (operator, name, kind, street, postal_code, city, district, "
               "manager, email, phone, places, regon, nip, unique (operator, name, street))")
MOST_MEMORY = 96


class Contest:
    """The programs, each on databases of its own, in turns on one file."""

    def __init__(self, folder, rows):
        self.folder, self.rows = folder, rows
        self.mk, self.sqlite = RELEASE / "bin/mk", shutil.which("sqlite3")
        self.file = folder / f"register-{rows}.csv"
        self.costs = {}
        with self.file.open("wb") as file:  # By another program, so that its memory is not ours.
            run(HERE / "register_rows.py", str(rows), stderr=None, stdout=file)

    def environment(self, database):
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                "LANGUAGE": "en", "MK_DATABASE": str(database)}

    def made(self, name):
        """A new database of mk."""
        database = self.folder / name
        run(self.mk, "init", env=self.environment(database))
        return database

    def time(self, what, command, database):
        self.costs.setdefault(what, []).append(cost(command, self.environment(database)))

    def must_hold(self, database):
        found = int(run(self.sqlite, database, "select count(*) from facility"))
        if found != self.rows:
            sys.exit(f"{database.name} has {found} of {self.rows} facilities")

    def round(self):
        loose = self.folder / "loose.db"
        run(self.sqlite, loose, LOOSE_TABLE)
        self.time(".import", [self.sqlite, loose, ".mode csv", ".separator ; \\n",
                              f".import --skip 1 {self.file} facility"], loose)
        tried = self.made("tried.db")
        self.time("tried", [self.mk, "--dry-run", "facility", "import", self.file], tried)
        ours = self.made("ours.db")
        self.time("first", [self.mk, "facility", "import", self.file], ours)
        self.time("second", [self.mk, "facility", "import", self.file], ours)
        script = self.made("script.db")
        self.time("script", [HERE / "register_script.py", self.file, script], script)
        for database in (loose, ours, script):
            self.must_hold(database)
        for file in self.folder.glob("*.db*"):
            file.unlink()

    def median(self, what):
        return statistics.median(it.seconds for it in self.costs[what])

    def memory(self, what):
        return statistics.median(it.memory for it in self.costs[what])

    def most_memory(self):
        """Of the three imports of ours."""
        return max(self.memory(what) for what in ("tried", "first", "second"))


def compare(contest, bench, row):
    """The rows of the table, told by `row`: bounds or goals."""
    loose = contest.median(".import")
    size = f"{contest.rows:,} rows"
    bench.remark(f"{size}, median of {len(contest.costs['first'])}, processor seconds and MiB: "
                 + ", ".join(f"{what} {contest.median(what):.2f} s {contest.memory(what):.0f} MiB"
                             for what in contest.costs))
    row(f"{size}: first import ÷ sqlite3 .import", contest.median("first") / loose, 1.5)
    row(f"{size}: first import ÷ a Python script",
        contest.median("first") / contest.median("script"), 0.4)
    row(f"{size}: second import ÷ sqlite3 .import", contest.median("second") / loose, 0.7)
    row(f"{size}: --dry-run ÷ sqlite3 .import", contest.median("tried") / loose, 0.6)


def measure(bench):
    few = Contest(bench.scratch, 100_000)
    for _ in range(5):
        few.round()
    compare(few, bench, bench.bound)
    bench.told("100,000 rows: most memory of an import, MiB", f"{few.most_memory():.0f}")
    if bench.quick:
        return
    many = Contest(bench.scratch, 1_000_000)
    for _ in range(5 if bench.thorough else 1):
        many.round()
    compare(many, bench, bench.goal)
    bench.goal("1,000,000 rows ÷ 100,000, first import",
               many.median("first") / few.median("first"), 16, "{:.1f}")
    bench.goal("1,000,000 rows: most memory of an import, MiB", many.most_memory(), MOST_MEMORY,
               "{:.0f}")
