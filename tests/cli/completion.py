#!/usr/bin/env python3
"""The completions in the shells themselves; a shell that is not there is passed over.

  completion.py --binary PATH
"""
import os
import shutil
import subprocess
import sys

import outside


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    folder = program.folder.name

    def shell(*words):
        return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, cwd=folder,
                              env=outside.environment(folder))

    for name in ("bash", "zsh", "fish"):
        made = program.run("completion", name)
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(made.stdout)
        tally.check(f"{name}: it is made", made.returncode == 0 and made.stdout)
        if shutil.which(name):
            read = shell(name, "-n", path)
            tally.check(f"{name}: the shell can read it", read.returncode == 0 and not read.stderr, read.stderr)

    def bash(*typed):
        words = " ".join(f"'{word}'" for word in typed)
        return shell("bash", "-c", f"source ./bash; COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; _backcoach; "
                     'printf "%s\\n" "${COMPREPLY[@]}"').stdout.split()

    tally.check("bash: commands", bash("backcoach", "tri") == ["triage"])
    tally.check("bash: parts of a command", bash("backcoach", "diary", "un") == ["undo"])
    tally.check("bash: flags", bash("backcoach", "checkin", "--no") == ["--note", "--no-input", "--now"])
    tally.check("bash: files after a flag that takes one", bash("backcoach", "triage", "--answers", "fi") == ["fish"])
    tally.check("bash: formats after -f and --format", bash("backcoach", "plan", "-f", "ht") == ["html"]
                and bash("backcoach", "plan", "--format", "ic") == ["ics"])
    tally.check("bash: fixed values of a flag", bash("backcoach", "triage", "--color", "al") == ["always"])
    tally.check("bash: what export and import take", bash("backcoach", "export", "nd") == ["ndjson"]
                and bash("backcoach", "import", "pre") == ["prescription"])
    tally.check("bash: keys of the config", bash("backcoach", "config", "set", "reg") == ["region"])
    for word in ("html", "ndjson", "always", "region"):
        for name in ("bash", "zsh", "fish"):
            with open(os.path.join(folder, name)) as file:
                tally.check(f"{name}: {word} is offered", word in file.read())
    if shutil.which("fish"):
        said = shell("fish", "--no-config", "-c", 'source ./fish; complete -C "backcoach diary "').stdout
        tally.check("fish: parts of a command", "undo" in said, said)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
