"""The matching engine alone: graphs with known optima, and random pools like an exchange's own.

A pool is drawn as the exchange would look: each participant offers one thing and needs another, of
40 categories of unequal popularity, in one of 18 districts; what one offers goes to who needs it
in the same or a neighbouring district.
"""
import json
import os
import random
import subprocess
import time

from measuring import RELEASE, cost, run

CATEGORIES = 40
DISTRICTS = 18


def pool(file, size, seed):
    """Writes the graph of a random pool; tells how many arcs it has."""
    draw = random.Random(seed)
    popularity = [(rank + 1) ** -0.6 for rank in range(CATEGORIES)]
    people, takers, arcs = [], {}, []
    for _ in range(size):
        offer = need = draw.choices(range(CATEGORIES), popularity)[0]
        while need == offer:
            need = draw.choices(range(CATEGORIES), popularity)[0]
        people.append((offer, need, draw.randrange(DISTRICTS)))
    for person, (_, need, district) in enumerate(people):
        takers.setdefault((need, district), []).append(person)
    for giver, (offer, _, district) in enumerate(people):
        for near in (district - 1, district, district + 1):
            arcs += [(giver, taker) for taker in takers.get((offer, near), ()) if taker != giver]
    return write(file, size, arcs)


def dense(file, size, count, seed):
    """Writes a graph of `count` arcs between any two of `size` vertices."""
    draw = random.Random(seed)
    arcs = set()
    while len(arcs) < count:
        giver, taker = draw.randrange(size), draw.randrange(size)
        if giver != taker:
            arcs.add((giver, taker))
    return write(file, size, sorted(arcs))


def write(file, size, arcs):
    with open(file, "w", encoding="ascii") as out:
        out.write(f"{size} {len(arcs)}\n")
        out.writelines(f"{giver} {taker} 1\n" for giver, taker in arcs)
        out.write("-1 -1 -1\n")
    return len(arcs)


def yes(so):
    return "yes" if so else "no"


class Engine:
    """Solves graphs, and has each result checked."""

    def __init__(self, bench):
        self.mk = str(RELEASE / "bin/mk")
        self.result = bench.scratch / "result.json"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(bench.scratch),
                            "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}

    def solve(self, graph, ring, seconds=10):
        """What was found, the seconds of processor it took and the MiB at its peak."""
        command = [self.mk, "exchange", "solve", graph, "--rings", str(ring), "--seconds",
                   str(seconds), "--format", "json"]
        with open(self.result, "wb") as out:
            began = time.perf_counter()
            subprocess.run(command, stdout=out, env=self.environment, check=True)
            took = time.perf_counter() - began
        run(self.mk, "exchange", "verify", graph, self.result, env=self.environment)
        return json.loads(self.result.read_text()), took

    def memory(self, graph, ring, seconds):
        return cost([self.mk, "exchange", "solve", graph, "--rings", str(ring), "--seconds",
                     str(seconds)], self.environment).memory


def measure(bench):
    engine, graph = Engine(bench), bench.scratch / "pool.graph"
    arcs = dense(graph, 300, 14482, 1)
    for ring, most in ((3, 2), (4, 10)):
        found, took = engine.solve(graph, ring)
        bench.must(f"300 vertices, {arcs:,} arcs, K={ring}: proven, certificate verified",
                   "yes", yes(found["proven"]))
        bench.bound("the same, s", took, most)
    slowest, proven = 0, True
    for seed in range(1, 11):
        pool(graph, 1000, seed)
        found, took = engine.solve(graph, 3)
        slowest, proven = max(slowest, took), proven and found["proven"]
    bench.must("10 pools of 1,000 participants, K=3: all proven", "yes", yes(proven))
    bench.bound("the slowest of them, s", slowest, 1)
    if bench.quick:
        return
    arcs = pool(graph, 3000, 1)
    found, took = engine.solve(graph, 3)
    bench.remark(f"3,000 participants, {arcs:,} arcs, K=3: served {found['served']:,}, bound "
                 f"{found['bound']:,}, proven {found['proven']}, {took:.1f} s")
    bench.goal("short of the bound, %", 100 * (1 - found["served"] / found["bound"]), 0.5)
    arcs = pool(graph, 10000, 1)
    found, took = engine.solve(graph, 3, 50)
    bench.remark(f"10,000 participants, {arcs:,} arcs, K=3: served {found['served']:,}, bound "
                 f"{found['bound']:,}, {took:.1f} s")
    bench.goal("short of the bound, %", 100 * (1 - found["served"] / found["bound"]), 0.5)
    bench.goal("the same, s", took, 60)
    bench.goal("the same in 10 s: memory at its peak, MiB", engine.memory(graph, 3, 10), 1024,
               "{:.0f}")
