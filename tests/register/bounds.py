"""Files without end, and files that nobody wrote. Memory is bounded whatever they hold."""
import random

from files import HEADER, case, line, refused, register, row, taken

MEGABYTE = 1 << 20
HEAD = (line(*HEADER) + "\n").encode()
FAULTY = (row("Klub", nip="7781346889") + "\n").encode()


def endless(begin, chunk, megabytes=300):
    """A file that begins so and goes on and on."""
    def feed():
        yield begin
        for _ in range(megabytes * MEGABYTE // len(chunk)):
            yield chunk
    return feed


def noise():
    """Bytes of chance, the same each time."""
    chance = random.Random(20261122)
    blocks = [chance.randbytes(MEGABYTE) for _ in range(4)]
    for _ in range(210):  # More than the memory it may take.
        yield chance.choice(blocks)


def many_refused(rows):
    def feed():
        yield HEAD
        for _ in range(rows // 1000):
            yield FAULTY * 1000
    return feed


CASES = [
    case("a cell of ten megabytes", taken(register(row("A"), row("x" * 10 * MEGABYTE), row("B")), added=2,
                                          rejects={3: "field_too_long"}, or_refused="field_too_long")),
    case("a cell of ten megabytes in quotes, with lines in it",
         taken(register(row("A"), row("x;\r\n" * (10 * MEGABYTE // 4)), row("B")), added=2,
               rejects={3: "field_too_long"}, or_refused="field_too_long|quote")),
    case("a cell of ten megabytes of blanks",
         taken(register(row("A"), row("B" + " " * 10 * MEGABYTE + "C"), row("D")), or_refused="field_too_long")),
    case("a row of 100,000 cells", taken(register(row("A"), row("B") + ";" + "x;" * 100_000, row("C")),
                                         added=2, rejects={3: "column_count"}, or_refused="column_count")),
    case("a header of 100,000 columns",
         refused(register(row("A"), header=(*HEADER, *(f"Kolumna {n}" for n in range(100_000)))),
                 "header|column_count")),
    case("100,000 separators and nothing else", refused(b";" * 100_000, "empty|header|column_count")),
    case("a quote that never closes, in a file without end",
         refused(endless(HEAD + b'Fundacja;"', b"Klub;\n" * 200_000), "quote|field_too_long"), thrifty=True),
    case("a line without end", refused(endless(b"", b"x" * MEGABYTE), "header|quote|encoding|field_too_long"),
         thrifty=True),
    case("separators without end",
         refused(endless(HEAD, b";" * MEGABYTE), "column_count|header|empty|field_too_long"), thrifty=True),
    case("nothing but zeros, without end",
         refused("/dev/zero", "encoding|header|empty|control_char|field_too_long"), thrifty=True),
    case("bytes of chance", refused(noise, "encoding|header|quote"), thrifty=True),
    case("section rows without end",
         taken(endless(HEAD + (row("A") + "\n").encode(), b"Dzielnica Wola\n" * 60_000, megabytes=3),
               "--partial", added=1), thrifty=True),
    case("blank lines without end",
         taken(endless(HEAD + (row("A") + "\n").encode(), b"\n" * MEGABYTE, megabytes=4), "--partial",
               added=1), thrifty=True),
    case("100,000 rows that are refused, told to a person",
         taken(many_refused(100_000), "--partial", "--rejects", "refused.csv", added=None, exit=2,
               rejects=None, format="table"), thrifty=True),
    case("50,000 rows that are refused, each told to a program",
         taken(many_refused(50_000), "--partial", added=0, exit=2, rejects=None), thrifty=True),
]
