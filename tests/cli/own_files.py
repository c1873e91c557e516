#!/usr/bin/env python3
"""Every file that the program writes for itself is on one list, on every layout of folders: doctor names it, diary erase removes it.

  own_files.py --binary PATH
"""
import os
import pathlib
import stat
import subprocess
import sys

import diary as diary_test
import outside
import pseudo_terminal

STRAIN = str(outside.ROOT / "examples/strain.json")


class Layout:
    """A sandbox with one way of saying where files go."""

    def __init__(self, binary, name):
        self.program = outside.Program(binary)
        self.path = pathlib.Path(self.program.folder.name)
        self.name = name
        xdg = {one: str(self.path / "xdg" / one) for one in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        self.flags = ["--home", str(self.path / "home")] if name == "home" else []
        self.env = {"home": {}, "default": {}, "xdg": xdg, "data elsewhere": {"XDG_DATA_HOME": xdg["XDG_DATA_HOME"]},
                    "state elsewhere": {"XDG_STATE_HOME": xdg["XDG_STATE_HOME"]}, "xdg without HOME": dict(xdg, HOME=None),
                    "relative": {"XDG_DATA_HOME": "not/absolute", "XDG_STATE_HOME": ""}, "linked": {}, "linked files": {}}[name]

    def words(self, *words, now="2026-11-21T08:30"):
        return [self.program.path, *self.flags, "--now", now, *words]

    def run(self, *words, stdin="", now="2026-11-21T08:30"):
        return subprocess.run(self.words(*words, now=now), input=stdin.encode(), capture_output=True, check=False, timeout=60,
                              env=outside.environment(self.path, **self.env), cwd=self.path)

    def leave(self, *words, typed, now="2026-11-21T08:30"):
        """Answers a few questions at a terminal and goes away."""
        terminal = pseudo_terminal.Terminal(self.words(*words, now=now), outside.environment(self.path, **self.env), cwd=str(self.path))
        for line in typed:
            terminal.wait(5)
            os.write(terminal.master, line.encode() + b"\n")
        terminal.wait(2)
        terminal.process.kill()
        terminal.process.wait()

    def files(self):
        return sorted(str(path) for path in self.path.rglob("*") if not path.is_dir() or path.is_symlink())

    def prepare(self):
        if self.name == "linked":
            for folder in (".local/share", ".local/state", ".config"):
                (self.path / folder).mkdir(parents=True)
                (self.path / "far" / folder).mkdir(parents=True)
                (self.path / folder / "backcoach").symlink_to(self.path / "far" / folder)
        if self.name == "linked files":
            (self.path / "far").mkdir()
            for folder, names in ((".local/share", ("diary.db", "prescription.json")), (".local/state", ("draft.json", "next.txt")),
                                  (".config", ("config.toml",))):
                (self.path / folder / "backcoach").mkdir(parents=True)
                for name in names:
                    (self.path / folder / "backcoach" / name).symlink_to(self.path / "far" / name)

    def live(self):
        """Everything that leaves a file behind."""
        self.run("config", "set", "wake", "07:00")
        self.run("triage", "--save", "--answers", STRAIN)
        self.run("import", "prescription", "-", stdin="bird dog 3x8\n")
        self.run("checkin", "--answers", "-", stdin=diary_test.quiet_check(), now="2026-11-22T08:30")
        self.run("plan", now="2026-11-22T08:31")
        self.run("next", "--short", now="2026-11-22T08:32")
        self.run("session", "--no-input", "--speed", "10000", "breath_diaphragm", now="2026-11-22T08:33")
        self.run("export", "ndjson")
        self.leave("checkin", typed=["0"], now="2026-11-22T12:00")
        self.leave("triage", typed=["2", "0"], now="2026-11-22T13:00")


def one_layout(binary, name, tally):
    layout = Layout(binary, name)
    layout.prepare()
    links = layout.files()
    layout.live()
    files = layout.files()
    real = [one for one in files if os.path.isfile(one) and not os.path.islink(one)]
    names = {os.path.basename(one) for one in real}
    tally.check(f"{name}: the program wrote its files", {"diary.db", "prescription.json", "config.toml", "next.txt", "draft.json"} <= names,
                str(sorted(names)))
    doctor = layout.run("doctor").stdout.decode()
    for one in real:
        there = [line for line in doctor.splitlines() if one in line or any(
            os.path.realpath(word) == one for word in line.split() if word.startswith("/"))]
        tally.check(f"{name}: doctor names {os.path.basename(one)}", there, doctor)
        mode = stat.S_IMODE(os.stat(one).st_mode)
        tally.check(f"{name}: {os.path.basename(one)} is private", mode & 0o077 == 0, oct(mode))
    for one in real:
        before = pathlib.Path(one).read_bytes()
        layout.run("plan", "--answers", STRAIN, "-o", one)
        tally.check(f"{name}: --output does not overwrite {os.path.basename(one)}", pathlib.Path(one).read_bytes() == before)
    ran = layout.run("diary", "erase", "--yes")
    left = [one for one in layout.files() if os.path.isfile(one) or (os.path.islink(one) and one in links and not os.path.isdir(one))]
    tally.check(f"{name}: nothing is left", ran.returncode == 0 and not left and b"Everything was removed" in ran.stdout,
                f"{left} {ran.stdout} {ran.stderr}")
    tally.check(f"{name}: and nothing comes back", layout.run("plan").returncode == 6)


def what_is_left_is_said(binary, tally):
    """On a disk that can only be read the reason and the command are said."""
    if os.geteuid() == 0:
        # Folders hold nobody back who is root; an immutable file would need more.
        folder_in_the_way = Layout(binary, "default")
        folder_in_the_way.live()
        state = folder_in_the_way.path / ".local/state/backcoach"
        (state / "draft.json").unlink(missing_ok=True)
        (state / "draft.json").mkdir()
        ran = folder_in_the_way.run("diary", "erase", "--yes")
        tally.check("what cannot be removed is said", ran.returncode == 5 and b"draft.json" in ran.stderr and b"rm " in ran.stderr
                    and b"Everything" not in ran.stdout, f"{ran.returncode} {ran.stderr}")
        return
    layout = Layout(binary, "xdg")
    layout.live()
    state = pathlib.Path(layout.env["XDG_STATE_HOME"]) / "backcoach"
    os.chmod(state, 0o500)
    ran = layout.run("diary", "erase", "--yes")
    os.chmod(state, 0o700)
    tally.check("what cannot be removed is said", ran.returncode == 5 and b"draft.json" in ran.stderr and b"rm " in ran.stderr
                and b"Everything" not in ran.stdout, f"{ran.returncode} {ran.stderr}")


def main():
    options = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    for name in ("home", "default", "xdg", "data elsewhere", "state elsewhere", "xdg without HOME", "relative", "linked", "linked files"):
        one_layout(options.binary, name, tally)
    what_is_left_is_said(options.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
