"""Tells what a mail program sees of a letter: parse_letter.py FILE."""

import email
import email.policy
import sys

data = open(sys.argv[1], "rb").read()
letter = email.message_from_bytes(data, policy=email.policy.default)
lines = data.split(b"\r\n")
print("longest line", max(map(len, lines)) <= 76)
print("only ascii", all(byte < 128 for byte in data))
print("only crlf", b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b""))
print("defects", [type(it).__name__ for part in letter.walk() for it in part.defects])
for name in ("Date", "From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted",
             "Content-Language", "MIME-Version"):
    print(name, len(letter.get_all(name, [])), letter[name])
for part in letter.walk():
    if part.is_multipart():
        print("parts", part.get_content_type(), part["Content-Language"])
    else:
        print("part", part.get_content_type(), part.get_content_charset(), part.get_filename())
        print(part.get_content().replace("\r\n", "\n"), end="")
