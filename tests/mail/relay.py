"""A real server, aiosmtpd with STARTTLS and a login, that delivers to a Maildir; Python's email package
reads of each letter what the outbox holds of it."""
import email
import email.policy
import logging
import mailbox
import random
import socket

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import AuthResult, SMTP

from authority import Authority
from office import Office

logging.getLogger("mail.log").setLevel(logging.ERROR)  # It warns of its own ways.

WORDS = "źdźbło łąka jeż kot „cudzysłów” – ósmy Ąż https://miasto.example/a?b=c . .. From = =20 a b".split(" ")


class Relay(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="relay.example", tls_context=self.tls, require_starttls=True,
                    auth_required=True, authenticator=self.authenticate, auth_require_tls=True)

    @staticmethod
    def authenticate(_server, _session, _envelope, _mechanism, given):
        return AuthResult(success=(given.login, given.password) == (b"mk", b"s3cret"), handled=True)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def texts(chance):
    """Texts of every shape, and subjects longer than a line."""
    yield "Temat", "Jeden wiersz.\n"
    yield "Kropki", ".\n..\n.kropka\n\n" + ".\n" * 50
    yield "Długi wiersz", "a" * 5000 + "\n" + "ż" * 3000 + "\n"
    yield "Odstępy na końcu", "blanki  \ntabulator\t\nFrom początku\n"
    yield "Duży", ".\n".join("x" * 71 for _ in range(3000)) + "\n"
    for length in range(1, 60):
        subject = " ".join(chance.choice(WORDS) for _ in range(length))
        body = "".join(" ".join(chance.choice(WORDS) for _ in range(chance.randrange(40))) + "\n"
                       for _ in range(chance.randrange(1, 60)))
        yield subject, body


def reading(letter, to, subject, body, message_id):
    """What a mail program would not see as the outbox holds it."""
    data = letter.as_bytes()
    parsed = email.message_from_bytes(data, policy=email.policy.default)
    seen = {"To": parsed["To"], "Subject": parsed["Subject"], "Message-ID": parsed["Message-ID"],
            "Auto-Submitted": parsed["Auto-Submitted"], "Content-Language": parsed["Content-Language"],
            "text": parsed.get_body(("plain",)).get_content()}
    wanted = {"To": to, "Subject": subject, "Message-ID": message_id, "Auto-Submitted": "auto-generated",
              "Content-Language": "pl", "text": body}
    yield from (f"{to}: {name} is {seen[name]!r}, not {wanted[name]!r}" for name in seen if seen[name] != wanted[name])
    if any(part.defects for part in parsed.walk()):
        yield f"{to}: {parsed.defects}"
    lines = data.split(b"\n")
    if max(map(len, lines)) > 76 or any(byte > 126 for byte in data):
        yield f"{to}: a line of {max(map(len, lines))} characters"


def read_back(office, folder):
    rows = {to: row for to, *row in office.ask("select recipient, subject, body, message_id from mail")}
    found = {letter["X-RcptTo"]: letter for letter in mailbox.Maildir(folder)}
    if set(found) != set(rows):
        yield f"{len(found)} of {len(rows)} letters are there"
    for to, letter in found.items():
        for added in ("X-RcptTo", "X-MailFrom", "X-Peer"):  # Of the server that delivered it.
            del letter[added]
        yield from reading(letter, to, *rows[to])


def faults(programs, scratch, full):
    authority = Authority(scratch / "authority")
    relay = Relay(Mailbox(str(scratch / "maildir")), hostname="127.0.0.1", port=free_port())
    relay.tls = authority.server()
    relay.start()
    try:
        relay.url = f"smtp://localhost:{relay.port}"
        office = Office(programs, scratch / "office")
        office.queue([(f"a{n}@klub.example", subject, body)
                      for n, (subject, body) in enumerate(texts(random.Random(20261122)))])
        office.server(relay, tls="required", ca_file=authority.certificate, user="mk",
                      password_file=office.secret("s3cret"), connections=3)
        ended = office.run()
        if ended != (0, ""):
            yield f"mk-mail ends with {ended}"
        yield from read_back(office, scratch / "maildir")
        if office.run("mk-mail", "--test", "urzednik@miasto.example")[0] != 0:
            yield "the test letter does not go"
    finally:
        relay.stop()
