"""Dovecot on loopback, with a mailbox of delivery reports: IMAP with TLS, by an authority of its own.

imap_server.py SERVERS FOLDER: runs what tests/jobs/unpack put under SERVERS. FOLDER/ca.pem is made,
FOLDER/Maildir is the inbox of "office", whose password is "s3cret". It writes two ports on stdout, of
imap and of imaps; the certificate names localhost and mail.localhost. It ends when its stdin does.

As root it runs as nobody, in a copy of its own that nobody may read; otherwise as who calls it."""

import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

servers, folder = map(pathlib.Path, sys.argv[1:])
inbox = folder / "Maildir"
user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
group = subprocess.run(["id", "-gn", user.pw_name], capture_output=True, text=True).stdout.strip()
# Short, as it stands in place of a path inside a library.
home = pathlib.Path(tempfile.mkdtemp(prefix="mk", dir="/tmp"))
built_in = b"/usr/lib/dovecot/modules"

CONFIG = """
base_dir = {home}/run
state_dir = {home}/run
libexec_dir = {home}/lib
log_path = {home}/log
import_environment = LD_LIBRARY_PATH
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{home}/server.pem
ssl_key = <{home}/server.key
ssl_min_protocol = TLSv1.2
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{inbox}
stats_writer_socket_path =
passdb {{
  driver = static
  args = password=s3cret user=office
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def openssl(*words):
    subprocess.run(["openssl", *words], cwd=home, check=True, capture_output=True)


def make_certificates():
    """An authority, and a server's certificate by it."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=authority of the tests")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (home / "names").write_text("subjectAltName=DNS:localhost,DNS:mail.localhost\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2",
            "-CAcreateserial", "-extfile", "names", "-out", "server.pem")
    shutil.copy(home / "ca.pem", folder / "ca.pem")


def copy_dovecot():
    """What was unpacked looks for its modules where Debian installs them; ours are elsewhere."""
    shutil.copytree(servers / "usr/lib/dovecot", home / "lib", symlinks=True)
    for library in (servers / "usr/lib").glob("*-linux-gnu/*.so*"):
        shutil.copy(library, home / "lib", follow_symlinks=False)
    for program in ("sbin/dovecot", "bin/doveconf"):
        shutil.copy(servers / "usr" / program, home)
    (home / "m").symlink_to("lib/modules")
    for library in (home / "lib").glob("libdovecot.so.*.*.*"):
        ours = os.fsencode(home / "m").ljust(len(built_in), b"\0")
        library.write_bytes(library.read_bytes().replace(built_in + b"\0", ours + b"\0"))


def free_ports():
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


def give_away():
    """Lets the one it runs as have its files and the inbox; nobody need see the rest of FOLDER."""
    for sub in ("cur", "new", "tmp"):
        (inbox / sub).mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return
    folder.chmod(0o711)
    for top in (home, inbox):
        for path in (top, *top.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False


def start():
    """Dovecot, started as it starts itself, and its ports. A port that somebody took meanwhile costs
    another try."""
    config = home / "dovecot.conf"
    for _ in range(5):
        plain, tls = free_ports()
        config.write_text(CONFIG.format(
            home=home, inbox=inbox, user=user.pw_name, group=group, plain=plain, tls=tls))
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        process = subprocess.Popen(
            [home / "doveconf", "-f", "service=master", "-c", config, "-m", "master", "-p",
             "-e", home / "dovecot", "-F", "-c", config],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env={"LD_LIBRARY_PATH": f"{home}/lib:{home}/lib/modules/old-stats", "PATH": "/usr/bin:/bin"},
            **(as_user if os.geteuid() == 0 else {}))
        while process.poll() is None:
            if answers(plain) and answers(tls):
                return process, plain, tls
            time.sleep(0.05)
    log = home / "log"
    sys.exit("Dovecot does not start\n" + (log.read_text() if log.exists() else ""))


# Whoever stops it closes its stdin too; a signal must not cut the clearing up short.
signal.signal(signal.SIGTERM, lambda *_: None)
process = None
try:
    make_certificates()
    copy_dovecot()
    give_away()
    process, plain, tls = start()
    print(plain, tls, flush=True)
    sys.stdin.read()
finally:
    if process is not None:
        process.terminate()
        process.wait()
    if os.environ.get("MK_KEEP_LOG"):
        sys.stderr.write((home / "log").read_text())
    shutil.rmtree(home, ignore_errors=True)
