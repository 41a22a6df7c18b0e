"""Bytes: which letters they are."""
from files import case, register, row, refused, taken

PANGRAM = "Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ"
ALIKE = "Łódź bez kłopotów: ęćłńóż ĘĆŁŃÓŻ".replace("ź", "z")
TEXT = register(row(PANGRAM), row("Klub „Ćma” – świetlica"), row("Żagiel")).decode()
STORED = {"name": [PANGRAM, "Klub „Ćma” – świetlica", "Żagiel"]}
PLAIN = register(row(PANGRAM), row("Ćma"), row("Żagiel")).decode()
PLAIN_STORED = {"name": [PANGRAM, "Ćma", "Żagiel"]}
FOREIGN = register(row("Klub X", operator="Fundacja", manager="Anna Nowak", street="Prosta 1",
                       kind="")).replace(b"X", b"\xa9")


def whole(file, encoding, *options):
    return taken(file, *options, added=3, encoding=encoding, stored=STORED)


CASES = [
    case("UTF-8 with CRLF", whole(TEXT.encode(), "UTF-8")),
    case("UTF-8 with a byte order mark", whole(TEXT.encode("utf-8-sig"), "UTF-8")),
    case("UTF-8 with two byte order marks", whole(b"\xef\xbb\xbf" + TEXT.encode("utf-8-sig"), "UTF-8")),
    case("Windows-1250, as Excel saves CSV", whole(TEXT.encode("cp1250"), "Windows-1250")),
    case("Windows-1250, and told so",
         whole(TEXT.encode("cp1250"), "Windows-1250", "--encoding", "windows-1250")),
    case("Windows-1250, and told so as cp1250",
         whole(TEXT.encode("cp1250"), "Windows-1250", "--encoding", "CP1250")),
    case("ISO-8859-2", taken(PLAIN.encode("iso8859-2"), added=3, encoding="ISO-8859-2",
                             stored=PLAIN_STORED)),
    case("ISO-8859-2, and told so", taken(PLAIN.encode("iso8859-2"), "--encoding", "iso-8859-2",
                                          added=3, encoding="ISO-8859-2", stored=PLAIN_STORED)),
    case("UTF-16LE with a mark, as Excel saves Unicode text",
         whole(b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16LE")),
    case("UTF-16BE with a mark", whole(b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16BE")),
    case("UTF-16LE without a mark", whole(TEXT.encode("utf-16-le"), "UTF-16LE")),
    case("UTF-16BE without a mark", whole(TEXT.encode("utf-16-be"), "UTF-16BE")),
    case("letters that Windows-1250 and ISO-8859-2 spell alike",
         taken(register(row(ALIKE, operator="Fundacja", manager="", kind="specjalistyczna"),
                        encoding="cp1250"),
               added=1, stored={"name": [ALIKE]})),
    case("ą of Windows-1250 and ą of ISO-8859-2 in one file",
         refused(register(row("X", operator="Y")).decode().encode("cp1250")
                 .replace(b"X", b"\xb9\xbf").replace(b"Y", b"\xb1\xbf"), "encoding",
                 says="--encoding")),
    case("a sign that only the office knows, © or Š", refused(FOREIGN, "encoding", says="--encoding")),
    case("a sign that the office said is ©",
         taken(FOREIGN, "--encoding", "windows-1250", added=1, stored={"name": ["Klub ©"]})),
    case("a sign that the office said is Š",
         taken(FOREIGN, "--encoding", "iso-8859-2", added=1, stored={"name": ["Klub Š"]})),
    case("UTF-8 said to be Windows-1250",
         refused(TEXT.encode(), "encoding", "--encoding", "windows-1250")),
    case("UTF-8 said to be ISO-8859-2", refused(TEXT.encode(), "encoding", "--encoding", "iso-8859-2")),
    case("Windows-1250 said to be UTF-8",
         refused(TEXT.encode("cp1250"), "encoding", "--encoding", "utf-8")),
    case("Windows-1250 said to be ISO-8859-2",
         refused(TEXT.encode("cp1250"), "encoding", "--encoding", "iso-8859-2")),
    case("ISO-8859-2 said to be Windows-1250",
         refused(PLAIN.encode("iso8859-2"), "encoding", "--encoding", "windows-1250")),
    case("UTF-16 said to be UTF-8",
         refused(b"\xff\xfe" + TEXT.encode("utf-16-le"), "encoding", "--encoding", "utf-8")),
    case("ASCII said to be Windows-1250",
         taken(register(row("Klub", operator="Fundacja", manager="", street="", kind="")),
               "--encoding", "windows-1250", added=1)),
    case("an encoding that nobody knows",
         taken(TEXT.encode(), "--encoding", "klingon", exit=64, rejects=None)),
    case("a row of Windows-1250 pasted into UTF-8",
         taken(register(row("Żaba"), row("Świerszcz")) + (row("Ważka") + "\r\n").encode("cp1250")
               + (row("Jaźń") + "\r\n").encode(),
               added=3, rejects={4: "encoding"}, stored={"name": ["Żaba", "Świerszcz", "Jaźń"]})),
    case("a row of UTF-8 pasted into Windows-1250",
         refused(register(*(row(f"Jaźń {n} gęślą żółć", operator="Zażółć") for n in range(9)),
                          encoding="cp1250") + (row("Ważka łąk") + "\r\n").encode(), "encoding")),
    case("a row of UTF-8 pasted into Windows-1250, whose bytes are all signs of Windows-1250",
         taken(register(*(row(f"Jaźń {n} gęślą żółć", operator="Zażółć") for n in range(9)),
                        encoding="cp1250")
               + (row("Świetlik ćmę łowi", operator="Ćma", street="", kind="", manager="")
                  + "\r\n").encode(), rejects={11: "encoding"}, or_refused="encoding")),
    case("a character cut off at the end", taken(register(row("Żaba")) + row("Ćma").encode() + b"\xc5",
                                                 added=1, rejects={3: "encoding"})),
    case("UTF-8 that says one thing in two ways, and halves of pairs",
         taken(register(row("Żaba"), row("A#"), row("B#")).replace(b"A#", b"\xc0\xaf")
               .replace(b"B#", b"\xed\xa0\x80"), added=1, rejects={3: "encoding", 4: "encoding"})),
    case("UTF-16 with half a pair",
         refused(b"\xff\xfe" + TEXT.encode("utf-16-le")
                 + row("Klub \ud800;").encode("utf-16-le", "surrogatepass"), "encoding")),
    case("UTF-16 with half a character", refused(b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x0a",
                                                 "encoding")),
]
