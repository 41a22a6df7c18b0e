"""Runs a case and tells what is not as it must be."""
import contextlib
import csv
import dataclasses
import hashlib
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import threading
import unicodedata

MOST_MEMORY = 200  # MiB
MOST_TALK = 64 * 1024
SIGNS = tuple("=+-@\t\r＝＋－＠")


@dataclasses.dataclass
class Answer:
    code: int
    said: str
    talk: str
    memory: float  # at its peak, in MiB


def dangerous(character):
    code = ord(character)
    return (code < 0x20 or 0x7F <= code < 0xA0 or code in (0x61C, 0xFEFF, 0x2060)
            or 0x200B <= code <= 0x200F or 0x2028 <= code <= 0x202E or 0x2066 <= code <= 0x206F)


class Place:
    """A folder with a database of its own."""

    def __init__(self, program, folder):
        self.program, self.folder = program.resolve(), folder
        self.database = folder / "mk.db"
        # What the sanitizers need for themselves says nothing of the program.
        self.measured = b"__asan_init" not in self.program.read_bytes()
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "LANGUAGE": "en",
            "MK_DATABASE": str(self.database), "MK_NOW": "2026-09-10T09:00:00+02:00"}
        self.mk("init")

    def mk(self, *words, feed=None):
        """Runs the program; `feed` gives it chunks until it has enough of them."""
        with (self.folder / "said").open("w+b") as said, (self.folder / "talk").open("w+b") as talk:
            child = subprocess.Popen([self.program, *words], cwd=self.folder, env=self.environment,
                                     stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
                                     stdout=said, stderr=talk)
            if feed:
                pour(feed, child.stdin)
            hurry = threading.Timer(120, child.kill)  # An endless file must not hold up the tests.
            hurry.start()
            _, status, used = os.wait4(child.pid, 0)
            hurry.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0), talk.seek(0)
            return Answer(child.returncode, said.read().decode(errors="replace"),
                          talk.read().decode(errors="replace"), used.ru_maxrss / 1024)

    def rows(self):
        with contextlib.closing(sqlite3.connect(self.database)) as db:
            db.row_factory = sqlite3.Row
            return [dict(it) for it in db.execute("select * from facility order by id")]

    def bytes(self):
        return {it.name: hashlib.sha256(it.read_bytes()).hexdigest()
                for it in self.folder.glob("mk.db*")}


def pour(feed, pipe):
    try:
        for chunk in feed():
            pipe.write(chunk)
        pipe.close()
    except BrokenPipeError:
        pass


def faults_of(case, place):
    faults = []
    if case.config:
        (place.folder / "mk.toml").write_text(case.config)
        os.chmod(place.folder / "mk.toml", 0o600)
        place.environment["MK_CONFIG"] = str(place.folder / "mk.toml")
    for number, step in enumerate(case.steps, 1):
        before = place.bytes()
        answer = take_in(place, step, number)
        if step.or_refused and answer.code == 65:
            step = dataclasses.replace(step, exit=65, reason=step.or_refused, stored=None)
        faults += [f"import {number}: {fault}" for fault in faults_of_answer(step, answer, place)]
        if step.exit not in (0, 2) and place.bytes() != before:
            faults.append(f"import {number} was refused and changed the database")
        faults += faults_of_store(step, place)
    if not faults and step.exit in (0, 2) and not case.thrifty:
        faults += faults_of_again(step, place, len(case.steps))
        faults += faults_of_export(place)
    return faults


def take_in(place, step, number):
    words = ["--format", step.format, "facility", "import"]
    if callable(step.file):
        return place.mk(*words, "-", *step.options, feed=step.file)
    name = step.file if isinstance(step.file, str) else f"{number}.csv"
    if isinstance(step.file, bytes):
        (place.folder / name).write_bytes(step.file)
    if step.edit:
        (place.folder / name).write_bytes((place.folder / name).read_bytes().replace(*step.edit))
    return place.mk(*words, name, *step.options)


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def error_in(talk):
    for line in talk.splitlines():
        if line.startswith('{"error"'):
            return (parsed(line) or {}).get("error", {})
    return {}


