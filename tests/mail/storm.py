"""Several runs at once, a server of which every fifth letter meets a fault, and kills."""
import random
import time

from office import Office
from scripted import Server

# What happens to a letter or before one; a fifth of the letters meet one of them.
FAULTS = [("greeting", "421 4.3.2 too many"), ("greeting", "drop"), ("mail", "451 4.3.0 later"), ("mail", "drop"),
          ("rcpt", "450 4.2.0 greylisted"), ("rcpt", "drop"), ("rcpt", "garbage"), ("data", "451 4.3.0 later"),
          ("data", "reset"), ("dot", "452 4.2.2 full"), ("dot", "drop"), ("dot", "reset"), ("dot", "keep")]

DYING = 3  # Of the runs at once.


class Weather:
    """Faults by chance, with a seed; each step has its share, so that a letter meets one in five times."""

    def __init__(self, share):
        self.chance = random.Random(20261122)
        self.steps = {}
        for step, fault in FAULTS:
            self.steps.setdefault(step, []).append(fault)
        self.share = {step: share * len(faults) / len(FAULTS) for step, faults in self.steps.items()}
        self.met = self.kept = 0

    def __call__(self, step, said, _count):
        if step == "rcpt" and "nobody" in said:
            return "550 5.1.1 no such user"
        if self.chance.random() >= self.share.get(step, 0):
            return None
        self.met += 1
        fault = self.chance.choice(self.steps[step])
        self.kept += fault == "keep"
        return fault


def wave(office, senders, chance, kills, life):
    """`senders` runs at once, of which some die within so many seconds; tells how many did, and what
    others said that should not be."""
    runs = [office.start() for _ in range(senders)]
    dead = 0
    moments = sorted(chance.random() * life for _ in range(kills))
    begin = time.monotonic()
    for run, moment in zip(chance.sample(runs, kills), moments):
        time.sleep(max(0, begin + moment - time.monotonic()))
        dead += run.poll() is None
        run.kill()
    talk = [run.communicate() for run in runs]
    return dead, [(run.returncode, said) for run, said in zip(runs, talk) if run.returncode not in (0, 1, 69, -9)]


def faults(programs, scratch, full):
    chance = random.Random(11)
    letters, senders, kills = (10_000, 8, 50) if full else (300, 4, 6)
    portion = letters * DYING // kills  # For a wave, so that there are enough of them to die in.
    weather = Weather(0.2)
    office = Office(programs, scratch)
    dead = waves = 0
    life = 0.1
    with Server(weather) as server:
        office.server(server)
        while waves < 500 and (office.queued < letters or dead < kills or office.ask(
                "select count(*) from mail where state in ('queued', 'sending')") != [(0,)]):
            if office.queued < letters or dead < kills:
                office.queue([f"{'nobody' if n % 50 == 0 else 'a'}{n}@klub.example"
                              for n in range(office.queued, office.queued + portion)])
            begin = time.monotonic()
            died, bad = wave(office, senders, chance, min(DYING, kills - dead), life)
            yield from (f"a run ends with {it}" for it in bad)
            life = time.monotonic() - begin
            dead, waves = dead + died, waves + 1
            office.later()
        failed = office.ask("select recipient from mail where state = 'failed'")
        if len(failed) != (office.queued + 49) // 50 or not all(to.startswith("nobody") for (to,) in failed):
            yield f"given up: {len(failed)}, {failed[:5]}"
        yield from office.account(server, unseen=weather.kept + dead)
    if dead < kills or weather.met == 0:
        yield f"{dead} kills and {weather.met} faults are too few"
    print(f"{office.queued} letters, {senders} runs at once, {weather.met} faults, {dead} kills: {office.twice} came"
          f" twice, {weather.kept} answers were cut, {server.sessions} conversations")
