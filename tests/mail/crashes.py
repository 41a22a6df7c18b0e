"""A letter that kills whoever sends it stops no other, and is held after the third time."""
import threading

from office import Office
from scripted import Server


def run_killed(office, server):
    """Runs mk-mail; dead as soon as the server hears of the letter to poison@. Tells whether it died."""
    heard = threading.Event()
    server.script = lambda step, said, _: heard.set() or "stall" if step == "rcpt" and "poison@" in said else None
    process = office.start()
    while process.poll() is None and not heard.wait(0.01):
        pass
    process.kill()
    process.communicate()
    return heard.is_set()


def faults(programs, scratch, full):
    office = Office(programs, scratch)
    office.queue([f"a{n}@klub.example" for n in range(3)] + ["poison@klub.example"]
                 + [f"b{n}@klub.example" for n in range(150)])
    with Server() as server:
        office.server(server, connections=4)
        deaths = 0
        for _ in range(5):
            deaths += run_killed(office, server)
            office.later()
        server.script = lambda *_: None
        ended, talk = office.run()
        held = office.ask("select id, recipient, state, crashes from mail where state <> 'sent'")
        if deaths != 3 or held != [(4, "poison@klub.example", "held", 3)]:
            yield f"after {deaths} deaths there are {held}"
        told = office.ask("select result from job where name = 'mk-mail'")
        if (ended, talk) != (0, "") or told != [("ok",)]:
            yield f"a run after it was held: {ended}, {talk}, {told}"
        if {letter.recipient for letter in server.taken} != {row[0] for row in office.ask(
                "select recipient from mail where state = 'sent'")}:
            yield "what is sent was not taken"
        if (retried := office.run("mk", "mail", "retry", "M-4"))[0] != 0 or office.run() != (0, ""):
            yield f"a held letter is not sent on demand: {retried}"
        if office.ask("select count(*) from mail where state = 'sent' and crashes = 0") != [(154,)]:
            yield "not all are sent in the end"
