#!/usr/bin/python3
"""The import of a register as a script would do it: register_script.py FILE DATABASE.

What `mk facility import` is measured against: csv and sqlite3 of Python's own library, the checks of
mk-register(5) cell by cell, the same columns into the tables that `mk init` made, in one transaction.
It takes a first import of a UTF-8 file with our own headers and no more; it is written to be fast,
not to lose.
"""
import csv
import functools
import hashlib
import re
import sqlite3
import sys
import unicodedata

LONGEST = 254
REQUIRED = {"operator", "name", "district"}
TEXTS = ("operator", "name", "street", "manager", "register_no", "informal_name")
COLUMNS = ("operator", "name", "kind", "street", "postal_code", "city", "district", "manager",
           "email", "phone", "places", "regon", "nip", "krs", "register_no", "informal_name")
DISTRICTS = ("Bemowo", "Białołęka", "Bielany", "Mokotów", "Ochota", "Praga-Południe",
             "Praga-Północ", "Rembertów", "Śródmieście", "Targówek", "Ursus", "Ursynów", "Wawer",
             "Wesoła", "Wilanów", "Włochy", "Wola", "Żoliborz")
KINDS = ("opiekuńcza", "specjalistyczna", "praca podwórkowa")
POLISH = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
BLANKS = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
SHOWS_NOTHING = re.compile("[\u00ad\u180e\u200b-\u200d\u2060\ufeff]")
DANGEROUS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
EXCEL_ERROR = re.compile(r"#(ADR|ARG|DZIEL/0|LICZBA|N/D|NAZWA|ZERO|REF|VALUE|DIV/0|NUM|N/A|NAME|NULL)"
                         r"[!?]?$|##+$|Err:5")
SIGNS = "=+-@＝＋－＠"
TELEPHONE = re.compile(r"\+[0-9][0-9 ]*$")
EMAIL = re.compile(r"(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
                   r"(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
                   r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
                   r"(?![0-9]+$)[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$")
POSTAL_CODE = re.compile(r"[0-9]{2}-[0-9]{3}$")
LABEL = re.compile(r"(telefon|tel|kom|fax)[.: ]*")
FILLERS = str.maketrans("", "", " -.()/")
HYPHENS = str.maketrans("–—‑‐−", "-----")
PESEL = re.compile(r"(?<![0-9+])[0-9]{11}(?![0-9])")

class Refused(Exception):
    pass


def tidy(text):
    if not text.isprintable():
        text = SHOWS_NOTHING.sub("", BLANKS.sub(" ", text))
    if "  " in text:
        text = BLANKS.sub(" ", text)
    text = text.strip(" ")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def digits_of(text):
    return text.translate(HYPHENS).replace(" ", "").replace("-", "")


def weighed(digits, weights):
    return sum(map(int.__mul__, map(int, digits), weights)) % 11


def nip(cell):
    digits = digits_of(cell.upper().removeprefix("PL"))
    if len(digits) == 10 and digits.isdecimal() and digits.isascii() and digits.strip("0"):
        if weighed(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7)) == int(digits[9]):
            return digits
    raise Refused("nip")


def short_regon(digits):
    return weighed(digits, (8, 9, 2, 3, 4, 5, 6, 7)) % 10 == int(digits[8])


def regon(cell):
    digits = digits_of(cell)
    if digits.isdecimal() and digits.isascii() and digits.strip("0"):
        if len(digits) == 9 and short_regon(digits):
            return digits
        if len(digits) == 14 and short_regon(digits) and weighed(
                digits, (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)) % 10 == int(digits[13]):
            return digits
    raise Refused("regon")


def krs(cell):
    digits = digits_of(cell)
    if len(digits) == 10 and digits.isdecimal() and digits.isascii() and digits.strip("0"):
        return digits
    raise Refused("krs")


def postal_code(cell):
    code = cell.translate(HYPHENS).replace(" ", "")
    if not POSTAL_CODE.match(code):
        raise Refused("postal_code")
    return code


def places(cell):
    if not cell.isascii() or not cell.isdecimal() or not 1 <= int(cell) <= 999:
        raise Refused("places")
    return int(cell)


def email(cell):
    if not EMAIL.match(cell):
        raise Refused("email")
    return cell


@functools.cache
def city(cell):
    if re.sub(r"^(m\. ?st\.?|m st|st\. m\.|miasto stołeczne) *", "", cell.casefold()) != "warszawa":
        raise Refused("city")
    return "Warszawa"


COMPARED = {name.casefold().translate(POLISH).replace("-", ""): name for name in DISTRICTS}


@functools.cache
def district(cell):
    word = cell.translate(HYPHENS).casefold().translate(POLISH).replace(" ", "").replace("-", "")
    if word not in COMPARED:
        raise Refused("district")
    return COMPARED[word]


@functools.cache
def kind(cell):
    known = {word.translate(POLISH).replace(" ", ""): word for word in KINDS}
    known["podworkowa"] = "praca podwórkowa"
    found = set()
    for word in re.split(r"[+/;,]| i | oraz ", cell.casefold()):
        word = word.translate(POLISH).replace(" ", "").replace("-", "")
        if word and word not in known:
            raise Refused("kind")
        if word:
            found.add(known[word])
    if not found:
        raise Refused("kind")
    return "+".join(word for word in KINDS if word in found)


