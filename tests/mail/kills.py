"""A run with four connections dies at any moment: nothing is lost, and each connection sends at most one
letter twice, the same one."""
import random
import statistics
import time

from office import Office
from scripted import Server

CONNECTIONS = 4


def killed(office, moment):
    process = office.start()
    time.sleep(moment)
    process.kill()
    process.communicate()
    office.later()


def span(office, letters):
    """How long a run lives that sends so many."""
    spans = []
    for number in range(3):
        office.queue([f"span{number}-{n}@klub.example" for n in range(letters)])
        begin = time.monotonic()
        if office.run() != (0, ""):
            raise RuntimeError("a run without a kill goes wrong")
        spans.append(time.monotonic() - begin)
    return statistics.median(spans)


def faults(programs, scratch, full):
    chance = random.Random(20261122)
    kills, letters = (100, 120) if full else (12, 40)
    office = Office(programs, scratch)
    with Server(delay=lambda: time.sleep(0.002)) as server:
        office.server(server, connections=CONNECTIONS)
        life = span(office, letters)
        before, most = 0, 0
        for kill in range(kills):
            office.queue([f"k{kill}-{n}@klub.example" for n in range(letters)])
            killed(office, life * (kill + chance.random()) / kills)
            office.run()
            office.later()
            twice = len(server.taken) - len({letter.recipient for letter in server.taken})
            most = max(most, twice - before)
            before = twice
        office.finish()
        if held := office.ask("select count(*) from mail where state = 'held'")[0][0]:
            yield f"{held} letters are held"
        yield from office.account(server, unseen=kills * CONNECTIONS)
    if most > CONNECTIONS:
        yield f"one kill doubled {most} letters"
    print(f"{kills} kills of {CONNECTIONS} connections, {office.queued} letters: {office.twice} came twice,"
          f" at most {most} a kill")
