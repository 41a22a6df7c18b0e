"""An outbox with letters, and mk-mail run on it."""
import datetime
import sqlite3
import subprocess

BEGIN = datetime.datetime(2026, 9, 10, 8, 0, tzinfo=datetime.timezone.utc)
MINUTE = datetime.timedelta(minutes=1)


def text(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Office:
    """A folder with a database and a configuration of its own."""

    empty = b""  # A database as `mk init` makes it.

    def __init__(self, programs, folder, **mail):
        self.programs, self.folder = programs, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.database, self.config = folder / "mk.db", folder / "mk.toml"
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "LANGUAGE": "en",
                            "MK_DATABASE": str(self.database), "MK_CONFIG": str(self.config)}
        self.now = BEGIN
        self.queued = 0
        self.configure(**mail)
        if not Office.empty:
            self.run("mk", "init")
            Office.empty = self.database.read_bytes()
        self.database.write_bytes(Office.empty)

    def configure(self, **mail):
        """Writes the keys of [mail]."""
        keys = {"from": "mk@city.example"} | mail
        self.config.write_text("[mail]\n" + "".join(
            f"{key} = {value}\n" if isinstance(value, int) else f'{key} = "{value}"\n' for key, value in keys.items()))

    def server(self, server, **mail):
        """Sends through `server`."""
        self.configure(transport="smtp", url=server.url, **mail)

    def secret(self, word):
        """A file with a password that only its owner reads."""
        file = self.folder / "password"
        file.touch(mode=0o600)
        file.write_text(word + "\n")
        return file

    def queue(self, letters):
        """Queues letters, each a recipient or a recipient, subject and text."""
        rows = []
        for letter in letters:
            to, subject, body = letter if isinstance(letter, tuple) else (letter, "List", "Dzień dobry,\n\nto list.\n")
            self.queued += 1
            rows.append((to, str(self.queued), subject, body, f"<{self.queued:026}@city.example>",
                         text(self.now), text(self.now)))
        db = sqlite3.connect(self.database)
        db.executemany("insert into mail (recipient, event, occurrence, subject, body, message_id, language,"
                       " queued_at, due_at) values (?, 'test', ?, ?, ?, ?, 'pl', ?, ?)", rows)
        db.commit()
        db.close()

    def start(self, program="mk-mail", *words):
        return subprocess.Popen([self.programs / program, "--now", text(self.now), *words], cwd=self.folder,
                                env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def run(self, program="mk-mail", *words):
        """Runs it to its end; gives its code and what it said."""
        process = self.start(program, *words)
        out, talk = process.communicate()
        return process.returncode, out + talk

    def later(self, minutes=11):
        """Moves the clock: leases of 10 minutes end."""
        self.now += minutes * MINUTE

    def ask(self, sql, *values):
        db = sqlite3.connect(self.database, timeout=60)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def states(self):
        """The state of each letter and how often it was tried, by id."""
        return self.ask("select state, attempts from mail order by id")

    def finish(self, most=400):
        """Runs until nothing waits any more, the clock going from one due time to the next."""
        for _ in range(most):
            waiting = self.ask("select max(coalesce(leased_until, ''), due_at) from mail where state in"
                               " ('queued', 'sending') order by 1 limit 1")
            if not waiting:
                return
            due = datetime.datetime.fromisoformat(waiting[0][0].replace("Z", "+00:00"))
            self.now = max(self.now, due) + MINUTE
            self.run()

    def account(self, server, unseen):
        """What is wrong between what the outbox says and what `server` took: letters lost, said to be sent
        and not taken, taken more often than `unseen` answers explain, or not the same each time."""
        taken = {}
        for letter in server.taken:
            taken.setdefault(letter.recipient, []).append(letter)
        sent = {row[0] for row in self.ask("select recipient from mail where state = 'sent'")}
        given_up = {row[0] for row in self.ask("select recipient from mail where state = 'failed'")}
        every = {row[0] for row in self.ask("select recipient from mail")}
        wrong = []
        if lost := every - given_up - set(taken):
            wrong.append(f"lost {len(lost)}: {sorted(lost)[:5]}")
        if unsent := sent - set(taken):
            wrong.append(f"said to be sent and not taken, {len(unsent)}: {sorted(unsent)[:5]}")
        if left := every - given_up - sent:
            wrong.append(f"neither sent nor given up, {len(left)}: {sorted(left)[:5]}")
        self.twice = sum(len(letters) - 1 for letters in taken.values())
        if self.twice > unseen:
            wrong.append(f"taken once more than needed: {self.twice}, with {unseen} answers never seen")
        for to, letters in taken.items():
            if len({(letter.message_id, letter.message) for letter in letters}) > 1:
                wrong.append(f"{to} got another letter the second time")
        return wrong + [f"protocol: {breach}" for breach in server.breaches[:5]]
