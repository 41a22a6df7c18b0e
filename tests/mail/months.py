"""Months of mk-remind: run at any moment and by any machine's time zone, several at once, killed at any moment,
off for weeks. Each facility is told of each occasion once, of the latest only after days off, and of nothing
after the window."""
import collections
import datetime
import os
import random
import sqlite3
import time
import zoneinfo

from office import Office, text

WARSAW = zoneinfo.ZoneInfo("Europe/Warsaw")
HOUR = datetime.timedelta(hours=1)
ZONES = ["UTC", "Europe/Warsaw", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"]
FACILITIES = 30
FACILITY = """insert into facility (state, operator, name, district, key_hash, row_hash)
  values ('active', 'Fundacja Iskra', ?, 'Wola', randomblob(16), randomblob(16))"""
ACCOUNT = """insert into account (facility, manager, email, applied_at, approved_at, activated_at)
  values (?, 'Anna Lis', ?, '2026-07-01T08:00:00Z', '2026-07-02T08:00:00Z', '2026-07-05T08:00:00Z')"""


def warsaw(year, month, day, hour=8):
    return datetime.datetime(year, month, day, hour, tzinfo=WARSAW).astimezone(datetime.timezone.utc)


def city(programs, folder):
    """An office with active facilities that send no card."""
    office = Office(programs, folder)
    db = sqlite3.connect(office.database)
    for number in range(1, FACILITIES + 1):
        db.execute(FACILITY, (f"Klub {number}",))
        db.execute(ACCOUNT, (number, f"klub{number}@iskra.example"))
    db.commit()
    db.close()
    return office


def told(office):
    """Of which occasion each was told on which day of Warsaw, how often."""
    rows = office.ask("select facility, occurrence, queued_at from mail where event = 'card-reminder' order by id")
    return collections.Counter(
        (facility, occurrence.rpartition("/")[2],
         datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(WARSAW).strftime("%m-%d"))
        for facility, occurrence, moment in rows)


def wrong(office, expected, what):
    """What is wrong when each facility was to be told of `expected`, occasions and their days."""
    counted = told(office)
    wanted = {(facility, *occasion) for facility in range(1, FACILITIES + 1) for occasion in expected}
    if twice := [it for it, times in counted.items() if times > 1]:
        yield f"{what}: told twice: {twice[:3]}"
    if lost := wanted - set(counted):
        yield f"{what}: not told: {sorted(lost)[:3]}"
    if more := set(counted) - wanted:
        yield f"{what}: told without need: {sorted(more)[:3]}"


def run(office, moment, chance):
    office.now = moment
    office.environment["TZ"] = chance.choice(ZONES)
    return office.run("mk-remind")


def september(programs, folder, chance, runs, at_once, kills):
    """So many runs through September, of which some are killed and some run at once with others."""
    office = city(programs, folder)
    moments = [warsaw(2026, 9, day) for day in (1, 15, 25, 30)]
    begin = warsaw(2026, 8, 30)
    moments += [begin + chance.random() * 34 * 24 * HOUR for _ in range(runs - len(moments))]
    for moment in sorted(moments):
        office.now = moment
        office.environment["TZ"] = chance.choice(ZONES)
        for _ in range(kills):
            process = office.start("mk-remind")
            time.sleep(chance.random() * 0.03)
            process.kill()
            process.communicate()
        for process in [office.start("mk-remind") for _ in range(at_once)]:
            talk = "".join(process.communicate())
            if process.returncode or talk:
                yield f"one of {at_once} at once ends with {process.returncode}: {talk}"
        if (ended := office.run("mk-remind")) != (0, ""):
            yield f"mk-remind at {text(moment)} ends with {ended}"
    yield from wrong(office, [("opening", "09-01"), ("middle", "09-15"), ("before-end", "09-25"),
                              ("last-day", "09-30")], f"{runs} runs through September")


def clock_change(programs, folder, chance, term, day):
    """Each hour from the day before to the day after; the day itself is five days before the term's end."""
    office = city(programs, folder)
    office.now = warsaw(day.year, day.month, 1)
    end = day + datetime.timedelta(days=5)
    if office.run("mk", "survey", "open", term, "--until", str(end), "--reason", "strajk")[0]:
        raise RuntimeError("the term cannot be extended")
    before = day - datetime.timedelta(days=1)
    moment = warsaw(before.year, before.month, before.day, 0)
    for hour in range(24 + 25 + 24):
        if (ended := run(office, moment + hour * HOUR, chance)) != (0, ""):
            yield f"mk-remind at {text(moment + hour * HOUR)} ends with {ended}"
    yield from wrong(office, [("middle", before.strftime("%m-%d")), ("before-end", day.strftime("%m-%d"))],
                     f"each hour round {day}")


def days_off(programs, folder, chance):
    office = city(programs, folder / "within")
    for day in (5, 25):
        run(office, warsaw(2026, 9, day), chance)
    yield from wrong(office, [("opening", "09-05"), ("before-end", "09-25")], "20 days off")
    office = city(programs, folder / "after")
    run(office, warsaw(2026, 9, 20), chance)
    run(office, warsaw(2026, 10, 10), chance)
    yield from wrong(office, [("middle", "09-20")], "20 days off, until after the window")


def has_turn(office):
    """Whether a process has the calendar's turn on the database."""
    inode = f":{os.stat(office.database).st_ino} "
    with open("/proc/locks", encoding="ascii") as locks:
        return any("OFDLCK" in line and inode in line for line in locks)


def turns(programs, folder):
    """While one works, another leaves; the turn of one that is killed is free."""
    office = city(programs, folder)
    office.now = warsaw(2026, 9, 1)
    db = sqlite3.connect(office.database, isolation_level=None)
    db.execute("begin immediate")  # The first one waits for it, in its turn.
    first = office.start("mk-remind")
    while not has_turn(office):
        if first.poll() is not None:
            yield f"the first ends with {first.communicate()}"
            return
        time.sleep(0.01)
    if (ended := office.run("mk-remind")) != (0, ""):
        yield f"the second ends with {ended}"
    code, answer = office.run("mk-remind", "--format", "json")
    if code or '"running_already": true' not in answer:
        yield f"the third says {answer}"
    if first.poll() is not None:
        yield "the first did not wait"
    first.kill()
    first.communicate()
    db.execute("rollback")
    db.close()
    if has_turn(office):
        yield "the turn outlives its process"
    if (ended := office.run("mk-remind")) != (0, ""):
        yield f"the run after the kill ends with {ended}"
    yield from wrong(office, [("opening", "09-01")], "after a kill")


def faults(programs, scratch, full):
    chance = random.Random(20260901)
    yield from september(programs, scratch / "september", chance, 50 if full else 12, 4 if full else 2, 1)
    for term, day in (("2026-09", datetime.date(2026, 10, 25)), ("2027-03", datetime.date(2027, 3, 28))):
        yield from clock_change(programs, scratch / term, chance, term, day)
    yield from days_off(programs, scratch / "off", chance)
    yield from turns(programs, scratch / "turns")
