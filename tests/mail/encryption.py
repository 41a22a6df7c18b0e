"""Servers that would have us speak in the clear, or are not who they should be, get nothing."""
import re

from authority import Authority, stranger
from office import Office
from scripted import Server

PASSWORD = "hasło-3141592653"
QUIET = re.compile(rb"EHLO [\w.-]+\r|STARTTLS\r|QUIT\r")


def refused(office, name, server):
    """The run ends with 69, no letter is to blame, and nothing was said in the clear."""
    office.queue(["ada@klub.example", "ewa@klub.example"])
    ended, talk = office.run()
    if ended != 69 or talk.count("\n") != 1 or set(office.states()) != {("queued", 0)}:
        yield f"{name}: {ended}, {office.states()}: {talk}"
    if server.taken or server.breaches:
        yield f"{name}: {len(server.taken)} letters were taken; {server.breaches}"
    if said := [line for line in server.clear if not QUIET.fullmatch(line)]:
        yield f"{name}: said in the clear: {said}"
    if PASSWORD in talk:
        yield f"{name}: the password is told: {talk}"


def faults(programs, scratch, full):
    authority = Authority(scratch / "authority")
    right, login = authority.server(), f"mk:{PASSWORD}"

    def script(**wanted):
        return lambda step, *_: wanted.get(step)

    wrong = [
        ("STARTTLS hidden", Server(script(ehlo="hide"), right, login)),
        ("no STARTTLS at all", Server(login=login)),
        ("STARTTLS refused for now", Server(script(starttls="454 4.7.0 not now"), right, login)),
        ("STARTTLS refused", Server(script(starttls="502 5.5.1 never"), right, login)),
        ("an answer slipped in before TLS", Server(script(starttls="inject"), right, login)),
        ("STARTTLS cut", Server(script(starttls="drop"), right, login)),
        ("EHLO refused", Server(script(ehlo="502 5.5.1 never"), right, login)),
        ("another's certificate", Server(tls=authority.server("other.example"), login=login)),
        ("a certificate that is over", Server(tls=authority.server(end="20210101000000Z"), login=login)),
        ("a certificate of a stranger", Server(tls=stranger(scratch / "stranger").server(), login=login)),
        ("TLS 1.1", Server(tls=authority.old(), login=login)),
    ]
    for number, (name, server) in enumerate(wrong):
        office = Office(programs, scratch / f"wrong-{number}")
        with server:
            office.server(server, tls="required", ca_file=authority.certificate, user="mk",
                          password_file=office.secret(PASSWORD), connections=4)
            yield from refused(office, name, server)

    office = Office(programs, scratch / "right")
    with Server(tls=right, login=login) as server:
        office.server(server, tls="required", ca_file=authority.certificate, user="mk",
                      password_file=office.secret(PASSWORD), connections=4)
        office.queue([f"a{n}@klub.example" for n in range(40)])
        ended = office.run()
        if ended != (0, "") or not all(it.encrypted and it.login == "mk" for it in server.taken):
            yield f"the right server: {ended}"
        yield from office.account(server, unseen=0)
        # Whom the system trusts is not enough for this one.
        office.server(server, tls="required", user="mk", password_file=office.secret(PASSWORD))
        office.queue(["ola@klub.example"])
        if (ended := office.run())[0] != 69:
            yield f"an authority that nobody named: {ended}"
    yield from credentials(programs, scratch, right, authority)


def credentials(programs, scratch, right, authority):
    """The password that systemd hands over to the service."""
    office = Office(programs, scratch / "service")
    handed = office.folder / "credentials"
    handed.mkdir()
    (handed / "relay-password").write_text(PASSWORD + "\n")
    office.environment["CREDENTIALS_DIRECTORY"] = str(handed)
    office.queue(["ada@klub.example"])
    with Server(tls=right, login=f"mk:{PASSWORD}") as server:
        office.server(server, tls="required", ca_file=authority.certificate, user="mk")
        ended = office.run()
    if ended != (0, "") or [it.login for it in server.taken] != ["mk"]:
        yield f"a password of the service: {ended}"
