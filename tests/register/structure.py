"""Lines, cells, quotes and headers."""
from files import HEADER, case, line, lines, refused, register, row, taken

THREE = [row("Żaba"), row("Ćma"), row("Łoś")]
NAMES = {"name": ["Żaba", "Ćma", "Łoś"]}
HEAD = line(*HEADER)
SMALL = ("operator", "name", "district")
EMPTY = ";" * 12
BAD = row("Zły", nip="7781346889")


def small(*rows, header="operator;name;district", end="\r\n"):
    return lines(header, *rows, end=end)


def three(file, *options, **more):
    return taken(file, *options, **{"added": 3, "stored": NAMES, **more})


def one(file, *options, **more):
    return taken(file, *options, **{"added": 1, "stored": {"operator": ["Fundacja"], "name": ["Klub"],
                                                           "district": ["Wola"]}, **more})


CASES = [
    # Line ends and separators.
    case("LF alone", three(register(*THREE, end="\n"))),
    case("CR alone, as old Macs end lines", three(register(*THREE, end="\r"))),
    case("ends of every kind, none at the end, and a line that is refused told by its number",
         taken((HEAD + "\n" + THREE[0] + "\r\n" + THREE[1] + "\r" + BAD + "\n" + THREE[2]).encode(),
               added=3, rejects={4: "nip"}, stored=NAMES)),
    case("CR CR LF, as text sent twice through FTP has", three(register(*THREE, end="\r\r\n"))),
    case("commas", three(register(*(row(n, separator=",") for n in NAMES["name"]), separator=","))),
    case("tabs", three(register(*(row(n, separator="\t") for n in NAMES["name"]), separator="\t"))),
    case("commas in cells and semicolons between them",
         three(register(*(row(n, street="ul. Łucka 1, lok. 2, kl. B", kind="opiekuńcza,specjalistyczna",
                              manager="Nowak, Anna") for n in NAMES["name"])))),
    case("sep=; before the header", three(b"sep=;\r\n" + register(*THREE), skipped=0)),
    case("sep=, before the header, and semicolons in cells",
         three(b"sep=,\r\n" + register(*(row(n, separator=",", manager="A;B;C") for n in NAMES["name"]),
                                       separator=","))),
    case("sep= a tab, quoted, after a byte order mark",
         three(b'\xef\xbb\xbf"sep=\t"\r\n'
               + register(*(row(n, separator="\t") for n in NAMES["name"]), separator="\t"))),
    case("a separator nobody guesses", three(register(
        *(row(n, separator="|") for n in NAMES["name"]), separator="|"), "--separator", "|")),
    case("the wrong separator", refused(register(*THREE), "header", "--separator", ",")),
    case("a separator of two signs", taken(register(*THREE), "--separator", ";;", exit=64, rejects=None)),

    # Lines that are no facility.
    case("title rows before the header",
         three(lines("Wykaz placówek wsparcia dziennego" + EMPTY, "", "stan na 1 września 2026 r." + EMPTY)
               + register(*THREE), skipped=3)),
    case("blank lines, lines of separators, of blanks and of no-break blanks",
         three(register(THREE[0], "", EMPTY, "  ; ;\u00a0" + ";" * 10, THREE[1], "   ", THREE[2], "", ""),
               skipped=6)),
    case("section rows", three(register("Dzielnica Wola" + EMPTY, THREE[0], "Dzielnica Ochota" + EMPTY,
                                        THREE[1], "Targówek", THREE[2]), skipped=3, says="Dzielnica Wola")),
    case("a total", three(register(*THREE, "Razem:;" + ";" * 9 + "90;;"), skipped=1, says="Razem")),
    case("totals in other words",
         three(register(*THREE, "OGÓŁEM 3;" + ";" * 9 + "90;;", ";Suma:" + ";" * 9 + "90;;",
                        "Łącznie\u00a0:;;;;;;;;;;90;;"), skipped=3)),
    case("a foundation named Razem", taken(register(row("Razem", operator="Razem"),
                                                    row("Suma", operator="Razem dla dzieci")),
                                           added=2, skipped=0)),
    case("the header once more", three(register(THREE[0], HEAD, THREE[1], HEAD.upper(), THREE[2]),
                                       rejects={3: "header_repeated", 5: "header_repeated"})),
    case("two files one after the other, each with its byte order mark",
         three(b"\xef\xbb\xbf" + register(THREE[0]) + b"\xef\xbb\xbf" + register(*THREE[1:]),
               rejects={3: "header_repeated"})),
    case("a byte order mark at the beginning of a row",
         three(register(THREE[0]) + b"\xef\xbb\xbf" + lines(*THREE[1:]))),

    # Too many cells, too few.
    case("empty columns at the end", three(lines(*(it + ";;;" for it in [HEAD, *THREE])))),
    case("empty columns at the end of the header alone", three(lines(HEAD + ";;", *THREE))),
    case("empty cells at the end of rows alone", three(lines(HEAD, *(it + ";;" for it in THREE)))),
    case("rows too short and too long",
         three(register(THREE[0], "Fundacja;Klub;opiekuńcza;ul. Łucka 1;00-845;Warszawa;Wola", THREE[1],
                        row("Długi") + ";więcej", THREE[2], row("Krótki").rsplit(";", 1)[0]),
               rejects={3: "column_count", 5: "column_count", 7: "column_count"})),
    case("a column without a name", one(small("Fundacja;x;Klub;Wola", header="operator;;name;district"))),

    # Quotes and lines in cells.
    case("separators, quotes and line ends in quotes",
         taken(register(row('Klub "Żaba"; filia', street="ul. Łucka\r\n1", manager="Anna\nNowak"), BAD),
               added=1, rejects={5: "nip"},
               stored={"name": ['Klub "Żaba"; filia'], "street": ["ul. Łucka 1"], "manager": ["Anna Nowak"]})),
    case("everything in quotes", three(lines(*(
        ";".join(f'"{cell}"' for cell in it.split(";")) for it in [HEAD, *THREE])))),
    case("a quote within a cell without quotes is data",
         taken(small('Fundacja;Klub "Żaba";Wola', 'Fundacja;5" płyta;Wola'), added=2,
               stored={"name": ['Klub "Żaba"', '5" płyta']})),
    case("a quote that never closes", refused(register(THREE[0], 'Fundacja;"Klub;opiekuńcza;;;;Wola;;;;;;',
                                                       *THREE[1:]), "quote", line=3, says="line 3")),
    case("a quote that never closes, opened below a cell of three lines",
         refused(register(row("Żaba", manager="A\nB\nC"), '"Fundacja'), "quote", line=5)),

    # Bytes that are no text.
    case("Ctrl-Z on the last line, as DOS ends files", three(register(*THREE) + b"\x1a", skipped=0)),
    case("Ctrl-Z after the last cell", three(register(*THREE).removesuffix(b"\r\n") + b"\x1a\x1a")),
    case("Ctrl-Z within", three(register(THREE[0], row("Kl\x1aub"), *THREE[1:]), rejects={3: "control_char"})),
    case("NUL within", three(register(THREE[0], row("Kl\0ub"), *THREE[1:]), rejects={3: "control_char"})),
    case("control characters and escapes of terminals", taken(
        register(row("Żaba"), row("a\x1b[31mb"), row("a\x07"), row("a\x7fb"), row("a\u0085b"),
                 row("a\x0bb"), row("Ćma", manager="a\x9bb")),
        added=1, rejects={n: "control_char" for n in range(3, 9)})),

    # Headers.
    case("columns in another order", one(small("Wola;Klub;Fundacja", header="district;name;operator"))),
    case("headers in capitals, with blanks and no-break blanks",
         one(small("Fundacja;Klub;Wola", header=" OPERATOR ;\u00a0Name\u00a0;District  "))),
    case("Polish headers", taken(lines(
        "Lp.;Organizacja prowadząca;Nazwa placówki;Forma;Ulica i numer;Kod pocztowy;Miejscowość;Dzielnica;"
        "Kierownik placówki;Adres e-mail;Nr telefonu;Liczba miejsc;REGON;NIP;KRS;Numer w rejestrze",
        "1;Fundacja;Klub;opiekuńcza;Łucka 1;00-845;Warszawa;Wola;Anna Nowak;a@b.example;225550010;30;"
        "040013098;7781346888;0000123456;W/7"), added=1, says="Lp.",
        stored={"name": ["Klub"], "street": ["Łucka 1"], "krs": ["0000123456"], "register_no": ["W/7"]})),
    case("Polish headers with their letters taken apart",
         one(small("Fundacja;Klub;Wola",
                   header="Organizacja prowadza\u0328ca;Nazwa placo\u0301wki;Dzielnica"))),
    case("Polish headers without Polish letters",
         one(small("Fundacja;Klub;Wola", header="ORGANIZACJA PROWADZACA;nazwa placowki;dzielnica"))),
    case("a header of two lines in one cell",
         one(small("Fundacja;Klub;Wola", header='"Organizacja\nprowadząca";"Nazwa\r\nplacówki";Dzielnica'))),
    case("a header that --map explains",
         one(small("Fundacja;Klub;Wola", header="Kto prowadzi;Jak się zwie;Dzielnica"),
             "--map", "Kto prowadzi=operator", "--map", "jak SIĘ zwie=name")),
    case("a header that the configuration explains",
         one(small("Fundacja;Klub;Wola", header="Kto prowadzi;Nazwa;Dzielnica")),
         config='[register.columns]\n"Kto prowadzi" = "operator"\n'),
    case("--map to a column that is none",
         taken(small("Fundacja;Klub;Wola"), "--map", "name=nazwisko", exit=64, rejects=None)),
    case("two columns of one meaning",
         refused(small("F;K;Wola;a@b.example;c@d.example", header="operator;name;district;email;E-mail"),
                 "header", line=1, says="email")),
    case("two columns of one meaning, one passed over",
         one(small("Fundacja;x;Klub;Wola", header="operator;Nazwa PWD;name;district"),
             "--map", "Nazwa PWD=-")),
    case("no column of districts", refused(small("F;K", header="operator;name"), "header", says="district")),
    case("columns that mean nothing here",
         one(small("Fundacja;Klub;Wola;tak;7", header="operator;name;district;Winda;Piętro"),
             says="Winda, Piętro")),

    # Files that are no register.
    case("nothing at all", refused(b"", "empty")),
    case("a byte order mark and nothing", refused(b"\xef\xbb\xbf", "empty")),
    case("blank lines and nothing", refused(b"\r\n \r\n;;\r\n", "empty")),
    case("a header and nothing below it", refused(register(), "empty")),
    case("a header and a section below it", refused(register("Wola" + EMPTY), "empty")),
    case("fifty titles", three(lines(*["Tytuł"] * 50) + register(*THREE))),
    case("a book without a header", refused(lines(*["Tytuł"] * 200), "header")),
    case("a login page", refused(b"<!DOCTYPE html>\n<html lang=pl><head><title>Zaloguj</title>\n"
                                 b"<script>var a=[1,2];</script></head>\n<body>Sesja wygas\xc5\x82a; "
                                 b"zaloguj si\xc4\x99</body></html>\n", "header")),
    case("JSON", refused(b'[{"operator":"F","name":"K","district":"Wola"}]\n', "header|quote")),
    case("a workbook of Excel", refused(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\x9a\xb2\xfd\x1e" + bytes(
        (n * 167 + n // 7) % 256 for n in range(4000)), "encoding|header", says="CSV")),
    case("a workbook of an old Excel", refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
                                               "encoding|header", says="CSV")),
    case("a PDF", refused(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n" + bytes(
        (n * 89 + n // 5) % 256 for n in range(3000)), "encoding|header", says="CSV")),
]
