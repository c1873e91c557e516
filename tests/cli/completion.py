#!/usr/bin/env python3
"""The completions in the shells themselves, where they are installed: bash, zsh and fish are asked what they offer.

  completion.py --binary PATH

A shell that is not there is passed over and named. What is offered is compared with what the program knows.
"""
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time

import outside


class Shell:
    """One shell with the completion loaded, in a folder with known files."""

    def __init__(self, name, program, folder):
        self.name, self.folder = name, folder
        self.env = {**outside.environment(folder), "PATH": f"{folder}/bin:{os.environ.get('PATH', '')}",
                    "TERM": "dumb"}
        with open(os.path.join(folder, name), "wb") as file:
            file.write(program.run("completion", name).stdout)

    def start(self, *words):
        return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, cwd=self.folder,
                              env=self.env)

    def can_read(self):
        read = self.start(self.name, "-n", os.path.join(self.folder, self.name))
        return read.returncode == 0 and not read.stderr, read.stderr


class Bash(Shell):
    def offers(self, line):
        """The words bash would offer at the end of `line`; it cuts words at = as its library does."""
        words = [part for word in line.split(" ") for part in re.findall(r"=|[^=]+", word) or [""]]
        if line.endswith("="):
            words.append("")
        typed = " ".join(f"'{word}'" for word in words)
        script = (f"source ./bash; COMP_LINE='{line}'; COMP_POINT={len(line)}; COMP_WORDS=({typed}); "
                  f"COMP_CWORD={len(words) - 1}; _backcoach; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
        return self.start("bash", "-c", script).stdout.split()


class Fish(Shell):
    def offers(self, line):
        out = self.start("fish", "--no-config", "-c", f"source ./fish; complete -C '{line}'").stdout
        return [one.split("\t")[0] for one in out.splitlines()]


class Zsh(Shell):
    def offers(self, line):
        """zsh completes only at a prompt, so it gets one; what it would insert is caught."""
        script = os.path.join(self.folder, "zshrc")
        with open(script, "w") as file:
            file.write("PROMPT='READY> '\nfpath=($PWD/zfun $fpath)\nautoload -U compinit; compinit -u -D\n"
                       "zstyle ':completion:*' list-packed no\nunsetopt list_ambiguous\n"
                       "compadd() { local -a caught; builtin compadd -O caught \"$@\"; "
                       "print -rl -- $caught >> $PWD/caught; builtin compadd \"$@\"; }\n")
        os.makedirs(os.path.join(self.folder, "zfun"), exist_ok=True)
        shutil.copy(os.path.join(self.folder, "zsh"), os.path.join(self.folder, "zfun", "_backcoach"))
        caught = os.path.join(self.folder, "caught")
        if os.path.exists(caught):
            os.unlink(caught)
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], self.env)

        def until(mark, seconds):
            out, end = b"", time.monotonic() + seconds
            while time.monotonic() < end and mark not in out:
                if select.select([fd], [], [], 0.2)[0]:
                    try:
                        out += os.read(fd, 65536)
                    except OSError:
                        break
            return out

        os.write(fd, b"source ./zshrc; echo LOADED\r")
        until(b"LOADED\r\n", 20)
        until(b"READY> ", 5)
        os.write(fd, line.encode() + b"\t")
        end = time.monotonic() + 20
        while time.monotonic() < end:
            until(b"\0", 0.5)
            if os.path.exists(caught):
                until(b"\0", 0.5)
                break
        os.write(fd, b"\x03\x04exit\r")
        os.close(fd)
        os.waitpid(pid, 0)
        if not os.path.exists(caught):
            return []
        with open(caught) as file:
            return [one.strip().split(":")[0] for one in file if one.strip()]