def faults_of_answer(step, answer, place):
    faults = []
    if answer.code != step.exit:
        faults.append(f"ended with {answer.code} instead of {step.exit}: {answer.talk[-300:]}")
    for text in (answer.said, answer.talk):
        if found := [f"U+{ord(c):04X}" for c in text if dangerous(c) and c != "\n"]:
            faults.append(f"its output has {', '.join(sorted(set(found)))}")
    if len(answer.talk.encode()) > MOST_TALK:
        faults.append(f"it talked {len(answer.talk.encode())} bytes")
    if place.measured and answer.memory > MOST_MEMORY:
        faults.append(f"it took {answer.memory:.0f} MiB")
    if step.says and step.says not in answer.said + answer.talk:
        faults.append(f"did not say “{step.says}”: {answer.talk[-300:]}")
    return faults or (faults_of_refusal if step.reason else faults_of_result)(step, answer)


def faults_of_refusal(step, answer):
    error = error_in(answer.talk)
    faults = []
    if error.get("reason") not in step.reason.split("|"):
        faults.append(f"refused for {error.get('reason')} instead of {step.reason}: {answer.talk}")
    if step.line is not None and error.get("line") != step.line:
        faults.append(f"named line {error.get('line')} instead of {step.line}")
    return faults


def faults_of_result(step, answer):
    if step.exit not in (0, 2) or step.format != "json":
        return []
    result = parsed(answer.said)
    if result is None:
        return [f"its answer is no JSON: {answer.said[:200]}"]
    faults = []
    for key in ("added", "updated", "unchanged", "delisted", "skipped"):
        wanted = getattr(step, key)
        if wanted is not None and result[key] != wanted:
            faults.append(f"{key} {result[key]} instead of {wanted}")
    if result["read"] != sum(result[it] for it in ("added", "updated", "unchanged", "rejected")):
        faults.append(f"its counts do not add up: {answer.said[:200]}")
    if step.encoding and result.get("encoding") != step.encoding:
        faults.append(f"read as {result.get('encoding')} instead of {step.encoding}")
    if result["rejected"] != len(result["rejects"]):
        faults.append(f"{result['rejected']} rejected and {len(result['rejects'])} told")
    return faults + faults_of_rejects(step.rejects, result["rejects"])


def faults_of_rejects(wanted, rejects):
    if wanted is None:
        return []
    faults = []
    told = {it["line"]: it for it in rejects}
    for line in sorted(wanted.keys() | told.keys()):
        reason = told[line]["reason"] if line in told else "taken"
        if reason not in wanted.get(line, "taken").split("|"):
            value = told[line]["value"] if line in told else ""
            faults.append(f"line {line} is {reason} instead of {wanted.get(line, 'taken')} {value!r}")
    return faults


def faults_of_store(step, place):
    faults = []
    rows = place.rows()
    for row in rows:
        for column, value in row.items():
            if isinstance(value, str) and any(map(dangerous, value)):
                faults.append(f"{column} is stored as {value!r}")
            if isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
                faults.append(f"{column} is stored out of NFC: {value!r}")
    for column, values in (step.stored or {}).items():
        found = [row[column] for row in rows]
        if [str(it) for it in found] != [str(it) for it in values]:
            faults.append(f"{column} is stored as {found} instead of {values}")
    return faults


def faults_of_again(step, place, number):
    """A second import of the same file changes nothing at all."""
    before = place.bytes()
    answer = take_in(place, step, number)
    result = parsed(answer.said)
    if answer.code != step.exit or result is None:
        return [f"taken in again it ended with {answer.code}: {answer.talk[-300:]}"]
    if result["added"] or result["updated"] or result["delisted"] or result["batch"]:
        return [f"taken in again it changed something: {answer.said[:200]}"]
    return [] if place.bytes() == before else ["taken in again it changed the database"]


def faults_of_export(place):
    """What is exported is harmless, and taken in again all unchanged."""
    place.mk("facility", "export", "export.csv")
    bytes_of_file = (place.folder / "export.csv").read_bytes()
    if not bytes_of_file.startswith(b"\xef\xbb\xbf") or b"\n" in bytes_of_file.replace(b"\r\n", b""):
        return ["the export is no file for a Polish spreadsheet"]
    table = list(csv.reader(io.StringIO(bytes_of_file.decode("utf-8-sig"), newline=""), delimiter=";"))
    faults = [f"a spreadsheet would run the exported {cell!r}" for row in table for cell in row
              if cell.startswith(SIGNS) and not cell.removeprefix("+").replace(" ", "").isdecimal()
              and not cell.startswith("+48")]
    if len(table) == 1:
        return faults
    answer = place.mk("--format", "json", "facility", "import", "export.csv")
    result = parsed(answer.said)
    if answer.code != 0 or result is None or result["unchanged"] != len(table) - 1:
        faults.append(f"the export is not taken in as it is: {answer.said[:150]} {answer.talk[-300:]}")
    return faults