def one_phone(text):
    text = LABEL.sub("", text.strip(), count=1)
    number, word, extension = text.partition("wew")
    if word:
        extension = extension.lstrip(". ")
        if not extension.isdecimal() or len(extension) > 5:
            raise Refused("phone")
    digits = number.translate(FILLERS)
    abroad = digits.startswith(("+", "00"))
    digits = digits[1:] if digits.startswith("+") else digits[2:] if abroad else digits
    if not digits.isdecimal() or not digits.isascii():
        raise Refused("phone")
    if abroad and not digits.startswith("48"):
        if not 8 <= len(digits) <= 15 or digits[0] == "0":
            raise Refused("phone")
        digits = f"+{digits}"
    else:
        if abroad or len(digits) == 11:
            digits = digits.removeprefix("48")
        if len(digits) == 10 and digits[0] == "0":
            digits = digits[1:]
        if len(digits) != 9 or digits[0] == "0":
            raise Refused("phone")
        digits = f"+48{digits}"
    return f"{digits} wew. {extension}" if word else digits


def phone(cell):
    text = cell.translate(HYPHENS).casefold()
    for word in (" lub ", " oraz ", " i ", ";"):
        text = text.replace(word, ",")
    if "," not in text:
        return one_phone(text)
    return ", ".join(map(one_phone, text.split(",")))


READERS = {"kind": kind, "postal_code": postal_code, "city": city, "district": district,
           "email": email, "phone": phone, "places": places, "regon": regon, "nip": nip, "krs": krs}
NUMBERS = {"postal_code", "email", "phone", "places", "regon", "nip", "krs"}


def take(column, raw):
    """The value of a cell, or Refused with its reason."""
    cell = tidy(raw)
    if cell in ("", "-", "–", "—"):
        if column in REQUIRED:
            raise Refused(column)
        return None if column == "places" else ""
    if column in NUMBERS:
        if cell.startswith('="') and cell.endswith('"'):
            cell = cell[2:-1]
        if "\n" in raw or "\r" in raw:
            raise Refused(column)
    if not cell.isprintable() and DANGEROUS.search(cell):
        raise Refused("control_char")
    if cell[0] in "#E" and EXCEL_ERROR.match(cell):
        raise Refused("excel_error")
    if cell[0] in SIGNS and column not in NUMBERS and not TELEPHONE.match(cell):
        raise Refused("formula")
    if len(cell) > LONGEST:
        raise Refused("field_too_long")
    reader = READERS.get(column)
    return reader(cell) if reader else cell


def short_digest(text):
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def rows_of(file):
    """The rows below the header, each with its line, and how many cells they must have."""
    reader = csv.reader(file, delimiter=";", strict=True)
    header = next(reader)
    yield header
    for cells in reader:
        yield reader.line_num, cells


def listings(file, refused, pesels):
    """What is to be stored of each row that can be taken."""
    rows = rows_of(file)
    header = next(rows)
    places_of = [(column, header.index(column)) for column in COLUMNS if column in header]
    absent = {column: None if column == "places" else "" for column in COLUMNS
              if column not in header}
    seen = set()
    for line, cells in rows:
        if not any(cells):
            continue
        try:
            if len(cells) != len(header):
                raise Refused("column_count")
            it = {column: take(column, cells[at]) for column, at in places_of}
        except Refused as why:
            refused.append((line, str(why)))
            continue
        it.update(absent)
        raw = cells[header.index("phone")] if "phone" in header else ""
        folded = [it[column].casefold() for column in ("operator", "name", "street")]
        key_hash = short_digest("\n".join(folded))
        if key_hash in seen:
            refused.append((line, "duplicate_facility"))
            continue
        seen.add(key_hash)
        if any(PESEL.search(it[column]) for column in TEXTS):
            pesels.append(line)
        values = tuple(it[column] for column in COLUMNS)
        yield values + (tidy(raw), line, key_hash, short_digest("\n".join(map(str, values))))


def main():
    name, database = sys.argv[1:]
    db = sqlite3.connect(database, isolation_level=None)
    db.executescript("pragma foreign_keys = on; pragma synchronous = full; pragma secure_delete = on")
    with open(name, "rb") as file:
        hash_of_file = hashlib.file_digest(file, "blake2b").hexdigest()[:64]
    refused, pesels = [], []
    db.execute("begin immediate")
    before = db.execute("select count(*) from facility").fetchone()[0]
    db.execute("insert into batch (id, at, file, hash, encoding, separator, partial, read, added, "
               "updated, unchanged, rejected, skipped, delisted) "
               "values (1, '2026-09-10T07:00:00Z', ?, ?, 'UTF-8', ';', 0, 0, 0, 0, 0, 0, 0, 0)",
               (name, hash_of_file))
    with open(name, encoding="utf-8-sig", newline="") as file:
        db.executemany(
            f"insert into facility ({', '.join(COLUMNS)}, batch, phone_raw, line, key_hash, "
            f"row_hash) values ({', '.join('?' * len(COLUMNS))}, 1, ?, ?, ?, ?)",
            listings(file, refused, pesels))
    added = db.execute("select count(*) from facility").fetchone()[0] - before
    db.execute("update batch set read = ?, added = ?, rejected = ? where id = 1",
               (added + len(refused), added, len(refused)))
    db.execute("commit")
    for line, reason in refused[:100]:
        print(f"{name}, line {line}: {reason}", file=sys.stderr)
    print(f"{added} added, {len(refused)} refused")


if __name__ == "__main__":
    main()
