"""What the parts of the bench share: the table, and what a program costs."""
import dataclasses
import os
import pathlib
import resource
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RELEASE = ROOT / "build/release"


class Bench:
    """The table, printed row by row, and what was asked for."""

    def __init__(self, scratch, quick, thorough):
        self.scratch = scratch
        self.quick = quick
        self.thorough = thorough
        self.kept = True
        self._row("what", "measured", "must be", "")

    def bound(self, what, value, most, form="{:.2f}"):
        """A row that must be kept."""
        good = value <= most
        self.kept = self.kept and good
        self._row(what, form.format(value), f"≤ {most}", "" if good else "TOO MUCH")

    def least(self, what, value, least, form="{:.2f}"):
        """A row that must not fall below."""
        good = value >= least
        self.kept = self.kept and good
        self._row(what, form.format(value), f"≥ {least}", "" if good else "TOO LITTLE")

    def aim(self, what, value, least, form="{:.2f}"):
        """A row that had better not fall below."""
        self._row(what, form.format(value), f"goal ≥ {least}", "" if value >= least else "TOO LITTLE")

    def goal(self, what, value, most, form="{:.2f}"):
        """A row that is told, kept or not."""
        self._row(what, form.format(value), f"goal {most}", "" if value <= most else "TOO MUCH")

    def told(self, what, value):
        """A row that bounds nothing."""
        self._row(what, value, "", "")

    def must(self, what, wanted, found):
        """A row that is so or not."""
        self.kept = self.kept and wanted == found
        self._row(what, found, wanted, "" if wanted == found else "WRONG")

    @staticmethod
    def remark(text):
        print(f"({text})", flush=True)

    @staticmethod
    def _row(what, measured, bound, verdict):
        print(f"{what:<60} {measured:>9}   {bound:<9} {verdict}".rstrip(), flush=True)


def run(*command, **more):
    """Runs a command that must end with 0, silently; gives what it said."""
    done = subprocess.run(command, **{"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **more})
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n"
                 + (done.stdout or b"").decode(errors="replace")[-2000:])
    return (done.stdout or b"").decode()


@dataclasses.dataclass
class Cost:
    seconds: float  # of processor, in the program and in the system for it
    memory: float   # at its peak, in MiB


def cost(command, environment):
    """What a program costs that must end with 0. A peak of less than our own memory cannot be seen,
    for the child begins with it; so nothing large is kept here."""
    null = os.open(os.devnull, os.O_RDWR)
    child = os.posix_spawn(command[0], [str(word) for word in command], environment,
                           file_actions=[(os.POSIX_SPAWN_DUP2, null, n) for n in (0, 1, 2)])
    _, status, used = os.wait4(child, 0)
    os.close(null)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def processor_seconds(*command, **more):
    """Those of a command and of all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*command, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
