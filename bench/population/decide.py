"""Decides about many made-up people with `backcoach batch`, on any knowledge base."""
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEVELS = ("self_care", "routine", "soon", "same_day", "emergency")
# What somebody answers where the base does not offer the answer yet.
NOT_OFFERED = {("claudication", "not_eased"): "none"}


class CannotDecide(Exception):
    """A person was refused, or is not decided: the draw and the base do not fit together."""


class Base:
    """One knowledge base, and the program that decides with it."""

    def __init__(self, folder, binary):
        self.folder, self.binary = pathlib.Path(folder), pathlib.Path(binary)
        data = json.loads((self.folder / "findings.json").read_text(encoding="utf-8"))
        self.findings = {one["id"]: one for group in data["groups"] for one in group["findings"]}
        self._takes_skipped = None

    @property
    def yes_no(self):
        return {name for name, about in self.findings.items() if about["type"] == "yes_no"}

    @property
    def read_by_red_flags(self):
        """The findings that a red flag, or a fact, speaks of."""
        files = [self.folder / "facts.json", *(self.folder / "red_flags").glob("*.json")]
        text = " ".join(path.read_text(encoding="utf-8") for path in files)
        return {name for name in self.findings if f'"{name}"' in text}

    @property
    def takes_skipped(self):
        """Whether a question may be answered with "skipped"; older programs want such an answer left out."""
        if self._takes_skipped is None:
            words = [str(self.binary), "batch", "-q", "--data", str(self.folder)]
            told = subprocess.run(words, input='{"leg_symptom_days": "skipped"}', capture_output=True, text=True, check=False)
            self._takes_skipped = '"error"' not in told.stdout
        return self._takes_skipped

    def fit(self, person):
        """The answers this base knows of, with those it does not offer replaced."""
        fitted = {}
        for name, value in person.items():
            about = self.findings.get(name)
            if about is None or value == "skipped" and not self.takes_skipped:
                continue
            if about["type"] == "one_of" and value not in about["values"]:
                value = NOT_OFFERED[name, value]
            fitted[name] = value
        return fitted

    def decide(self, people, trace=False):
        """Decisions in the order of the people; with trace, also which rules gave which urgency.

        \\throw CannotDecide when one person is an error or still needs answers.
        """
        with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
            for number, person in enumerate(people):
                json.dump({"id": number, **self.fit(person)}, lines, separators=(",", ":"))
                lines.write("\n")
            lines.seek(0)
            words = [str(self.binary), "batch", "-q", "--data", str(self.folder)] + ["--trace"] * trace
            with subprocess.Popen(words, stdin=lines, stdout=subprocess.PIPE, text=True, encoding="utf-8") as program:
                for line in program.stdout:
                    yield self.checked(json.loads(line))
        if program.returncode:
            raise CannotDecide(f"{self.binary} exits with {program.returncode} on {self.folder}; "
                               f"an older base may need an older program (--before-binary)")

    def checked(self, line):
        if "error" in line:
            raise CannotDecide(f"{self.folder}, person {line.get('id', line.get('line'))}: {json.dumps(line['error'])}")
        if line["status"] != "decided":
            raise CannotDecide(f"{self.folder}, person {line['id']} is not decided: {json.dumps(line)[:600]}")
        fired = [(one["rule"], one["urgency"]) for one in line.pop("trace", ()) if one["urgency"]]
        return {"id": line["id"], "urgency": line["urgency"], "fired": fired}


def revision(text, folder):
    """A folder of data as it is named on the command line: a folder, or a git revision of this repository."""
    if pathlib.Path(text).is_dir():
        return pathlib.Path(text)
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", text, "data"], capture_output=True, check=False)
    if archive.returncode:
        raise SystemExit(f"{text} is neither a folder nor a revision: {archive.stderr.decode().strip()}")
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return pathlib.Path(folder) / "data"
