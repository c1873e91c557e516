#!/usr/bin/env python3
"""HTML and Markdown of many persons, read by html-validate and markdownlint, and by vnu (Java) and pandoc if there.

  pages.py --binary PATH --tools FOLDER      (run.sh installs the tools)

Also looks for what those two do not: anything loaded from outside, text that was not escaped, a referral that
names an exercise, and a page that says less than the text form. A page that is broken on purpose must be refused,
or the readers prove nothing.
"""
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
import outside  # noqa: E402

EXAMPLES = ("strain", "very_bad_pain", "stiff_desk_worker", "runner_long_lasting", "numb_saddle", "fever",
            "cancer_history", "one_leg_tingling")
REFERRED = {"numb_saddle", "fever", "cancer_history"}
COMMANDS = {"triage": ("triage", "--no-save"), "plan": ("plan",), "explain": ("explain",)}


class Words(html.parser.HTMLParser):
    """The visible text of a page, and everything it would load."""

    def __init__(self):
        super().__init__()
        self.text, self.loads, self.tags, self.skip = [], [], [], 0

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.skip += tag in ("style", "title")
        self.loads += [f"{tag} {name}={value}" for name, value in attributes
                       if name in ("src", "href", "data", "action", "srcset")]

    def handle_endtag(self, tag):
        self.skip -= tag in ("style", "title")

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)

    def words(self):
        return " ".join(" ".join(self.text).split())


def read(page):
    parser = Words()
    parser.feed(page)
    return parser


def names_of_exercises():
    cards = (json.loads(path.read_text()) for path in (outside.ROOT / "data/exercises").glob("*.json"))
    return {card["name"] for card in cards if card["kind"] not in ("walk",)}


# What a day on paper leaves out: its cards say how much, and the rest is for a screen.
NOT_ON_PAPER = ("The exercises", "Worth knowing: ", "Left out because of your answers")


def on_paper(text):
    """The text without these sections, the words to all breaks, and what to type next."""
    breaks = json.loads((outside.ROOT / "data/plan.json").read_text())["breaks"]["texts"]
    flat = "\n\n".join(part for part in text.split("\n\n")
                       if " ".join(part.split()) not in (*breaks, "Next: backcoach session"))
    for heading in NOT_ON_PAPER:
        flat = re.sub(rf"^{re.escape(heading)}[^\n]*\n+(?:- .*?|[^\n-].*?)\n\n", "", flat, flags=re.M | re.S)
    return flat


def check_page(tally, name, page, text):
    parsed = read(page)
    tally.check(f"{name}: loads nothing", not parsed.loads and "url(" not in page and "@import" not in page,
                str(parsed.loads))
    tally.check(f"{name}: landmarks and one h1", parsed.tags.count("main") == 1 and parsed.tags.count("h1") == 1)
    missing = [line for line in text.splitlines()
               for plain in [re.sub(r"\s+", " ", line.strip().removeprefix("- ").strip('"'))]
               if plain and "  " not in line.strip() and plain not in parsed.words()]
    tally.check(f"{name}: says what the text says", not missing, str(missing[:3]))
    for mode in ("prefers-color-scheme: dark", "@media print"):
        tally.check(f"{name}: {mode}", mode in page)


def pages(program, tally, folder):
    exercises = names_of_exercises()
    for example in EXAMPLES:
        answers = str(outside.ROOT / "examples" / f"{example}.json")
        for name, words in COMMANDS.items():
            text = program.run(*words, "--answers", answers).stdout.decode()
            ran = program.run(*words, "--answers", answers, "-f", "html")
            page = ran.stdout.decode()
            (folder / f"{example}-{name}.html").write_text(page)
            check_page(tally, f"{example} {name}", page, text if name == "explain" else on_paper(text))
            if example in REFERRED and name != "explain":
                named = [one for one in exercises if one in page]
                tally.check(f"{example} {name}: names no exercise", not named, str(named))
                tally.check(f"{example} {name}: status", ran.returncode in (10, 20, 30), str(ran.returncode))
            done = program.run(*words, "--answers", answers, "-o", str(folder / f"{example}-{name}.md"))
            tally.check(f"{example} {name}: .md", done.returncode == ran.returncode)
            target = folder / "by-ending.html"
            program.run(*words, "--answers", answers, "-o", str(target))
            tally.check(f"{example} {name}: .html by its ending", target.read_text() == page)
            target.unlink()
    for index, case in enumerate(outside.cases()):
        if index % 4:
            continue
        ran = program.run("triage", "--no-save", "--answers", "-", "-f", "html",
                          stdin=outside.wrapped(outside.full_answers(case["answers"])))
        (folder / f"case-{index}.html").write_bytes(ran.stdout)
        ran = program.run("triage", "--no-save", "--answers", "-", "-f", "markdown",
                          stdin=outside.wrapped(outside.full_answers(case["answers"])))
        (folder / f"case-{index}.md").write_bytes(ran.stdout)
    checkin = json.loads((outside.ROOT / "data/checkin.json").read_text())
    quiet = {sign["measure"]: "no" for sign in checkin["signs"]}
    program.run("triage", "--answers", str(outside.ROOT / "examples/strain.json"))
    for day in range(22, 26):
        program.run("checkin", "--answers", "-", "--no-input", "--now", f"2026-11-{day}T09:00",
                    stdin=json.dumps({**quiet, "nprs_now": 4, "went": "well"}))
    now = ("--now", "2026-11-25T10:00")
    for form in ("html", "md"):
        for name, words in (("progress", ("progress",)), ("letter", ("export", "letter")),
                            ("days", ("plan", "--days", "7")), ("rule", ("explain", "fever_with_back_pain"))):
            program.run(*words, *now, "-o", str(folder / f"{name}.{form}"))
    for name, words in (("rules", ("rules", "list")), ("questions", ("questions", "list")), ("help", ("help",)),
                        ("question", ("questions", "show", "fever")), ("version", ("version",)), ("bare", ()),
                        ("doctor", ("doctor",)), ("config", ("config", "list")), ("diary", ("diary", "list")),
                        ("exports", ("export",))):
        program.run(*words, *now, "-o", str(folder / f"{name}.md"))
    for form in ("html", "md"):
        program.run("exercises", "show", "bird_dog", "-o", str(folder / f"card.{form}"))
        program.run("exercises", "list", "-o", str(folder / f"cards.{form}"))


