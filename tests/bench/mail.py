"""How fast letters go, each written down as sent before the next of its connection, beside Postfix's own
load generator, beside msmtp once a letter, and by more connections; and what a run costs that has nothing
to do. smtp-source, smtp-sink and msmtp are unpacked under the build folder, not installed."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

from measuring import RELEASE, ROOT, run
from startup import best

sys.path.insert(0, str(ROOT / "tests/mail"))

import kills
import months
import storm
from authority import Authority
from office import Office
from scripted import Server

SERVERS = ROOT / "build/servers"
LIBRARIES = {"LD_LIBRARY_PATH": f"{SERVERS}/usr/lib/postfix:{SERVERS}/usr/lib/x86_64-linux-gnu"}
TEXT = "Dzień dobry,\n\n" + "to jest list o wierszu takim, jak bywają wiersze listów.\n" * 20
ROUNDS = 5


class Sink:
    """smtp-sink, which takes all letters and forgets them."""

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen([SERVERS / "usr/sbin/smtp-sink", *user, f"127.0.0.1:{self.port}", "100"],
                                        env=os.environ | LIBRARIES)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.01)
        self.url = f"smtp://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def wall(work):
    """Seconds that `work` takes by the clock."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def sending(office, letters):
    """Seconds for so many letters by mk-mail, from its start to its end."""
    office.queue([(f"a{office.queued + n}@klub.example", "Temat", TEXT) for n in range(letters)])

    def send():
        if (ended := office.run()) != (0, ""):
            sys.exit(f"mk-mail ends with {ended}")
    return wall(send)


def beside_source(bench, programs):
    """The best of some rounds, in turns, of both."""
    letters = 10_000  # So many that a loaded machine hurts both alike.
    with Sink() as sink:
        office = Office(programs, bench.scratch / "source", transport="smtp", url=sink.url)
        source = [SERVERS / "usr/sbin/smtp-source", "-d", "-s", "1", "-m", str(letters), "-l", str(len(TEXT)),
                  "-f", "mk@city.example", "-t", "ada@klub.example", f"127.0.0.1:{sink.port}"]
        pairs = [(wall(lambda: run(*source, env=os.environ | LIBRARIES)), sending(office, letters))
                 for _ in range(ROUNDS)]
    theirs, ours = (min(column) for column in zip(*pairs))
    bench.remark(f"{letters / ours:.0f} letters/s durable over one connection, smtp-source {letters / theirs:.0f}")
    bench.least("one connection, each letter committed ÷ smtp-source -d -s 1", theirs / ours, 0.35)


def beside_msmtp(bench, programs):
    """Both log in over TLS, as at a city's relay; msmtp is started once a letter."""
    authority = Authority(bench.scratch / "authority")
    with Server(tls=authority.server(), login="mk:s3cret") as server:
        port = server.url.rpartition(":")[2]
        office = Office(programs, bench.scratch / "msmtp")
        office.server(server, tls="required", ca_file=authority.certificate, user="mk",
                      password_file=office.secret("s3cret"))
        letter = (f"From: mk@city.example\r\nTo: ada@klub.example\r\nMessage-ID: <1@city.example>\r\n\r\n{TEXT}"
                  .encode("ascii", "replace"))
        msmtp = [SERVERS / "usr/bin/msmtp", "--host=localhost", f"--port={port}", "--tls=on", "--auth=plain",
                 f"--tls-trust-file={authority.certificate}", "--user=mk", "--passwordeval=echo s3cret",
                 "--from=mk@city.example", "ada@klub.example"]
        environment = os.environ | LIBRARIES
        theirs = min(wall(lambda: run(*msmtp, input=letter, env=environment)) for _ in range(20))
        ours = min(sending(office, 1000) for _ in range(3)) / 1000
    bench.remark(f"msmtp {theirs * 1000:.1f} ms a letter, mk-mail {ours * 1000:.2f} ms")
    bench.least("÷ msmtp once a letter, both over TLS and logged in", theirs / ours, 50, "{:.0f}")


def by_connections(bench, programs):
    """A relay that takes 20 ms for each letter."""
    speed = {}
    with Server(delay=lambda: time.sleep(0.020)) as server:
        for connections, letters in ((1, 60), (4, 240), (10, 600)):
            office = Office(programs, bench.scratch / f"connections-{connections}")
            office.server(server, connections=connections)
            speed[connections] = letters / min(sending(office, letters) for _ in range(3))
    bench.remark("letters/s by a relay that takes 20 ms: "
                 + ", ".join(f"{rate:.0f} over {n}" for n, rate in speed.items()))
    bench.least("a relay that takes 20 ms: 4 connections ÷ 1", speed[4] / speed[1], 3)
    bench.aim("a relay that takes 20 ms: 10 connections ÷ 1", speed[10] / speed[1], 6)


def nothing_to_do(bench, programs):
    office = Office(programs, bench.scratch / "idle", transport="smtp", url="smtp://relay.example:587")
    office.run()
    idle, curl = best([[str(programs / "mk-mail")], [shutil.which("curl"), "--version"]], office.environment)
    bench.remark(f"mk-mail with nothing to do {idle:.2f} ms, curl --version {curl:.2f} ms")
    bench.bound("mk-mail with nothing to do ÷ curl --version", idle / curl, 1.3)


def measure(bench):
    for package in ("postfix", "msmtp"):
        run(ROOT / "tests/jobs/unpack", ROOT / "build", package)
    prefix = bench.scratch / "mail"
    run("cmake", "--install", RELEASE, "--prefix", prefix, "--strip")
    programs = prefix / "bin"
    nothing_to_do(bench, programs)
    beside_source(bench, programs)
    beside_msmtp(bench, programs)
    by_connections(bench, programs)
    if bench.quick:
        return
    for topic, what in ((months, "mk-remind through September, both clock changes, 20 days off: what is wrong"),
                        (kills, "100 kills of 4 connections: what is wrong"),
                        (storm, "10,000 letters, 8 runs, faults, 50 kills: what is wrong")):
        folder = bench.scratch / topic.__name__
        folder.mkdir()
        bench.must(what, "nothing", "; ".join(topic.faults(programs, folder, True)) or "nothing")
