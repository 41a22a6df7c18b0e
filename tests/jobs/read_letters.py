"""Tells what is wrong with letters, a line each: read_letters.py FOLDER.

Beside each NAME.eml lies NAME.body, the text that a mail program must read of it. The page must be
well formed, in the letter's language, free of whatever fetches or runs, and say what the text says.
"""

import email
import email.policy
import html.parser
import pathlib
import re
import sys

VOID = {"meta", "br", "hr"}
KNOWN = VOID | {"html", "head", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd",
                "a", "strong", "span"}
NARROW = 72


class Page(html.parser.HTMLParser):
    """What stands in a page, and what is wrong with it."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.links, self.said = [], [], [], {"h1": [], "main": []}
        self.language, self.headings = None, 0

    def handle_starttag(self, tag, attrs):
        if tag not in KNOWN:
            self.faults.append(f"<{tag}> in the page")
        self.faults += [f"{name} in <{tag}>" for name, _ in attrs if name.startswith("on") or name in ("src", "style")]
        self.language = dict(attrs).get("lang", self.language) if tag == "html" else self.language
        self.headings += tag == "h1"
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag not in VOID:
            self.open.append(tag)
        self.handle_data(" " if tag != "a" and tag not in ("strong", "span") else "")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"something is not closed before </{tag}>")
        self.handle_data(" " if tag not in ("a", "strong", "span") else "")

    def handle_data(self, data):
        where = "h1" if "h1" in self.open else "main" if "main" in self.open else None
        if where:
            self.said[where].append(data)

    def words(self, where):
        return "".join(self.said[where]).split()


def words_of_text(text):
    """What is left of a text without the marks that a page has elements for."""
    words = []
    for line in text.splitlines():
        if re.fullmatch(r"-{10,}", line):
            continue
        line = re.sub(r"^(- |#{1,2} )", "", line).replace("**", "")
        words += [re.sub(r"^(https?://[^?]*)\?.*$", r"\1", word) for word in line.split()]
    return words


def faults(letter, body):
    text = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")
    if text != body:
        yield "a mail program reads another text"
    for line in text.splitlines():
        if len(line) > NARROW and " " in line.strip():
            yield f"a line of {len(line)}: {line}"
    page = Page()
    page.feed(letter.get_body(("html",)).get_content())
    page.close()
    yield from page.faults
    if page.open:
        yield f"not closed: {page.open}"
    if page.language != letter["Content-Language"]:
        yield f"the language of the page is {page.language}"
    if page.headings != 1 or page.words("h1") != str(letter["Subject"]).split():
        yield f"the heading is not the subject: {page.words('h1')}"
    if page.words("main") != words_of_text(text):
        pairs = zip(page.words("main") + [""], words_of_text(text) + [""])
        yield f"page and text differ at {next((pair for pair in pairs if pair[0] != pair[1]), 'the end')}"
    for link in page.links:
        if not re.match(r"https?://|mailto:[^ ]+@|tel:\+\d+$", link):
            yield f"a link to {link}"
    for link in re.findall(r"https?://\S+\w", text):
        if link not in page.links:
            yield f"the page lacks the link {link}"


def main():
    letters = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))
    if not letters:
        print("there are no letters")
    for file in letters:
        letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for fault in faults(letter, file.with_suffix(".body").read_text(encoding="utf-8")):
            print(f"{file.stem}: {fault}")


main()
