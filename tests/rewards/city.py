"""A city whose members may reserve, kept in a file that each round copies."""
import csv
import os
import pathlib
import shutil
import sqlite3
import subprocess

ROOT = pathlib.Path(__file__).parents[2]
NOW = "2026-11-23T09:00:00+01:00"
COORDINATOR = "koordynator@korzysci.example"

# Every head is here, and every card is accepted with all criteria met.
MEMBERS = """
begin;
update facility set state = 'active';
insert into account (facility, manager, email, applied_at, approved_at, activated_at)
select id, 'Anna Wzorcowa', 'klub' || id || '@wzor.example', '2026-08-01T08:00:00Z',
       '2026-08-02T08:00:00Z', '2026-08-03T08:00:00Z' from facility;
insert into survey (facility, term, card, state, begun_at, changed_at, submitted_at, accepted_at)
select id, '2026-09', 1, 'accepted', '2026-09-02T08:00:00Z', '2026-09-02T08:00:00Z',
       '2026-09-03T08:00:00Z', '2026-09-04T08:00:00Z' from facility;
insert into answer (survey, criterion, met)
select s.id, c.id, 1 from survey s cross join criterion c order by s.id, c.id;
insert into status (facility, survey, card, term, status, since, until)
select facility, id, 1, term, 'vip', '2026-09-04', '2027-04-30' from survey;
commit;
"""


class City:
    """A folder with a database of its own."""

    def __init__(self, programs, folder, members=64):
        self.programs, self.folder, self.members = programs, folder, members
        self.database = folder / "mk.db"
        config = folder / "mk.toml"
        config.write_text(f'[programme]\ncoordinator_email = "{COORDINATOR}"\n')
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8",
                            "LANGUAGE": "en", "MK_DATABASE": str(self.database),
                            "MK_CONFIG": str(config), "MK_NOW": NOW}
        self.kept = folder / "kept.db"
        self.found()

    def found(self):
        with (self.folder / "register.csv").open("w", newline="") as file:
            rows = csv.writer(file, delimiter=";")
            rows.writerow(["operator", "name", "kind", "street", "postal_code", "city", "district"])
            rows.writerows(["Fundacja Wzór", f"Klub {n}", "opiekuńcza", f"ul. Wzorowa {n}", "00-001", "Warszawa",
                            "Wola"] for n in range(1, self.members + 1))
        self.mk("init")
        self.mk("facility", "import", "register.csv")
        self.mk("survey", "card", "install", ROOT / "examples/card-2026.toml")
        with sqlite3.connect(self.database) as db:
            db.executescript(MEMBERS)
        db.close()

    def reward(self, pool, limit=1):
        """R-1, of which `pool` are there, with a budget for each of them."""
        self.mk("rewards", "budget", "add", "superwizje", "--amount", str(100 * pool))
        self.mk("rewards", "add", "Superwizja", "--type", "supervision", "--status", "standard", "--unit", "place",
                "--pool", str(pool), "--limit", str(limit), "--unit-cost", "100", "--budget", "superwizje",
                "--from", "2026-09-01", "--to", "2027-02-28", "--description", "Limit: jedna.")

    def mk(self, *words, job="mk", code=0, now=None):
        """Runs a program to its end, which must be `code`; gives what it said."""
        environment = self.environment | ({"MK_NOW": now} if now else {})
        done = subprocess.run([self.programs / job, *words], cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != code:
            raise RuntimeError(f"{job} {' '.join(map(str, words))}: {done.returncode} {done.stdout} {done.stderr}")
        return done.stdout

    def keep(self):
        """Keeps the database as it is, to begin there again."""
        self.ask("pragma wal_checkpoint(truncate)")
        shutil.copyfile(self.database, self.kept)

    def again(self):
        """Back to what was kept."""
        for ending in ("-wal", "-shm"):
            pathlib.Path(f"{self.database}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.database)

    def ask(self, sql, *values):
        db = sqlite3.connect(self.database, timeout=60)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def value(self, sql, *values):
        return self.ask(sql, *values)[0][0]

    def at_once(self, commands):
        """Runs all of `commands` (words of mk), let go together; gives code and talk of each."""
        gate, opener = os.pipe()
        waiting = ["/bin/sh", "-c", 'echo; read -r _; exec "$@" </dev/null', "sh"]
        children = [subprocess.Popen([*waiting, self.programs / "mk", *words], cwd=self.folder,
                                     env=self.environment, stdin=gate, stdout=subprocess.PIPE,
                                     stderr=subprocess.STDOUT) for words in commands]
        os.close(gate)
        for child in children:
            child.stdout.readline()  # It stands at the gate.
        os.close(opener)
        said = [child.communicate()[0].decode() for child in children]
        return [(child.returncode, talk) for child, talk in zip(children, said)]

    def faults(self):
        """What is not whole in the database and its books."""
        found = [f"pragma {check}: {rows[:3]}" for check, sound in (("integrity_check", [("ok",)]),
                                                                   ("foreign_key_check", []))
                 if (rows := self.ask(f"pragma {check}")) != sound]
        check = subprocess.run([self.programs / "mk", "check"], cwd=self.folder, env=self.environment,
                               capture_output=True, text=True, check=False)
        if check.returncode != 0 or check.stdout or check.stderr:
            found.append(f"mk check: {check.returncode} {check.stdout} {check.stderr}")
        return found + self.letter_faults()

    def letter_faults(self):
        """Each letter has its reservation, and each reservation the letters of what became of it."""
        wrong = []
        letters = {}
        for event, occurrence, to in self.ask("select event, occurrence, recipient from mail"):
            letters.setdefault(occurrence.split("/")[0], []).append((event, to))
        for number, member, state, offered, promised, agreed in self.ask(
                "select id, facility, state, offer_ends_on, expires_on, agreements from reservation order by id"):
            own, office = f"klub{member}@wzor.example", COORDINATOR
            ended = {"cancelled": "reservation-cancelled", "missed": "reservation-missed",
                     "expired": "reservation-expired" if promised else "offer-expired" if offered else "waiting-ended"}
            due = [(ended[state], own)] if state in ended else []
            if promised:
                due += [("reservation-made", own), ("reservation-notice", office)]
                due += [("reservation-end-notice", office)] if state in ("cancelled", "expired") else []
            if offered:
                due.append(("place-offered", own))
            due += [("reservation-agreed", own)] * agreed
            there = [it for it in letters.pop(f"V-{number}", []) if it[0] not in ("waiting-made", "hold-reminder")]
            if sorted(there) != sorted(due):
                wrong.append(f"V-{number} {state} has the letters {sorted(there)}, not {sorted(due)}")
        return wrong + [f"letters without a reservation: {letters}"] * bool(letters)
