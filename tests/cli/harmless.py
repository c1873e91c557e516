"""What harmless output looks like, in each form that the program writes; and the texts that are to do harm.

Shared by the tests that feed it hostile content.
"""
import collections
import csv
import html.parser
import io
import json
import re
import shlex
import unicodedata

import outside

WORD = "zqmark"  # in every hostile text, and in no other
PIECES = {
    "clear": "\x1b[2J\x1b[H", "title": "\x1b]0;owned\x07", "link": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "blink": "\x1b[5;35m", "device": "\x1bP+q\x1b\\", "c1": "\u009b2J\u009d0;x\u009c\u0085", "delete": "a\x7f\x08\x08b",
    "return": "over\rwrite", "override": "\u202eesrever\u202c\u202a\u202d", "isolate": "\u2066a\u2067b\u2068c\u2069",
    "marks": "\u200e\u200f\u061c", "unseen": "\u200b\u2060\u2063\ufeff\U000e0041\U000e007f",
    "lines": "one\u2028two\u2029three", "script": "</script><script>alert(1)</script>",
    "style": "</style></title></textarea><b>", "image": "\"><img src=x onerror='alert(1)'>", "cdata": "]]>",
    "comment": "<!-- --><!DOCTYPE", "entity": "&lt;&#x202e;&amp;", "markdown": "[x](javascript:y) `code` ~~~ | *b* <u>",
    "event": "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:evil", "event_crlf": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "cron": "50% off\n* * * * * evil", "systemd": "%n%h\nExecStart=/evil", "shell": "$(evil) `evil` '; evil; \" \\ ${x}",
    "formula": "=cmd|' /C calc'!A0", "separators": ";,:\\\\n\"", "vertical": "a\x0b\x0cb\tc", "table": "x | y || z\n---",
}
ALL = WORD + " " + " ".join(PIECES.values())
NUL = WORD + "a\0b\0\0\x1b[31m"
MEGABYTE = WORD + "x\u202e " * 200_000 + "y" * 100_000
# What no argument of a program and no name of a file can hold: NUL; and not as much as this.
ARGUMENT = 100_000
FILE_NAME = (WORD + "\x1b[2J\u202e\u009b\n$(evil)'\"<b>").replace("/", "")
SETTINGS = {"\x1b[1m", "\x1b[1;31m", "\x1b[0m", "\x1b[22m", "\x1b[2m"}
csv.field_size_limit(10 * len(MEGABYTE))
SCREEN = re.compile(r"\x1b\[(?:\?1049[hl]|\?25[hl]|2J|K|\d+;1H)")
FORMULA = re.compile(r"^[=+\-@\t\r]")
ASKS = "next=$(backcoach next -q --exit-zero"  # what a timer runs, before it says anything
STATUSES = (0, 2, 3, 4, 5, 6, 10, 20, 30)
# Seen by nobody, but part of words and pictures in many languages.
JOINERS = {"\u200c", "\u200d"}


def argument(text):
    """As much of it as a word of a command line can hold."""
    return text.replace("\0", "").encode()[:ARGUMENT].decode(errors="ignore")


def drives_terminal(character):
    kind = unicodedata.category(character)
    return kind in ("Cc", "Zl", "Zp", "Cs") or (kind == "Cf" and character not in JOINERS | {"\xad"})


def leaks(raw, allowed="\n"):
    """What in these bytes could drive a terminal; with an entry of its own where they are no UTF-8."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return [str(error)]
    found = collections.Counter(c for c in text if drives_terminal(c) and c not in allowed)
    return [f"{count} x U+{ord(c):04X}" for c, count in found.items()]


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.text = collections.Counter(), [], []

    def handle_starttag(self, tag, attrs):
        self.found[(tag, tuple(sorted(name for name, _ in attrs)))] += 1

    def handle_endtag(self, tag):
        self.found["/" + tag] += 1

    def handle_comment(self, data):
        self.found["comment"] += 1

    def handle_decl(self, decl):
        self.found["<!" + decl] += 1

    def unknown_decl(self, data):
        self.found["unknown"] += 1

    def handle_data(self, data):
        self.text.append(data)


def elements(raw):
    page = Elements()
    page.feed(raw.decode(errors="replace"))
    page.close()
    return page.found


def components(raw):
    """Names and values of a calendar's lines; only the kinds of lines when they are compared."""
    text = raw.decode(errors="replace").replace("\r\n ", "")
    return collections.Counter(line if line.startswith(("BEGIN:", "END:")) else re.split("[:;]", line)[0]
                               for line in text.split("\r\n"))


