"""64 facilities ask for the last 10 places at once."""
from city import City, COORDINATOR

MEMBERS, LEFT = 64, 10


def reserve(*options):
    return [["rewards", "reserve", "R-1", f"F-{n}", *options] for n in range(1, MEMBERS + 1)]


def talk_faults(answers, refused):
    """Each ends as granted or is told why not, and nobody hears of a lock."""
    wrong = []
    for number, (code, talk) in enumerate(answers, 1):
        if code not in (0, 1) or any(word in talk.lower() for word in ("lock", "busy", "in use", "again in a moment")):
            wrong.append(f"F-{number} ends with {code}: {talk}")
        elif code == 1 and refused not in talk:
            wrong.append(f"F-{number} is refused without the reason: {talk}")
    return wrong


def book_faults(city, held):
    """`held` places are taken, as the pool and the budget have it, by facilities that differ."""
    taken, facilities, cost = city.ask("select sum(quantity), count(distinct facility), sum(cost) from holding")[0]
    wrong = []
    if (taken, facilities, cost) != (held, held, 10000 * held):
        wrong.append(f"{taken} places are taken by {facilities} facilities for {cost}, not {held} by {held}")
    return wrong + city.faults()


def first_come(city):
    city.again()
    answers = city.at_once(reserve())
    codes = [code for code, _ in answers]
    wrong = talk_faults(answers, "nothing is left of R-1 this season; the whole pool of 12 is reserved")
    if codes.count(0) != LEFT:
        wrong.append(f"{codes.count(0)} of the last {LEFT} places were given")
    twice = city.ask("select recipient, event, count(*) from mail where event <> 'reservation-notice'"
                     " group by 1, 2 having count(*) > 1")
    told = city.value("select count(*) from mail where recipient = ?", COORDINATOR)
    if twice or told != 2 + LEFT:
        wrong.append(f"letters that came twice: {twice}; notices: {told}")
    return wrong + book_faults(city, 2 + LEFT)


def in_line(city):
    """Who gets no place waits; what 10 give back goes to the first 10 of the line, once each."""
    city.again()
    wrong = talk_faults(answers := city.at_once(reserve("--wait")), "no reason at all")
    if any(code != 0 for code, _ in answers):
        wrong.append(f"not everybody has a place or waits: {answers}")
    granted = [row[0] for row in city.ask("select id from reservation where state = 'reserved' and facility <= 64"
                                          " order by id")]
    line = [row[0] for row in city.ask("select id from reservation where state = 'waiting' order by id")]
    if (len(granted), len(line)) != (LEFT, MEMBERS - LEFT):
        wrong.append(f"{len(granted)} have a place and {len(line)} wait")
    shown = city.mk("rewards", "waiting", "R-1", "--format", "csv").split()[1:]
    if [row.split(",")[0] for row in shown if row.startswith("V-")] != [f"V-{number}" for number in line]:
        wrong.append(f"the line is shown as {shown}, not {line}")
    wrong += book_faults(city, 2 + LEFT)

    answers = city.at_once([["rewards", "cancel", f"V-{number}", "--reason", "chora grupa"] for number in granted])
    wrong += talk_faults(answers, "no reason at all")
    if any(code != 0 for code, _ in answers):
        wrong.append(f"not everybody could cancel: {answers}")
    offered = [row[0] for row in city.ask("select id from reservation where state = 'offered' order by id")]
    letters = city.value("select count(*) from mail where event = 'place-offered'")
    if offered != line[:LEFT] or letters != LEFT:
        wrong.append(f"offered to {offered} by {letters} letters, not to {line[:LEFT]}")
    return wrong + book_faults(city, 2 + LEFT)


def faults(programs, scratch, thorough):
    city = City(programs, scratch, members=MEMBERS + 2)
    city.reward(pool=2 + LEFT)
    for number in (65, 66):
        city.mk("rewards", "reserve", "R-1", f"F-{number}")
    city.keep()
    rounds = 20 if thorough else 3
    for number in range(rounds):
        yield from (f"round {number}: {fault}" for fault in first_come(city))
    for number in range(3 if thorough else 1):
        yield from (f"line {number}: {fault}" for fault in in_line(city))
    print(f"{rounds} rounds of {MEMBERS} processes for the last {LEFT} places")
