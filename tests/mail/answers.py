"""Each fault at each step of the conversation, once, and what becomes of three letters and of the run."""
from office import Office
from scripted import Server

SENT, QUEUED = ("sent", 1), ("queued", 0)
LATER, FAILED = ("queued", 1), ("failed", 1)
ALL, NONE = [SENT] * 3, [QUEUED] * 3

# Step, fault, the run's code, the letters.
ONCE = [
    ("greeting", "421 4.3.2 too many", 0, ALL),
    ("greeting", "drop", 0, ALL),
    ("greeting", "reset", 0, ALL),
    ("greeting", "554 5.7.1 go away", 69, NONE),
    ("ehlo", "drop", 0, ALL),
    ("auth", "454 4.7.0 try later", 0, ALL),
    ("auth", "drop", 0, ALL),
    ("auth", "535 5.7.8 wrong", 69, NONE),
    ("mail", "451 4.3.0 later", 0, [LATER, SENT, SENT]),
    ("mail", "drop", 0, [LATER, SENT, SENT]),
    ("mail", "550 5.7.1 you may not send", 69, NONE),
    ("rcpt", "450 4.2.0 greylisted", 0, [LATER, SENT, SENT]),
    ("rcpt", "550 5.1.1 no such user", 1, [FAILED, SENT, SENT]),
    ("rcpt", "drop", 0, [LATER, SENT, SENT]),
    ("rcpt", "reset", 0, [LATER, SENT, SENT]),
    ("rcpt", "garbage", 0, [LATER, SENT, SENT]),
    ("rcpt", "421 4.3.2 going down", 0, [LATER, SENT, SENT]),
    ("data", "451 4.3.0 later", 0, [LATER, SENT, SENT]),
    ("data", "554 5.5.1 no", 1, [FAILED, SENT, SENT]),
    ("data", "drop", 0, [LATER, SENT, SENT]),
    ("dot", "452 4.2.2 full", 0, [LATER, SENT, SENT]),
    ("dot", "554 5.7.1 not wanted", 1, [FAILED, SENT, SENT]),
    ("dot", "drop", 0, [LATER, SENT, SENT]),
    ("dot", "reset", 0, [LATER, SENT, SENT]),
    ("dot", "garbage", 0, [LATER, SENT, SENT]),
    ("dot", "keep", 0, [LATER, SENT, SENT]),
    ("quit", "drop", 0, ALL),
    ("quit", "554 5.5.0 no", 0, ALL),
]

# The same each time; how often it may be tried is the fourth.
ALWAYS = [
    ("greeting", "421 4.3.2 too many", 69, 3),
    ("greeting", "554 5.7.1 go away", 69, 1),
    ("auth", "535 5.7.8 wrong", 69, 1),
    ("auth", "454 4.7.0 try later", 69, 3),
    ("mail", "550 5.7.1 you may not send", 69, 1),
]


def once(programs, folder, number, case):
    step, fault, code, states = case
    name = f"{step} answered with {fault!r} once"

    def script(at, _said, count):
        return fault if at == step and count == 1 else None

    office = Office(programs, folder / f"once-{number}")
    office.queue(["ada@klub.example", "ewa@klub.example", "iza@klub.example"])
    with Server(script, login="mk:s3cret") as server:
        office.server(server, user="mk", password_file=office.secret("s3cret"))
        ended, talk = office.run()
        if (ended, office.states()) != (code, states):
            yield f"{name}: {ended}, {office.states()}, not {code}, {states}: {talk}"
        if code == 69 and (talk.count("\n") != 1 or fault not in talk):
            yield f"{name} is told as {talk}"
        if code == 0 and talk:
            yield f"{name} is not passed over in silence: {talk}"
        if code != 69:
            office.finish()
        if code == 0:
            yield from (f"{name}: {wrong}" for wrong in office.account(server, unseen=fault == "keep"))
            if fault == "keep" and office.twice != 1:
                yield f"{name}: the letter without an answer was sent {office.twice + 1} times"


def always(programs, folder, number, case):
    step, fault, code, tries = case
    for connections in (1, 10):
        name = f"{step} answered with {fault!r} each time, {connections} connections"
        office = Office(programs, folder / f"always-{number}-{connections}")
        office.queue([f"a{n}@klub.example" for n in range(30)])
        with Server(lambda at, *_: fault if at == step else None, login="mk:s3cret") as server:
            office.server(server, user="mk", password_file=office.secret("s3cret"), connections=connections)
            ended, talk = office.run()
        if ended != code or talk.count("\n") != 1 or set(office.states()) != {QUEUED}:
            yield f"{name}: {ended}, {office.states()}: {talk}"
        if server.counts[step] > tries:
            yield f"{name}: tried {server.counts[step]} times"


def worn_out(programs, folder):
    """A server that ends each conversation after two letters gets all of them, in silence."""
    for farewell in ("421 4.7.0 enough from you", "drop"):
        office = Office(programs, folder / farewell[:4])
        office.queue([f"a{n}@klub.example" for n in range(7)])
        with Server(lambda at, _, count: farewell if at == "mail" and count % 3 == 0 else None) as server:
            office.server(server)
            ended = office.run()
        if ended != (0, "") or office.states() != [SENT] * 7 or server.sessions != 4:
            yield f"a server that says {farewell} after two letters: {ended}, {office.states()}, {server.sessions}"


def too_many(programs, folder):
    """A server that bears two connections gets all letters over these."""
    office = Office(programs, folder / "two")
    office.queue([f"a{n}@klub.example" for n in range(60)])
    with Server(lambda at, _, count: "421 4.7.0 too many" if at == "greeting" and count > 2 else None) as server:
        office.server(server, connections=6)
        ended = office.run()
    if ended != (0, "") or set(office.states()) != {SENT} or len({letter.session for letter in server.taken}) != 2:
        yield f"a server that bears two connections: {ended}, {office.states()}"


def faults(programs, scratch, full):
    for number, case in enumerate(ONCE):
        yield from once(programs, scratch, number, case)
    for number, case in enumerate(ALWAYS):
        yield from always(programs, scratch, number, case)
    yield from worn_out(programs, scratch)
    yield from too_many(programs, scratch)