class Judge:
    """Looks at what one run said. `plain` is the same command with the harmless text in place of the hostile one."""

    def __init__(self, tally, group):
        self.tally, self.group, self.runs = tally, group, 0

    def check(self, name, holds, detail=""):
        return self.tally.check(f"{self.group}: {name}"[:200], holds, repr(detail)[:700])

    def ran(self, name, ran, kind="text", plain=None, carries=True, exact=None, statuses=STATUSES):
        """\\param exact  a text that JSON must give back as it was."""
        self.runs += 1
        name = f"{name} ({kind})"
        out, said = ran.stdout, ran.stderr
        self.check(f"{name}: exit status", ran.returncode in statuses, (ran.returncode, said[-300:]))
        found = leaks(said)
        self.check(f"{name}: nothing drives the terminal on stderr", not found, (found, said[:300]))
        if carries:
            self.check(f"{name}: it got there", WORD.encode() in out + said, (ran.returncode, out[-200:], said[-200:]))
        getattr(self, kind)(name, out, plain.stdout if plain else None, exact)
        if plain:
            self.check(f"{name}: the same status as with harmless text", ran.returncode == plain.returncode,
                       (ran.returncode, plain.returncode, said[-300:]))
        return ran

    def text(self, name, out, _plain, _exact):
        found = leaks(out)
        self.check(f"{name}: nothing drives the terminal", not found, (found, out[:300]))

    def lines(self, name, out, plain, exact):
        """Output in which each line means something."""
        self.text(name, out, plain, exact)
        if plain is not None:
            self.check(f"{name}: as many lines", out.count(b"\n") == plain.count(b"\n"),
                       (out.count(b"\n"), plain.count(b"\n")))

    def markdown(self, name, out, plain, exact):
        self.text(name, out, plain, exact)
        fences = [line for line in out.decode(errors="replace").split("\n") if re.match(r" {0,3}(```|~~~)", line)]
        self.check(f"{name}: no fence", not fences, fences)
        bare = re.findall(r"(?<!\\)<(?!https?://)[^>]*>|(?<![\\<])\]\(", out.decode(errors="replace"))
        self.check(f"{name}: no tag and no link", not bare, bare)
        if plain is not None:
            self.check(f"{name}: as many lines", out.count(b"\n") == plain.count(b"\n"), "")
            cells = [len(re.findall(r"(?<!\\)\|", one.decode(errors="replace"))) for one in (out, plain)]
            self.check(f"{name}: as many cells", cells[0] == cells[1], cells)

    def html(self, name, out, plain, exact):
        self.text(name, out, plain, exact)
        if plain is not None:
            one, other = elements(out), elements(plain)
            self.check(f"{name}: the same elements", one == other and len(one) > 5, (one - other, other - one))

    def json(self, name, out, _plain, exact):
        self.check(f"{name}: nothing drives the terminal", not leaks(out), (leaks(out), out[:300]))
        try:
            found = json.loads(out)
        except ValueError as error:
            self.check(f"{name}: is JSON", False, (error, out[:200]))
            return
        self.check(f"{name}: is JSON", True)
        if exact is not None:
            self.check(f"{name}: gives back the very text", any(exact in one for one in outside.strings_of(found)),
                       [one for one in outside.strings_of(found) if WORD in one][:1])

    def ndjson(self, name, out, plain, exact):
        self.check(f"{name}: nothing drives the terminal", not leaks(out), (leaks(out), out[:300]))
        lines = out.split(b"\n")
        try:
            found = [json.loads(line) for line in lines[:-1]]
        except ValueError as error:
            self.check(f"{name}: each line is JSON", False, (error, out[:200]))
            return
        self.check(f"{name}: each line is JSON", lines[-1] == b"" and found, out[-100:])
        if exact is not None:
            self.check(f"{name}: gives back the very text", any(exact in one for one in outside.strings_of(found)),
                       [one for one in outside.strings_of(found) if WORD in one][:1])
        if plain is not None:
            self.check(f"{name}: as many lines", out.count(b"\n") == plain.count(b"\n"), "")

    def csv(self, name, out, plain, _exact):
        self.check(f"{name}: nothing drives the terminal", not leaks(out, "\r\n"), (leaks(out, "\r\n"), out[:300]))
        rows = list(csv.reader(io.StringIO(out.decode(errors="replace"), newline=""), strict=True))
        self.check(f"{name}: each row has as many fields", len({len(row) for row in rows}) == 1, rows[:3])
        formulas = [cell for row in rows for cell in row if FORMULA.match(cell) and not re.fullmatch(r"-?[\d.]+", cell)]
        self.check(f"{name}: no formula", not formulas, formulas)
        if plain is not None:
            self.check(f"{name}: as many rows", len(rows) == len(list(csv.reader(io.StringIO(
                plain.decode(), newline="")))), len(rows))

    def ics(self, name, out, plain, _exact):
        self.check(f"{name}: nothing drives the terminal", not leaks(out, "\r\n"), (leaks(out, "\r\n"), out[:300]))
        naked = out.replace(b"\r\n", b"")
        self.check(f"{name}: lines end in CR LF", b"\n" not in naked and b"\r" not in naked, "")
        longest = max(map(len, out.split(b"\r\n")))
        self.check(f"{name}: no line above 75 octets", longest <= 75, longest)
        if plain is not None:
            one, other = components(out), components(plain)
            self.check(f"{name}: the same components", one == other and one["BEGIN:VEVENT"] > 0,
                       (one - other, other - one))

    def cron(self, name, out, plain, exact):
        self.lines(name, out, plain, exact)
        for line in out.decode(errors="replace").split("\n"):
            if line and not line[0].isdigit():
                self.check(f"{name}: no other line", line.startswith(("#", "BACKCOACH_NOTIFY=")), line)
            if not line[:1].isdigit():
                continue
            command = line.split(" ", 5)[5]
            self.check(f"{name}: % is told to be one", not re.search(r"(?<!\\)%", command), command)
            self.words_of_shell(name, command.replace("\\%", "%"), lambda words: words[0].startswith(ASKS) and words[1:] ==
                                ["[", "-z", "$next", "]", "||", "$BACKCOACH_NOTIFY", "backcoach", "$next"])

    def systemd(self, name, out, plain, exact):
        self.lines(name, out, plain, exact)
        for line in out.decode(errors="replace").split("\n"):
            if line.startswith("remind '"):
                self.words_of_shell(name, line, lambda words: len(words) == 3 and words[0] == "remind")

    def words_of_shell(self, name, line, fits):
        """Timers say nothing by themselves: each asks the program first."""
        try:
            words = shlex.split(line)
        except ValueError as error:
            words = [str(error)]
        self.check(f"{name}: the shell sees one command", fits(words), words)
