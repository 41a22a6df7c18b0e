"""E-mail addresses, which go into letters, and telephone numbers, which people call."""
from files import case, cells, register, row, taken

LABEL = "a" * 63
PHONES = {
    "22 555 00 10": "+48225550010", "(22) 555-00-10": "+48225550010", "22/555 00 10": "+48225550010",
    "225550010": "+48225550010", "22-555-00-10": "+48225550010", "22.555.00.10": "+48225550010",
    "+48 22 555 00 10": "+48225550010", "+48225550010": "+48225550010", "0048 22 5550010": "+48225550010",
    "48 22 555 00 10": "+48225550010", "(+48) 22 555 00 10": "+48225550010",
    "022 555 00 10": "+48225550010", "0-22 555 00 10": "+48225550010", "(0-22) 555 00 10": "+48225550010",
    "+48 (22) 555-00-10": "+48225550010", "tel. 22 555 00 10": "+48225550010",
    "Tel.: 22 555 00 10": "+48225550010", "22\u00a0555\u00a000\u00a010": "+48225550010",
    "22 555–00–10": "+48225550010", "22\u2011555\u201100\u201110": "+48225550010",
    "501 555 010": "+48501555010", "kom. 501-555-010": "+48501555010", "'225550010": "+48225550010",
    '="225550010"': "+48225550010", "22 555 00 10 wew. 12": "+48225550010 wew. 12",
    "22 555 00 10 w. 12": "+48225550010 wew. 12", "22 555 00 10, 501 555 010": "+48225550010, +48501555010",
    "22 555 00 10; 501 555 010": "+48225550010, +48501555010",
    "22 555 00 10 lub 501 555 010": "+48225550010, +48501555010",
    "22 555 00 10 / 501 555 010": "+48225550010, +48501555010", "+380 44 555 00 10": "+380445550010",
    "": "", "-": "",
}
NOT_PHONES = ["22 555 00 1", "555 00 10", "22 555 00 100", "+48 22 555 00 1", "+48 22 555 00 100",
              "brak", "1,23E+10", "2,2555E+08", "2026-01-02", "01.02.2026", "sty-26", "000000000",
              "22 555 00 10 wew.", "22 555 00 1O", "٢٢٥٥٥٠٠١٠", "++48225550010",
              "22 555 00 10,,501 555 010", "klub@wola.example", "+", "22 555\n00 10"]
ADDRESSES = ["klub@wola.example", "Anna.Nowak+tag@poczta.wola.example", "o'neil@wola.example",
             "a_b-c%d@w-o.example", f"{'a' * 64}@wola.example", f"a@{LABEL}.example", "1@2.example",
             f"{'a' * 64}@{LABEL}.{LABEL}.{'b' * 61}"]
NO_ADDRESSES = [
    "klub", "klub@", "@wola.example", "klub@wola", "klub@@wola.example", "klub@wola@x.example",
    ".klub@wola.example", "klub.@wola.example", "k..b@wola.example", "klub@.wola.example",
    "klub@wola..example", "klub@wola.example.", "klub@-wola.example", "klub@wola-.example",
    "klub@wola.example, b@c.example", "klub@wola.example;b@c.example", "klub@wola.example b@c.example",
    "klub@wola.example\nBcc: b@c.example", "klub@wola.example\r\nBcc: b@c.example",
    "klub@wola.example\rX: y", "klub@wola.example\n", "Klub <klub@wola.example>", "<klub@wola.example>",
    '"a b"@wola.example', '"klub"@wola.example', "klub@[127.0.0.1]", "klub@127.0.0.1", "klub(x)@wola.example",
    "mailto:klub@wola.example", "klub@wola.example (sekretariat)", "klub at wola.example", "k lub@wola.example",
    "kłub@wola.example", "klub@wóla.example", "klub@wоla.example", "klub@wo_la.example", "brak",
    "klub\\@wola.example", f"{'a' * 65}@wola.example", f"a@{LABEL}a.example",
    f"{'a' * 64}@{LABEL}.{LABEL}.{'b' * 62}", "klub@wola.example\u3002pl", "klub＠wola.example"]

CASES = [
    case("telephone numbers in the shapes that offices use",
         cells("phone", PHONES, {text: "phone" for text in NOT_PHONES})),
    case("a telephone number is kept as it was written, too",
         taken(register(row("A", phone="tel. (22) 555-00-10"), row("B", phone="22\u00a0555 00 10")),
               added=2, stored={"phone_raw": ["tel. (22) 555-00-10", "22 555 00 10"]})),
    case("one bare address", cells("email", {it: it for it in [*ADDRESSES, ""]},
                                   {text: "email|formula|field_too_long" for text in NO_ADDRESSES})),
    case("blanks around an address, and in it such as show nothing",
         cells("email", {"\u00a0klub@wola.example ": "klub@wola.example",
                         "klub@\u200bwola.example": "klub@wola.example"}, {})),
    case("control characters in an address", cells("email", {}, {
        "klub@wola.example\0": "control_char|email", "klub\x7f@wola.example": "control_char|email",
        "klub\u202e@wola.example": "control_char|email"})),
    case("addresses that a spreadsheet would run", cells("email", {}, {
        "=klub@wola.example": "formula|email", "+klub@wola.example": "formula|email",
        "-klub@wola.example": "formula|email"})),
    case("telephone numbers that are longer as they are kept than as they were written",
         cells("phone", {}, {",".join(["225550010"] * 25): "phone|field_too_long"})),
    case("an address may serve two facilities", taken(register(row("A"), row("B")), added=2)),
]
