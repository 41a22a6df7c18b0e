"""OpenSMTPD, which is strict and queues before it delivers to a Maildir; where this runs as root, for it drops
its rights. It runs in a namespace of its own, where its users and folders are, and none is on the machine.
It is spoken to in the clear: with OpenSSL 3, Debian's loses the key of its certificate at every handshake."""
import mailbox
import os
import pathlib
import random
import signal
import socket
import subprocess
import time

from office import Office
from relay import free_port, reading, texts

ROOT = pathlib.Path(__file__).parents[2]
USERS = {"opensmtpd": 64101, "opensmtpq": 64102, "letters": 64103}

CONFIGURATION = """
listen on 127.0.0.1 port {port} hostname relay.example
action "deliver" maildir "{folder}/maildir" virtual {{ "@" = letters }}
match from any for domain "klub.example" action "deliver"
"""

# The machine's own are hidden from it by these, and by nothing on the machine.
START = """
for file in passwd group; do mount --bind "$1/$file" /etc/$file; done
mount --bind "$1/spool" /var/spool
mount --bind "$1/lib" /var/lib
mount --bind "$1/run" /run
mount --bind "$2/usr/libexec" /usr/libexec
exec "$2/usr/sbin/smtpd" -d -f "$1/smtpd.conf"
"""


def furnish(folder, port):
    """What the server finds of users, folders and settings."""
    for name in ("spool/smtpd", "lib/opensmtpd/empty", "run", "maildir/cur", "maildir/new", "maildir/tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "spool/smtpd").chmod(0o711)
    for name in ("maildir", "maildir/cur", "maildir/new", "maildir/tmp"):
        os.chown(folder / name, USERS["letters"], USERS["letters"])
    passwd = pathlib.Path("/etc/passwd").read_text() + "".join(
        f"{name}:x:{number}:{number}::/var/lib/opensmtpd/empty:/bin/sh\n" for name, number in USERS.items())
    group = pathlib.Path("/etc/group").read_text() + "".join(
        f"{name}:x:{number}:\n" for name, number in USERS.items())
    for name, text in (("passwd", passwd), ("group", group),
                       ("smtpd.conf", CONFIGURATION.format(folder=folder, port=port))):
        (folder / name).write_text(text)


class OpenSmtpd:
    def __init__(self, servers, folder):
        self.servers, self.folder, self.port = servers, folder, free_port()
        self.url = f"smtp://localhost:{self.port}"
        furnish(folder, self.port)

    def __enter__(self):
        libraries = ":".join(map(str, (self.servers / "usr/lib").glob("*-linux-gnu")))
        self.talk = (self.folder / "talk").open("wb")
        self.process = subprocess.Popen(
            ["unshare", "--mount", "sh", "-ec", START, "sh", self.folder, self.servers],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LD_LIBRARY_PATH": libraries},
            stdout=self.talk, stderr=subprocess.STDOUT)
        while self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise RuntimeError((self.folder / "talk").read_text())

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.talk.close()


def delivered(server, wanted):
    """The letters in the Maildir, once all are there that it took."""
    deadline = time.monotonic() + 60
    while True:
        found = list(mailbox.Maildir(server.folder / "maildir"))
        if len(found) >= wanted or time.monotonic() > deadline:
            return {letter["To"]: letter for letter in found}
        time.sleep(0.05)


def faults(programs, scratch, full):
    if os.geteuid() != 0:
        return
    build = programs.parent
    subprocess.run([ROOT / "tests/jobs/unpack", build, "opensmtpd"], check=True)
    scratch.chmod(0o711)  # The Maildir is another user's.
    home = scratch / "server"
    home.mkdir(mode=0o711)
    with OpenSmtpd(build / "servers", home) as server:
        office = Office(programs, scratch / "office")
        office.queue([(f"a{n}@klub.example", subject, body)
                      for n, (subject, body) in enumerate(texts(random.Random(42)))])
        office.server(server, connections=3)
        if (ended := office.run()) != (0, ""):
            yield f"mk-mail ends with {ended}"
        rows = {to: row for to, *row in office.ask("select recipient, subject, body, message_id from mail")}
        found = delivered(server, len(rows))
        if set(found) != set(rows):
            yield f"{len(found)} of {len(rows)} letters are there"
        for to, letter in found.items():
            for added in ("Received", "Return-Path", "Delivered-To"):  # Of the server.
                del letter[added]
            yield from reading(letter, to, *rows[to])
        office.queue(["ola@other.example"])
        ended, talk = office.run()
        if ended != 1 or "550" not in talk:
            yield f"a recipient that is none of the server's: {ended}, {talk}"
