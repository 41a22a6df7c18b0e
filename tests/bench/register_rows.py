#!/usr/bin/python3
"""Writes a register of invented facilities: register_rows.py ROWS >FILE.

The same rows each time, in no order, as offices append them: 13 columns, `;`, UTF-8, LF. Everything
in them is valid, spelled in the shapes that offices use; no two are the same facility. Numbers begin
as none given to anybody does.
"""
import sys

FORMS = ["Fundacja", "Stowarzyszenie", "Towarzystwo", "Parafia", "Fundacja Pomocy Dzieciom",
         "Stowarzyszenie Przyjaciół", "Polskie Towarzystwo", "Katolickie Stowarzyszenie"]
ADJECTIVES = ["Zielone", "Żółte", "Łagodne", "Ciepłe", "Śmiałe", "Wspólne", "Dobre", "Jasne", "Małe",
              "Źródlane", "Ćwierkające", "Bliskie", "Pogodne", "Słoneczne", "Nowe", "Całe"]
NOUNS = ["Podwórko", "Ognisko", "Skrzydło", "Źródło", "Wzgórze", "Światło", "Drzewo", "Okno",
         "Gniazdo", "Pióro", "Jutro", "Miejsce", "Serce", "Koło", "Słowo", "Ziarno", "Niebo"]
HOUSES = ["Klub", "Świetlica", "Ognisko wychowawcze", "Klub młodzieżowy", "Świetlica środowiskowa",
          "Placówka wsparcia dziennego", "Dom sąsiedzki", "Grupa podwórkowa"]
NAMES = ["Iskra", "Żabka", "Ołówek", "Bajka", "Delfin", "Świetlik", "Źrebak", "Promyk", "Ćma",
         "Łąka", "Wiatrak", "Jeżyk", "Parasol", "Księżyc", "Gąsienica", "Tęcza", "Żagiel"]
STREETS = ["Kominiarska", "Koszykarska", "Stary Młyn", "Łucka", "Żytnia", "Ślężna", "Źródlana",
           "Ćmielowska", "Gęsia", "Wąski Dunaj", "Obozowa", "Powązkowska", "Świętojerska",
           "gen. Józefa Sowińskiego", "Krzywickiego", "Na Skraju", "Jagiellońska", "11 Listopada"]
DISTRICTS = ["Bemowo", "Białołęka", "Bielany", "Mokotów", "Ochota", "Praga-Południe",
             "Praga-Północ", "Rembertów", "Śródmieście", "Targówek", "Ursus", "Ursynów", "Wawer",
             "Wesoła", "Wilanów", "Włochy", "Wola", "Żoliborz"]
FIRST = ["Anna", "Małgorzata", "Łukasz", "Bożena", "Jerzy", "Grażyna", "Iwona", "Paweł", "Żaneta",
         "Michał", "Zofia", "Ścibor", "Elżbieta"]
LAST = ["Gżegżółka", "Wójcik", "Sobótka", "Toporek", "Żółkiewska", "Ćwik", "Łęcka", "Zając",
        "Dąbek", "Świerszcz", "Źrebiec", "Kowal-Brzęczyńska", "Szczęsny"]
KINDS = ["opiekuńcza", "opiekuńcza", "opiekuńcza", "specjalistyczna", "opiekuńcza+specjalistyczna",
         "opiekuńcza i specjalistyczna", "praca podwórkowa", "Opiekuńcza"]
PHONES = ["22 555 {} {}", "22 555 {} {}", "22 555-{}-{}", "(22) 555 {} {}", "+48 22 555 {} {}",
          "22/555 {} {}", "0048 22 555{}{}", "tel. 22 555 {} {}", "22555{}{}", "501 555 0{}",
          "501-555-0{}", "22 555 {} {} wew. 12", "022 555 {} {}", "22 555 {} {}, 501 555 010"]
ASCII = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
FACILITIES_OF_ONE = 6


def weighed(digits, weights):
    return sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11


def nip(number):
    """The first NIP from 999 0 + `number` on that a check digit fits."""
    while True:
        digits = f"99{number * 3:07d}"
        check = weighed(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7))
        if check < 10:
            return f"{digits}{check}"
        number += 1


def regon(number):
    digits = f"99{number:06d}"
    return f"{digits}{weighed(digits, (8, 9, 2, 3, 4, 5, 6, 7)) % 10}"


def spelled(number, way):
    """A NIP as people write it."""
    if way < 7:
        return number
    if way == 7:
        return f"PL{number}"
    return f"{number[:3]}-{number[3:6]}-{number[6:8]}-{number[8:]}"


def row(number):
    """Facility `number`, from 0. Those of one operator differ in their names."""
    chance = number * 2654435761 % 4294967291

    def some(words):
        nonlocal chance
        chance = chance * 69069 % 4294967291
        return words[(chance >> 7) % len(words)]

    owner, at = divmod(number, FACILITIES_OF_ONE)
    form, rest = FORMS[owner % len(FORMS)], owner // len(FORMS)
    word = f"{ADJECTIVES[rest % len(ADJECTIVES)]} {NOUNS[rest // len(ADJECTIVES) % len(NOUNS)]}"
    operator = f"{form} „{word}”"
    if owner >= len(FORMS) * len(ADJECTIVES) * len(NOUNS):
        operator += f" w Warszawie, oddział nr {owner}"
    if owner % 29 == 0:
        operator = '"' + operator.replace("„", '""').replace("”", '""') + '"'
    name = NAMES[(number + at) % len(NAMES)]
    house = f"{HOUSES[(owner + at) % len(HOUSES)]} „{name}”"
    tax = nip(owner)
    digits = range(10, 100)
    return ";".join((
        operator, house, some(KINDS), f"ul. {some(STREETS)} {some(range(1, 200))}",
        f"0{some(range(0, 5))}-{some(range(100, 1000))}", "Warszawa", some(DISTRICTS),
        f"{some(FIRST)} {some(LAST)}",
        f"{name}.{number}@{some(NOUNS)}.example".translate(ASCII).lower(),
        some(PHONES).format(some(digits), some(digits)), str(some(range(5, 120))), regon(owner),
        spelled(tax, some(range(10)))))


def main():
    rows = int(sys.argv[1])
    write = sys.stdout.buffer.write
    write("operator;name;kind;street;postal_code;city;district;manager;email;phone;places;regon;nip\n"
          .encode())
    # 514229 is prime and so no factor of a round number of rows: each number comes once.
    for begin in range(0, rows, 1000):
        write("".join(row(n * 514229 % rows) + "\n"
                      for n in range(begin, min(rows, begin + 1000))).encode())


if __name__ == "__main__":
    main()
