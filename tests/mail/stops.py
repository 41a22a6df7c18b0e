"""A run that is told to stop begins no letter any more and hears the answers to those under way: none goes twice,
and what is left waits for the next run at once."""
import signal
import threading
import time

from office import Office
from scripted import Server


def stopped(office, server, by, taken):
    """Tells a run to stop once the server took so many letters; gives its code."""
    enough = threading.Event()

    def script(step, said, number):
        if step == "dot" and number >= taken:
            enough.set()
            time.sleep(0.2)  # The answer comes after the signal.
    server.script = script
    process = office.start()
    enough.wait()
    process.send_signal(by)
    talk = "".join(process.communicate())
    return process.returncode, talk


def faults(programs, scratch, full):
    for by, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        for connections in (1, 4):
            what = f"{by.name} with {connections} connections"
            office = Office(programs, scratch / f"{by.name}-{connections}")
            with Server() as server:
                office.server(server, connections=connections)
                office.queue([f"a{n}@klub.example" for n in range(40)])
                if (ended := stopped(office, server, by, 5)) != (code, ""):
                    yield f"{what}: it ends with {ended}"
                states = dict(office.ask("select state, count(*) from mail group by state"))
                if states.keys() != {"queued", "sent"} or not 5 <= states["sent"] < 5 + 2 * connections:
                    yield f"{what}: afterwards there are {states}"
                if office.ask("select count(*) from mail where crashes > 0") != [(0,)]:
                    yield f"{what}: letters are blamed for it"
                server.script = lambda *_: None
                if (ended := office.run()) != (0, ""):  # The clock stands: no lease is waited for.
                    yield f"{what}: the next run ends with {ended}"
                if office.ask("select count(*) from mail where state = 'sent'") != [(40,)]:
                    yield f"{what}: the next run leaves letters"
                yield from (f"{what}: {fault}" for fault in office.account(server, unseen=0))
    office = Office(programs, scratch / "rate")
    with Server() as server:
        office.server(server, rate=1)
        office.queue(["a@klub.example", "b@klub.example"])
        if (ended := stopped(office, server, signal.SIGTERM, 1)) != (143, ""):
            yield f"a run that waits for its rate ends with {ended}"
        if [state for state, _ in office.states()] != ["sent", "queued"]:
            yield f"a run that waited for its rate leaves {office.states()}"
