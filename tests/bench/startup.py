"""How long the installed program takes to say something, beside what SQLite's own takes."""
import os
import shutil
import sys
import time

from measuring import RELEASE, ROOT, run

ROUNDS = 60
DISTRICTS = ["Bemowo", "Mokotów", "Ochota", "Wola", "Żoliborz"]


def once(command, environment):
    """Milliseconds from the start of a program to its end."""
    null = os.open(os.devnull, os.O_RDWR)
    began = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment,
                             file_actions=[(os.POSIX_SPAWN_DUP2, null, n) for n in (0, 1)])
    _, status = os.waitpid(process, 0)
    took = (time.perf_counter() - began) * 1000
    os.close(null)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return took


def best(commands, environment):
    """The best of ROUNDS of each command, run in turns."""
    rounds = [[once(command, environment) for command in commands] for _ in range(ROUNDS)]
    return [min(column) for column in zip(*rounds)]


def measure(bench):
    prefix = bench.scratch / "prefix"
    run("cmake", "--install", RELEASE, "--prefix", prefix, "--strip")
    mk, sqlite = str(prefix / "bin/mk"), shutil.which("sqlite3")
    database, register = bench.scratch / "mk.db", bench.scratch / "register.csv"
    environment = {"PATH": os.environ["PATH"], "HOME": str(bench.scratch),
                   "MK_DATABASE": str(database), "MK_CONFIG": str(ROOT / "examples/mk.toml"),
                   "LC_ALL": "C.UTF-8", "LANGUAGE": "pl"}
    register.write_text("operator;name;district\n" + "".join(
        f"Fundacja Wzór {n};Klub {n};{DISTRICTS[n % len(DISTRICTS)]}\n" for n in range(20)))
    run(mk, "init", env=environment)
    run(mk, "facility", "import", register, env=environment)
    # The third is the floor of a list: SQLite reads the whole schema before it reads a row.
    select, version, floor, listing = best(
        [[sqlite, str(database), "select 1"], [mk, "--version"],
         [sqlite, str(database), "select * from facility"], [mk, "facility", "list"]], environment)
    bench.remark(f"sqlite3 'select 1' {select:.2f} ms, mk --version {version:.2f} ms, "
                 f"mk facility list {listing:.2f} ms; best of {ROUNDS}")
    bench.bound("mk --version ÷ sqlite3 db 'select 1'", version / select, 1.5)
    bench.bound("mk facility list of 20 rows with a config ÷ the same", listing / select, 2.0)
    bench.told("sqlite3 listing the same rows of the same file ÷ the same", f"{floor / select:.2f}")
    libraries = run("ldd", mk) + run("ldd", prefix / "lib/libmk.so")
    bench.must("libcurl in ldd mk", "no", "yes" if "libcurl" in libraries else "no")