def expectations(program):
    """(what is typed, words that have to be offered, words that must not be)."""
    def names(*words):
        return json.loads(program.run(*words, "--json").stdout)
    schemas = names("schema")["names"]
    exercises = [one["id"] for one in names("exercises", "list")["exercises"]]
    rules = [one["id"] for one in names("rules", "list")["rules"]]
    questions = [one["id"] for one in names("questions", "list")["questions"]]
    exports = [row[0] for row in names("export")["blocks"][0]["rows"][1:]]
    keys = list(names("config", "list")["values"])
    commands = [one["name"] for one in names("help")["commands"]]
    return [
        ("backcoach tri", ["triage"], ["plan"]),
        ("backcoach ", commands, []),
        ("backcoach diary un", ["undo"], ["list"]),
        ("backcoach checkin --no", ["--note", "--no-input", "--now"], ["--json"]),
        ("backcoach export ", exports, ["ans.json"]),
        ("backcoach schema pl", [one for one in schemas if one.startswith("pl")], ["triage"]),
        ("backcoach help ", commands, []),
        ("backcoach exercises show cat", [one for one in exercises if one.startswith("cat")], ["fever"]),
        ("backcoach session bird", [one for one in exercises if one.startswith("bird")], []),
        ("backcoach explain fever", [one for one in rules if one.startswith("fever")], ["cat_camel"]),
        ("backcoach questions show bl", [one for one in questions if one.startswith("bl")], []),
        ("backcoach config set ", keys, []),
        ("backcoach config set color ", ["auto", "always", "never"], []),
        ("backcoach config set region G", ["GB"], ["US"]),
        ("backcoach plan --format ", ["text", "json", "markdown", "html", "ics"], ["--json"]),
        ("backcoach rules --format ", ["text", "json", "markdown"], ["html", "ics"]),
        ("backcoach triage -f ma", ["markdown"], ["html"]),
        ("backcoach triage --color ", ["auto", "always", "never"], []),
        ("backcoach triage --region G", ["GB"], []),
        ("backcoach exercises show cat_camel --figure ", ["quadrant", "braille", "ascii", "none"], []),
        ("backcoach session --bell ", ["off", "end", "all"], []),
        ("backcoach triage --set saddle_c", ["saddle_change="], ["fever="]),
        ("backcoach rules prove --property one", ["one-decision"], []),
        ("backcoach rules mutate --", ["--rule", "--list-survivors"], ["--property", "--warnings"]),
        ("backcoach rules --list-survivors mutate --ru", ["--rule"], []),
        ("backcoach diary edit ", ["last"], []),
        ("backcoach triage --answers an", ["ans.json"], ["--answers"]),
        ("backcoach import prescription an", ["ans.json"], []),
        ("backcoach batch an", ["ans.json"], []),
        ("backcoach rules diff an", ["ans.json"], []),
        ("backcoach rules check fo", ["folder"], ["ans.json"]),
        ("backcoach --region GB tri", ["triage"], []),
    ]


def joined_values():
    """A value behind "=": bash offers only what follows, the other shells the whole word."""
    return [("backcoach plan --format=", "--format=", ["html", "ics"]),
            ("backcoach triage --answers=an", "--answers=", ["ans.json"]),
            ("backcoach triage --set fever=n", "fever=", ["no", "not_sure"])]


def bare(words):
    return {word.rstrip("/") for word in words}


def check(tally, shell, expected):
    good, why = shell.can_read()
    tally.check(f"{shell.name}: the shell can read it", good, why)
    for line, wanted, unwanted in expected:
        offered = bare(shell.offers(line))
        missing = [one for one in wanted if one not in offered]
        wrong = [one for one in unwanted if one in offered]
        tally.check(f"{shell.name}: {line!r}", wanted and not missing and not wrong,
                    f"missing {missing[:5]}, wrong {wrong}; offered {sorted(offered)[:12]}")
    for line, before, wanted in joined_values():
        offered = bare(shell.offers(line))
        whole = {before + one for one in wanted}
        tally.check(f"{shell.name}: {line!r}", set(wanted) <= offered or whole <= offered, str(sorted(offered)[:12]))


def refusal(tally, program, shell):
    """Who was told to get help is offered no exercise."""
    program.run("triage", "--answers", "-", stdin='{"saddle_change": "yes", "pelvic_symptom_days": 1}')
    for line in ("backcoach session ", "backcoach exercises show ", "backcoach explain cat"):
        tally.check(f"{shell.name}: no exercise after a referral: {line!r}", "cat_camel" not in shell.offers(line))


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    folder = program.folder.name
    os.makedirs(os.path.join(folder, "bin"))
    os.makedirs(os.path.join(folder, "folder"))
    with open(os.path.join(folder, "ans.json"), "w") as file:
        file.write("{}")
    # The shell runs the program by its name, with the diary of this test.
    run = os.path.join(folder, "bin", "backcoach")
    with open(run, "w") as file:
        file.write(f"#!/bin/sh\nexec '{program.path}' --home '{program.home}' --now {outside.NOW} \"$@\"\n")
    os.chmod(run, 0o755)
    shells = [kind(name, program, folder) for name, kind in (("bash", Bash), ("zsh", Zsh), ("fish", Fish))]
    there = [shell for shell in shells if shutil.which(shell.name)]
    expected = expectations(program)
    for shell in there:
        check(tally, shell, expected)
    for shell in there:
        refusal(tally, program, shell)
    for shell in shells:
        if shell not in there:
            print(f"{shell.name} is not installed: passed over")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
