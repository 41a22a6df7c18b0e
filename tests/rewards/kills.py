"""Commands that are killed at any moment of their life leave all of their work or nothing of it."""
import random
import statistics
import subprocess
import time

from city import City

# What a command may change; what is made up by chance (message ids, salts) is left out.
ROWS = [
    "select * from reservation order by id",
    "select * from reward_season order by reward, season",
    "select event, occurrence, recipient, subject, body, state from mail order by id",
    "select verb, at, reason from entry where verb like 'rewards%' order by id",
    "select c.thing, c.row, c.column, c.before, c.after from change c join entry e on e.id = c.entry"
    " where e.verb like 'rewards%' order by c.id",
]

LATER = "2026-12-23T09:00:00+01:00"  # When the holds of NOW have expired.


class Life:
    """A command, what there is before it and after it, and how long it lives."""

    def __init__(self, city, program, words, now=None):
        self.city = city
        self.command = [city.programs / program, *words]
        self.environment = city.environment | ({"MK_NOW": now} if now else {})
        city.again()
        self.before = self.rows()
        spans = []
        for _ in range(5):
            city.again()
            begin = time.monotonic()
            child = self.start()
            if child.wait() != 0:
                raise RuntimeError(f"{words} ends with {child.returncode}")
            spans.append(time.monotonic() - begin)
        self.after = self.rows()
        self.span = statistics.median(spans)
        if self.before == self.after:
            raise RuntimeError(f"{words} changes nothing")

    def start(self):
        return subprocess.Popen(self.command, cwd=self.city.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def rows(self):
        return [self.city.ask(sql) for sql in ROWS]

    def killed(self, moment):
        """Kills it at `moment` of its life, 0 to 1; tells what became of it and what is wrong."""
        self.city.again()
        child = self.start()
        time.sleep(moment * self.span)
        child.kill()
        child.wait()
        wrong = self.city.faults()
        rows = self.rows()
        if rows not in (self.before, self.after):
            wrong.append("half of it is there: " + str([(found, begun) for found, begun in zip(rows, self.before)
                                                        if found != begun])[:800])
        return "done" if rows == self.after else "undone", wrong


def lives(city):
    """A reservation, an offer, a waiting line and holds that are due, each met by its command."""
    city.reward(pool=4, limit=4)
    for number in range(1, 5):
        city.mk("rewards", "reserve", "R-1", f"F-{number}")
    for number in range(5, 9):
        city.mk("rewards", "reserve", "R-1", f"F-{number}", "--wait")
    city.mk("rewards", "cancel", "V-4", "--reason", "chora grupa")
    city.mk("rewards", "agree", "V-1", "--date", "2026-12-01")
    city.mk("rewards", "add", "Szkolenie", "--type", "training", "--status", "standard", "--unit", "place",
            "--pool", "9", "--limit", "3", "--unit-cost", "0", "--from", "2026-09-01", "--to", "2027-02-28")
    city.keep()
    yield Life(city, "mk", ["rewards", "reserve", "R-2", "F-1", "--quantity", "2"])
    yield Life(city, "mk", ["rewards", "cancel", "V-1", "--reason", "chora grupa"])
    yield Life(city, "mk", ["rewards", "accept", "V-5"])
    # All that is held ends in one transaction, and what is free goes to the rest of the line.
    city.again()
    city.mk("rewards", "accept", "V-5")
    city.keep()
    yield Life(city, "mk-remind", [], now=LATER)


def faults(programs, scratch, thorough):
    chance = random.Random(20261122)
    kills = 500 if thorough else 40
    city = City(programs, scratch, members=8)
    total = {"done": 0, "undone": 0}
    # The four share the kills; each begins again where it stands when it is its turn.
    for life in lives(city):
        for number in range(kills // 4):
            moment = 1.2 * (number + chance.random()) / (kills // 4)  # Spread over the whole life.
            state, wrong = life.killed(moment)
            total[state] += 1
            yield from (f"{life.command[1:]} killed at {moment:.2f} of its life: {fault}" for fault in wrong)
    if min(total.values()) == 0:
        yield f"the kills came all too late or too early: {total}"
    print(f"{sum(total.values())} kills: after {total['done']} it was done, after {total['undone']} nothing was")