def start(tools, *words):
    return subprocess.run([os.path.join(tools, "node_modules/.bin", words[0]), *words[1:]], capture_output=True,
                          text=True, check=False)


def validate(tally, tools, folder):
    config = ("--config", str(HERE / "htmlvalidate.json"))
    ran = start(tools, "html-validate", *config, *map(str, sorted(folder.glob("*.html"))))
    tally.check("html-validate", ran.returncode == 0, (ran.stdout + ran.stderr)[:3000])
    bad = folder / "bad.html"
    bad.write_text((folder / "strain-plan.html").read_text().replace("</table>", "", 1))
    tally.check("html-validate refuses a broken page", start(tools, "html-validate", *config, str(bad)).returncode)
    bad.write_text((folder / "strain-plan.html").read_text().replace("<h2>", "<h4>").replace("</h2>", "</h4>"))
    tally.check("html-validate refuses headings out of order",
                start(tools, "html-validate", *config, str(bad)).returncode)
    bad.unlink()
    lint = ("markdownlint", "--config", str(HERE / "markdownlint.json"))
    ran = start(tools, *lint, *map(str, sorted(folder.glob("*.md"))))
    tally.check("markdownlint", ran.returncode == 0, (ran.stdout + ran.stderr)[:3000])
    bad = folder / "bad.md"
    bad.write_text("# One\n\n# Two\n")
    tally.check("markdownlint refuses two titles", start(tools, *lint, str(bad)).returncode)


def read_by_vnu(tally, tools, folder):
    """The checker of the W3C has no word against any page, and one against a broken one."""
    if not shutil.which("java"):
        print("no java, so no vnu")
        return
    jar = pathlib.Path(tools, "node_modules/vnu-jar/build/dist/vnu.jar")

    def vnu(*files):
        return subprocess.run(["java", "-Xss4m", "-jar", str(jar), "--format", "text", *map(str, files)],
                              capture_output=True, text=True, check=False)
    ran = vnu(*sorted(folder.glob("*.html")))
    tally.check("vnu", ran.returncode == 0 and ": error: " not in ran.stderr, ran.stderr[:3000])
    bad = folder / "bad.html"
    bad.write_text((folder / "strain-plan.html").read_text().replace("</table>", "", 1))
    tally.check("vnu refuses a broken page", vnu(bad).returncode)
    bad.unlink()


def elements(node, kind):
    """How many elements of a kind pandoc has found."""
    if isinstance(node, dict):
        return (node.get("t") == kind) + sum(elements(one, kind) for one in node.values())
    return sum(elements(one, kind) for one in node) if isinstance(node, list) else 0


def read_by_pandoc(tally, files):
    """Another reader finds the tables and headings that were written."""
    if not shutil.which("pandoc"):
        print("no pandoc")
        return
    for file in files:
        ran = subprocess.run(["pandoc", "-f", "gfm", "-t", "json", str(file)], capture_output=True, text=True, check=False)
        words = re.sub(r"^```.*?^```", "", file.read_text(), flags=re.M | re.S)
        tables = len(re.findall(r"^\|(?: *:?-+:? *\|)+ *$", words, flags=re.M))
        headings = len(re.findall(r"^#{1,6} ", words, flags=re.M))
        found = json.loads(ran.stdout or "{}")
        got = (elements(found, "Table"), elements(found, "Header"))
        tally.check(f"pandoc reads {file.name}", ran.returncode == 0 and not ran.stderr and got == (tables, headings),
                    f"{ran.stderr[:300]} tables and headings: {got}, written {(tables, headings)}")


def refused(program, tally):
    """Plain text in a file called .html helps nobody."""
    for words in (("questions", "list", "-f", "html"), ("schema", "-f", "html"), ("triage", "-f", "ics"),
                  ("explain", "-f", "ics"), ("-f", "html"), ("plan", "-f", "pdf")):
        ran = program.run(*words)
        tally.check(f"refused: {' '.join(words)}", ran.returncode == 2 and not ran.stdout and ran.stderr, str(ran))


def main():
    parser = outside.parser(__doc__)
    parser.add_argument("--tools", required=True)
    options = parser.parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    folder = pathlib.Path(program.folder.name) / "pages"
    folder.mkdir()
    pages(program, tally, folder)
    refused(program, tally)
    validate(tally, options.tools, folder)
    read_by_vnu(tally, options.tools, folder)
    documents = [*outside.ROOT.glob("*.md"), *outside.ROOT.glob("docs/*.md"), *outside.ROOT.glob("examples/**/*.md")]
    read_by_pandoc(tally, [*sorted(folder.glob("*.md")), *sorted(documents)])
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
