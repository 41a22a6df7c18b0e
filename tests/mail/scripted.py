"""A mail server on loopback that does as a script says, and notes what a client does wrong.

The script is asked at each step with the step's name, what the client said and a number that counts
this step over the server's life. It gives None for the usual answer, or another reply, or one of
  "drop"      the line is cut without a word
  "reset"     the same, and not gently
  "garbage"   an answer that is none, and the line is cut
  "stall"     no answer, until the server ends
  "keep"      (dot) the letter is taken, and the line is cut before the answer
  "hide"      (ehlo) neither STARTTLS nor AUTH is told of
  "inject"    (starttls) the answer has another one behind it, still in the clear
Steps: greeting ehlo starttls auth mail rcpt data dot quit."""
import base64
import collections
import dataclasses
import re
import socket
import ssl
import struct
import threading


@dataclasses.dataclass
class Letter:
    recipient: str
    message_id: str
    message: bytes
    answered: bool
    login: str
    encrypted: bool
    session: int


class Over(Exception):
    """The line is cut."""


class Server:
    def __init__(self, script=lambda step, said, number: None, tls=None, login=None, delay=None):
        """`tls` is an SSLContext, `login` "user:password", `delay` a wait before the last answer."""
        self.script, self.tls, self.login, self.delay = script, tls, login, delay
        self.taken, self.breaches, self.clear = [], [], []
        self.counts, self.sessions = collections.Counter(), 0
        self.lock, self.over = threading.Lock(), threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.url = f"smtp://localhost:{self.socket.getsockname()[1]}"
        self.thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()

    def serve(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            with self.lock:
                self.sessions += 1
                number = self.sessions
            threading.Thread(target=Session(self, line, number).run, daemon=True).start()

    def ask(self, step, said):
        with self.lock:
            self.counts[step] += 1
            return self.script(step, said, self.counts[step])

    def breach(self, what):
        with self.lock:
            self.breaches.append(what)


class Session:
    """One conversation."""

    def __init__(self, server, line, number):
        self.server, self.line, self.number = server, line, number
        self.buffer = b""
        self.encrypted, self.who = False, ""
        self.greeted, self.sender, self.recipient = False, None, None
        self.hidden = False
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def run(self):
        try:
            if self.answer("greeting", "", "220 relay.example ready"):
                while True:
                    self.command(self.read_line())
        except (Over, OSError):
            pass
        finally:
            self.line.close()

    def say(self, reply):
        self.line.sendall(reply.encode() + b"\r\n")

    def answer(self, step, said, usual):
        """Answers as the script wants; tells whether the client may go on as usual."""
        wanted = self.server.ask(step, said)
        if wanted is None or wanted in ("hide", "inject", "keep"):
            self.say(usual)
            return True
        self.act(wanted)
        return False

    def act(self, wanted):
        if wanted == "stall":
            self.server.over.wait()
        if wanted == "reset":
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if wanted in ("stall", "drop", "reset"):
            raise Over
        if wanted == "garbage":
            self.line.sendall(b"\x00\xffHTTP/1.1 400 Bad Request\r\n\r\n")
            raise Over
        self.say(wanted)
        if wanted.startswith("421"):
            raise Over

    def receive(self):
        more = self.line.recv(65536)
        if not more:
            raise Over
        self.buffer += more

    def read_line(self):
        while b"\n" not in self.buffer:
            self.receive()
        line, self.buffer = self.buffer.split(b"\n", 1)
        if not line.endswith(b"\r") or b"\r" in line[:-1] or b"\0" in line:
            self.server.breach(f"a command that ends in no CRLF: {line!r}")
        if len(line) > 511:
            self.server.breach("a command over 512 bytes")
        if not self.encrypted:
            with self.server.lock:
                self.server.clear.append(line)
        return line.rstrip(b"\r").decode(errors="replace")

    def command(self, said):
        verb = said.split(" ")[0].upper()
        if self.buffer:
            self.server.breach(f"{self.buffer[:60]!r} follows {said[:60]!r} before its answer")
        step = getattr(self, verb.lower() + "_said", None)
        if verb not in ("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "QUIT") or step is None:
            self.server.breach(f"unknown: {said[:60]}")
            return self.say("500 5.5.2 unknown")
        return step(said)

    def ehlo_said(self, said):
        if not re.fullmatch(r"EHLO [A-Za-z0-9.-]+", said):
            self.server.breach(f"greets as {said!r}")
        told = ["relay.example", "8BITMIME", "SIZE 10485760"]
        wanted = self.server.ask("ehlo", said)
        if wanted not in (None, "hide"):
            return self.act(wanted)
        if wanted is None:
            told += ["STARTTLS"] * bool(self.server.tls and not self.encrypted)
            told += ["AUTH PLAIN LOGIN"] * bool(self.server.login and (self.encrypted or not self.server.tls))
        self.greeted, self.sender, self.recipient = True, None, None
        for word in told[:-1]:
            self.say(f"250-{word}")
        self.say(f"250 {told[-1]}")

    def helo_said(self, said):
        self.greeted = True
        self.say("250 relay.example")

    def starttls_said(self, said):
        wanted = self.server.ask("starttls", said)
        if wanted == "inject":
            self.line.sendall(b"220 2.0.0 ready\r\n250-relay.example\r\n250 AUTH PLAIN\r\n")
        elif wanted is not None:
            return self.act(wanted)
        else:
            self.say("220 2.0.0 ready")
        self.line = self.server.tls.wrap_socket(self.line, server_side=True)
        self.encrypted, self.greeted, self.buffer = True, False, b""

    def auth_said(self, said):
        if self.server.tls and not self.encrypted:
            self.server.breach("logs in in the clear")
        kind, _, words = said.partition(" ")[2].partition(" ")
        if kind.upper() != "PLAIN":
            return self.say("504 5.5.4 PLAIN only")
        if not words:
            self.say("334 ")
            words = self.read_line()
        _, user, password = base64.b64decode(words).decode().split("\0")
        right = f"{user}:{password}" == self.server.login
        if self.answer("auth", user, "235 2.7.0 welcome" if right else "535 5.7.8 wrong") and right:
            self.who = user

    def mail_said(self, said):
        found = re.fullmatch(r"MAIL FROM:<([^<>\s@]+@[^<>\s@]+)>( SIZE=\d+)?", said)
        if not found or not self.greeted or self.sender:
            self.server.breach(f"MAIL that is wrong here: {said!r}")
        if self.server.login and not self.who:
            return self.say("530 5.7.0 log in first")
        if self.answer("mail", said, "250 2.1.0 ok"):
            self.sender, self.recipient = found and found[1], None

    def rcpt_said(self, said):
        found = re.fullmatch(r"RCPT TO:<([^<>\s@]+@[^<>\s@]+)>", said)
        if not found or not self.sender or self.recipient:
            self.server.breach(f"RCPT that is wrong here: {said!r}")
        if self.answer("rcpt", said, "250 2.1.5 ok"):
            self.recipient = found and found[1]

    def data_said(self, said):
        if not self.recipient:
            self.server.breach("DATA without a recipient")
            return self.say("503 5.5.1 no recipient")
        if not self.answer("data", said, "354 go on"):
            return None
        while not self.buffer.endswith(b"\r\n.\r\n") and b"\r\n.\r\n" not in self.buffer:
            self.receive()
        message, self.buffer = self.buffer.split(b"\r\n.\r\n", 1)
        return self.dot_said(self.checked(message + b"\r\n"))

    def checked(self, sent):
        """The message without the dots that were added to it."""
        lines = sent.split(b"\r\n")
        if any(b"\n" in line or b"\r" in line or b"\0" in line for line in lines):
            self.server.breach("a bare CR, LF or NUL in a letter")
        if any(line.startswith(b".") and not line.startswith(b"..") for line in lines):
            self.server.breach("a line that begins with one dot")
        message = b"\r\n".join(line[1:] if line.startswith(b".") else line for line in lines)
        if any(byte > 126 for byte in message):
            self.server.breach("a letter that is not ASCII")
        if max(map(len, lines)) > 998:
            self.server.breach("a line over 998 bytes")
        return message

    def dot_said(self, message):
        if self.server.delay:
            self.server.delay()
        found = re.search(rb"(?mi)^Message-ID: *(<[^>]+>)", message)
        wanted = self.server.ask("dot", message.decode("ascii", "replace"))
        if wanted in (None, "keep", "stall"):
            with self.server.lock:
                self.server.taken.append(Letter(self.recipient, found and found[1].decode(), message,
                                                wanted is None, self.who, self.encrypted, self.number))
        self.sender = self.recipient = None
        if wanted == "keep":
            raise Over
        if wanted is None:
            self.say("250 2.0.0 taken")
        else:
            self.act(wanted)

    def rset_said(self, said):
        self.sender = self.recipient = None
        self.say("250 2.0.0 ok")

    def quit_said(self, said):
        self.answer("quit", said, "221 2.0.0 bye")
        raise Over
