"""Texts: their letters, their length, their sets; and what a spreadsheet would run."""
from files import HEADER, case, cells, register, row, taken

DISTRICTS = ["Bemowo", "Białołęka", "Bielany", "Mokotów", "Ochota", "Praga-Południe", "Praga-Północ",
             "Rembertów", "Śródmieście", "Targówek", "Ursus", "Ursynów", "Wawer", "Wesoła", "Wilanów",
             "Włochy", "Wola", "Żoliborz"]
BIDI = ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"]
FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+1+1", "-1+1", "=HYPERLINK(\"http://x.example\")",
            "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "- Klub", "\t=1+1", " =1+1", "\u00a0=1+1", "\u200b=1+1",
            "\ufeff=1+1", '="Klub"']


def all_of(texts, reason):
    return {text: reason for text in texts}


def longest(column):
    """254 characters, whatever their bytes, and one more."""
    begin = f"{column} "
    fits, too_long = "ż" * (254 - len(begin)), "ż" * (255 - len(begin))
    return cells(column, {
        begin + fits: begin + fits, begin + fits.replace("ż", "😀"): begin + fits.replace("ż", "😀"),
        begin + "z\u0307" * (len(fits) - 1): begin + fits[1:],
        "   " + begin + " " * 5000 + "koniec" + " " * 9: begin + "koniec"},
        {begin + too_long: "field_too_long", "a" * 255: "field_too_long", "a" * 70000: "field_too_long"})


CASES = [
    case("districts as they are", cells("district", {it: it for it in DISTRICTS}, {})),
    case("districts as they are written", cells("district", {
        "Srodmiescie": "Śródmieście", "zoliborz": "Żoliborz", "ŻOLIBORZ": "Żoliborz",
        "Bialoleka": "Białołęka", "PRAGA - POŁUDNIE": "Praga-Południe", "Praga –\u00a0Północ": "Praga-Północ",
        "praga poludnie": "Praga-Południe", "Praga\u2011Północ": "Praga-Północ", " Wola ": "Wola",
        "S\u0301ro\u0301dmies\u0301cie": "Śródmieście"},
        all_of(["Praga", "Praga-Wschód", "Warszawa", "Nowa Huta", "Śródmieście Południowe", "Wola, Ochota",
                "Wola/Ochota", "W\u043ela", "146518", "", "-", "\u00a0", "Wolaa", "brak"], "district"))),
    case("kinds are a set", cells("kind", {
        "opiekuńcza": "opiekuńcza", "specjalistyczna+opiekuńcza": "opiekuńcza+specjalistyczna",
        "opiekuńcza, specjalistyczna": "opiekuńcza+specjalistyczna",
        "Opiekuńcza i Specjalistyczna": "opiekuńcza+specjalistyczna",
        "podwórkowa": "praca podwórkowa", "PRACA PODWÓRKOWA": "praca podwórkowa",
        "opiekuńcza + praca podwórkowa i specjalistyczna": "opiekuńcza+specjalistyczna+praca podwórkowa",
        "opiekuńcza+opiekuńcza": "opiekuńcza", "opieku\u0144cza\n+ specjalistyczna": "opiekuńcza+specjalistyczna",
        "opiekun\u0301cza": "opiekuńcza", "": ""},
        all_of(["inna", "opiekuńcza+inna", "opiekuńcza specjalistyczna", "praca", "i", ",", "tak",
                "nieopiekuńcza"], "kind"))),
    case("cities", cells("city", {
        "Warszawa": "Warszawa", "WARSZAWA": "Warszawa", "m.st. Warszawa": "Warszawa",
        "M. St. Warszawa": "Warszawa", "m.st.\u00a0Warszawa": "Warszawa", "": ""},
        all_of(["Kraków", "Warszawa Wola", "Nowa Warszawa", "m.st."], "city"))),
    case("what must be filled", taken(
        register(row("Klub"), row("", street="X"), row("A", operator=" "), row("B", district="\u00a0"),
                 row("-"), row("C", operator="\u200b")),
        added=1, rejects={3: "name", 4: "operator", 5: "district", 6: "name", 7: "operator"})),
    case("what may be empty", taken(register(
        row("Klub", kind="", street="", postal_code="", city="", manager="", email="", phone="", places="",
            regon="", nip="")), added=1)),
    case("letters taken apart are put together", cells("name", {
        "Z\u0307o\u0301ł\u0301w": "Żół\u0301w", "S\u0301wietlica e\u0328": "Świetlica ę",
        "Ångström \u212b": "Ångström Å"}, {})),
    case("blanks of every kind, and marks that show nothing", cells("name", {
        "\u00a0Klub\u00a0\u00a0Żaba\u202f": "Klub Żaba", "Klub\u2009\u3000A": "Klub A", "Klub\tB": "Klub B",
        "Klub\r\n \nC": "Klub C", "Kl\u200bub\ufeff D": "Klub D", "Świet\u00adlica": "Świetlica",
        "\u2060Klub E\u200d": "Klub E", "Klub\u2028F": "Klub F"}, {})),
    case("text that runs from right to left", cells("name", {"Klub <script>alert(1)</script>":
                                                             "Klub <script>alert(1)</script>"},
                                                    all_of([f"Klub {it}abc" for it in BIDI], "control_char"))),
    case("signs that are no text", cells("manager", {"Anna 'O; drop table facility;--": "Anna 'O; drop table "
                                                     "facility;--"},
                                         all_of(["a\ufffeb", "a\U0001ffffb", "a\U000e0041b", "a\u0080b"],
                                                "control_char"))),
    case("formulas in a name", cells("name", {"'=1+1": "'=1+1", "Klub =1": "Klub =1", "1+1": "1+1"},
                                     all_of(FORMULAS, "formula"))),
    *(case(f"formulas in {column}", cells(column, {}, all_of(FORMULAS, "formula")))
      for column in ("operator", "street", "manager", "informal_name", "register_no")),
    case("formulas in numbers", taken(register(*(
        row(f"Klub {n}", header=(*HEADER, "krs"), **{column: text}) for n, (column, text) in enumerate(
            (column, text) for column in ("postal_code", "phone", "places", "regon", "nip", "krs")
            for text in ("=1+1", "@SUM(A1)", "=2+5+cmd|'/C calc'!A0"))), header=(*HEADER, "krs")),
        added=0, rejects={n: "formula|postal_code|phone|places|regon|nip|krs" for n in range(2, 20)})),
    case("eleven digits in a text are told of", taken(register(row("Klub", manager="Jan 44051401359")),
                                                      added=1, says="PESEL")),
    *(case(f"254 characters in {column}", longest(column))
      for column in ("operator", "name", "street", "manager", "register_no", "informal_name")),
]
