#!/usr/bin/env python3
"""Runs the commands shown in README.md and docs/, and compares what they print.

  run.py --binary PATH [FILE.md ...]

A fenced block that holds a line beginning with "$ " is run; other blocks are left alone. The lines after a
command are what it prints, stdout and stderr together. A line that is only "…" stands for any lines, and
"…" within a line for any text there. All blocks of a file share one home, so that `plan` knows the last `triage`.
`echo $?` gives the status of the command before it.

A block marked ```console needs:PROGRAM is passed over, and named, where PROGRAM is not installed; needs:python3:MODULE
asks for a module.

A block marked ```console terminal runs in a terminal of 80 columns: after each "…: " prompt the text behind
it is typed.

BACKCOACH_UPDATE_GOLDEN=1 writes what is printed now, except where a "…" stands: those places are only told.
"""
import argparse
import difflib
import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios

ROOT = pathlib.Path(__file__).resolve().parents[2]
UPDATE = os.environ.get("BACKCOACH_UPDATE_GOLDEN", "") not in ("", "0")
PROMPT = re.compile(r"^\s*(?:(?:Type\b.*|.*\bq close|Add .*|Which .*):|.*Type p\.) (\S.*)$")
COLUMNS, ROWS, SECONDS = 80, 200, 60


def environment(home, binary):
    tools = pathlib.Path(home) / "bin"
    tools.mkdir(exist_ok=True)
    link = tools / "backcoach"
    if not link.exists():
        link.symlink_to(binary)
    return {"PATH": f"{tools}:{os.environ.get('PATH', '/usr/bin:/bin')}", "HOME": str(home), "TZ": "UTC",
            "LC_ALL": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1", "BACKCOACH_NOW": "2026-11-21T08:30"}


def blocks(text):
    """(first line of the body, end, words after the fence) of each block with a command in it."""
    lines = text.split("\n")
    start = None
    for number, line in enumerate(lines):
        if not line.lstrip().startswith("```"):
            continue
        if start is None:
            start, words = number + 1, line.strip()[3:].split()
        else:
            if any(one.startswith("$ ") for one in lines[start:number]):
                yield start, number, words
            start = None


def steps(lines):
    """(command, expected lines, index of the first expected line) in the body of a block."""
    found = []
    i = 0
    while i < len(lines):
        if not lines[i].startswith("$ "):
            i += 1
            continue
        command = lines[i][2:]
        while command.endswith("\\") and i + 1 < len(lines):
            i += 1
            command = command[:-1] + lines[i].lstrip("> ")
        if "<<'EOF'" in command:  # a file written on the spot
            end = lines.index("EOF", i)
            command = "\n".join([command, *lines[i + 1:end + 1]])
            i = end
        i += 1
        first = i
        while i < len(lines) and not lines[i].startswith("$ "):
            i += 1
        found.append((command, lines[first:i], first))
    return found


def trimmed(lines):
    lines = [line.rstrip() for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def matches(expected, got):
    """Whether `got` is `expected`, where "…" stands for anything."""
    parts = []
    for line in expected:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(r".*".join(re.escape(part) for part in line.split("…")) + r"\n")
    return re.fullmatch("".join(parts), "".join(line + "\n" for line in got)) is not None


def lacking(words):
    """What a block needs and is not here."""
    for word in words:
        if not word.startswith("needs:"):
            continue
        program, _, module = word[6:].partition(":")
        if not shutil.which(program):
            return program
        if module and subprocess.run([program, "-c", f"import {module}"], capture_output=True, check=False).returncode:
            return f"{module} of {program}"
    return None


def run_plain(command, status, folder, env):
    done = subprocess.run(["bash", "-c", f"(exit {status}); {command}"], cwd=folder, env=env, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=SECONDS, check=False)
    return done.stdout, done.returncode


def run_in_terminal(command, typed, folder, env):
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe("bash", ["bash", "-c", command], {**env, "COLUMNS": str(COLUMNS)})
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    out, waiting = b"", list(typed)

    def drain(seconds):
        nonlocal out
        while select.select([fd], [], [], seconds)[0]:
            try:
                got = os.read(fd, 65536)
            except OSError:
                return False
            if not got:
                return False
            out += got
            if waiting and out.endswith(b": "):
                return True
        return True

    alive = drain(5)
    while alive and waiting:
        os.write(fd, waiting.pop(0).encode() + b"\n")
        alive = drain(2 if waiting else 1)
    os.close(fd)  # a program that still asks is told to stop, as when a window is closed
    _, status = os.waitpid(pid, 0)
    return out.decode(errors="replace").replace("\r\n", "\n"), os.waitstatus_to_exitcode(status)


def check_file(path, binary):
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    changes, passed, failures = [], 0, []
    with tempfile.TemporaryDirectory(prefix="backcoach-readme-") as home:
        env = environment(home, binary)
        folder = pathlib.Path(home) / "work"
        folder.mkdir()
        for name in ("data", "examples", "tests", "docs"):
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)
        for start, end, words in blocks(text):
            status = 0
            if (missing := lacking(words)) is not None:
                print(f"{path.relative_to(ROOT)}:{start}: passed over, there is no {missing}")
                continue
            for command, expected, first in steps(lines[start:end]):
                expected = trimmed(expected)
                try:
                    if "terminal" in words:
                        typed = [m.group(1) for m in map(PROMPT.match, expected) if m]
                        got, status = run_in_terminal(command, typed, folder, env)
                    else:
                        got, status = run_plain(command, status, folder, env)
                except subprocess.TimeoutExpired:
                    got = f"(no end within {SECONDS} s)"
                got = trimmed(got.split("\n"))
                if matches(expected, got):
                    passed += 1
                    continue
                place = f"{path.relative_to(ROOT)}:{start + first}"
                shown = "\n".join(difflib.unified_diff(expected, got, "written", "printed", lineterm="", n=2))
                failures.append(f"{place}: $ {command}\n{shown}\n")
                if UPDATE and not any("…" in line for line in expected):
                    changes.append((start + first, start + first + len(expected), got))
    for begin, stop, got in reversed(changes):
        lines[begin:stop] = got
    if changes:
        path.write_text("\n".join(lines), encoding="utf-8")
    return passed, failures, len(changes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    binary = pathlib.Path(options.binary).resolve()
    files = [pathlib.Path(name).resolve() for name in options.files]
    if not files:
        files = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    passed, failures, written = 0, [], 0
    for path in files:
        if path.name == "errors.md":
            continue  # generated, and held true by tests/bad_data
        more, wrong, changed = check_file(path, binary)
        passed, failures, written = passed + more, failures + wrong, written + changed
    for failure in failures:
        print(failure)
    if written:
        print(f"{written} outputs written anew; look at the difference before you keep it.")
    print(f"{passed} commands print what is written, {len(failures)} do not.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
