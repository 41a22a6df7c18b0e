"""The words that the cases are written in."""
import dataclasses

HEADER = ("operator", "name", "kind", "street", "postal_code", "city", "district", "manager", "email",
          "phone", "places", "regon", "nip")
USUAL = {"operator": "Fundacja Żółty Ślimak", "kind": "opiekuńcza", "street": "ul. Łucka 1",
         "postal_code": "00-845", "city": "Warszawa", "district": "Wola", "manager": "Anna Gżegżółka",
         "email": "klub@slimak.example", "phone": "22 555 00 10", "places": "30",
         "regon": "040013098", "nip": "7781346888"}


def quoted(cell, separator=";"):
    """As RFC 4180 writes a cell."""
    if any(sign in cell for sign in (separator, '"', "\r", "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def line(*cells, separator=";"):
    return separator.join(quoted(cell, separator) for cell in cells)


def row(name, header=HEADER, separator=";", **cells):
    """The facility `name`, in every other cell what is usual or what is given."""
    known = {**USUAL, "name": name, **cells}
    return line(*(known.get(column, "") for column in header), separator=separator)


def register(*rows, header=HEADER, end="\r\n", separator=";", encoding="utf-8"):
    """A file of lines, a header before them."""
    return lines(line(*header, separator=separator), *rows, end=end, encoding=encoding)


def lines(*rows, end="\r\n", encoding="utf-8"):
    return "".join(row + end for row in rows).encode(encoding)


@dataclasses.dataclass
class Import:
    """One import and what must come of it."""
    file: object              # bytes, a function that gives chunks of them, or a path
    options: tuple = ()
    edit: tuple = None        # what is replaced in the file before, and by what
    format: str = "json"
    exit: int = 0
    added: int = None         # None: not asked
    updated: int = None
    unchanged: int = None
    delisted: int = None
    skipped: int = None
    rejects: dict = None      # physical line → reason, or "one|another"
    reason: str = None        # of a file that is refused as a whole
    line: int = None
    or_refused: str = None    # the file may as well be refused as a whole, for this reason
    says: str = None          # to be found in what it said
    encoding: str = None
    stored: dict = None       # column → its values, in the order of the ids


@dataclasses.dataclass
class Case:
    sentence: str
    steps: list
    config: str = ""
    thrifty: bool = False     # Too large to be taken in a second time.


def taken(file, *options, **more):
    """Rows are taken, all but those of `rejects`."""
    return Import(file, options, **{"exit": 2 if more.get("rejects") else 0, "rejects": {}, **more})


def refused(file, reason, *options, **more):
    """The file is refused as a whole."""
    return Import(file, options, **{"exit": 65, **more}, reason=reason)


def case(sentence, *steps, **more):
    return Case(sentence, list(steps), **more)


def cells(column, good, bad, header=HEADER):
    """One file that has each text of `good` (text → what is stored) and `bad` (text → reason) in
    `column`, a row a text, and every other cell as usual."""
    if column not in header:
        header = (*header, column)
    rejects, rows, at = {}, [], 2
    for number, text in enumerate([*good, *bad], 1):
        rows.append(row(header=header, **{"name": f"Klub {number}", column: text}))
        if number > len(good):
            rejects[at] = bad[text]
        at += 1 + rows[-1].count("\n") + rows[-1].count("\r") - rows[-1].count("\r\n")
    return taken(register(*rows, header=header), added=len(good), rejects=rejects,
                 stored={column: list(good.values())})
