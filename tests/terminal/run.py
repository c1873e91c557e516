#!/usr/bin/env python3
"""Tries the program at terminals: tmux of several sizes, pseudo terminals, pipes, closed and full outputs.

  run.py --binary PATH [NAME ...]      NAME: the name of a group below, such as "keys" or "emergency"

Needs tmux. Everything runs on a tmux server of its own and in folders that go away.
"""
import fcntl
import itertools
import json
import os
import pathlib
import re
import shlex
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import outside  # noqa: E402
from pseudo_terminal import READ_CALLS, REVIEW, Person, Terminal, numbered, play, squeezed  # noqa: E402

EXAMPLES = outside.ROOT / "examples"
SGR = re.compile(r"\x1b\[[0-9;]*m")
COUNT = itertools.count()
SIZES = ((40, 12), (20, 5), (200, 60), (1, 1), (80, 24))


def example(name):
    return json.loads((EXAMPLES / f"{name}.json").read_text())["answers"]


# Runs a program and writes how it ended; tmux sometimes never tells.
KEEPER = """
import os, signal, sys
pid = os.fork()
if pid == 0:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execv(sys.argv[2], sys.argv[2:])
signal.signal(signal.SIGINT, signal.SIG_IGN)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
with open(sys.argv[1], "w") as file:
    file.write(str(status))
"""


class Screen:
    """The program in a tmux window. `raw()` is every byte it has sent to the terminal."""

    def __init__(self, program, *arguments, columns=80, lines=24, env=None, command=None):
        self.program = program  # its folder lives as long as the screen
        self.folder = tempfile.TemporaryDirectory(prefix="backcoach-screen-")
        self.socket = f"backcoach-test-{os.getpid()}-{next(COUNT)}"
        self.rawfile = os.path.join(self.folder.name, "raw")
        words = outside.environment(program.folder.name, **{"TERM": "screen-256color", "BACKCOACH_REGION": "GB", **(env or {})})
        self.ended = os.path.join(self.folder.name, "ended")
        keeper = [sys.executable, "-I", "-S", "-c", KEEPER, self.ended]
        run = command or "exec " + shlex.join([*keeper, *program.words(*arguments)])
        # The window waits, so that no byte is missed.
        script = f"stty -echo; read go; stty echo; cd {shlex.quote(program.folder.name)}; {run}"
        line = "exec env -i " + shlex.join([f"{k}={v}" for k, v in words.items()]) + " bash -c " + shlex.quote(script)
        self.tmux("-f", "/dev/null", "new-session", "-d", "-s", "w", "-x", str(columns), "-y", str(lines), "cat")
        self.tmux("set-option", "-g", "remain-on-exit", "on")
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("respawn-pane", "-k", "-t", "w", line)
        self.tmux("pipe-pane", "-t", "w", f"cat >> {shlex.quote(self.rawfile)}")
        self.pid = int(self.value("#{pane_pid}"))
        self.tty = self.value("#{pane_tty}")
        try:
            self._until_reading()
            self._send("Enter")
            self.wait()
        except TimeoutError:
            self.close()
            raise

    def tmux(self, *words):
        ran = subprocess.run(["tmux", "-L", self.socket, *words], capture_output=True, text=True, check=False,
                             env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=20)
        return ran.stdout

    def value(self, format_string):
        return self.tmux("display-message", "-p", "-t", "w", format_string).strip()

    def _family(self):
        pids = [self.pid]
        for pid in pids:
            try:
                with open(f"/proc/{pid}/task/{pid}/children") as file:
                    pids += [int(word) for word in file.read().split()]
            except OSError:
                pass
        return pids

    def _reading(self):
        try:
            fd = os.open(self.tty, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            untaken = struct.unpack("i", fcntl.ioctl(fd, termios.FIONREAD, b"\0\0\0\0"))[0]
        except OSError:
            untaken = 0
        finally:
            os.close(fd)
        for pid in self._family():
            try:
                with open(f"/proc/{pid}/syscall") as file:
                    call = file.read().split()
                if untaken == 0 and call[0] in READ_CALLS and call[1] == "0x0":
                    return True
            except (OSError, IndexError):
                pass
        return False

    def _until_reading(self, seconds=20):
        end = time.monotonic() + seconds
        times = 0
        while time.monotonic() < end:
            times = times + 1 if self._reading() else 0
            if times >= 3 or self.dead:
                return
            time.sleep(0.01)
        raise TimeoutError("the program neither waits nor ends:\n" + self.shown())

    @property
    def dead(self):
        return self.value("#{pane_dead}") == "1"

    @property
    def code(self):
        """The exit code; minus the signal where one ended it."""
        if not self.dead:
            return None
        with open(self.ended) as file:  # written before the window ends
            return int(file.read())

    def kill(self):
        for pid in self._family()[1:]:
            os.kill(pid, signal.SIGKILL)

    def raw(self):
        try:
            with open(self.rawfile, "rb") as file:
                return file.read()
        except OSError:
            return b""

    def wait(self):
        start = len(self.raw()) if not hasattr(self, "mark") else self.mark
        self._until_reading()
        before = None
        while before != (before := self.raw()):  # tmux writes a little later
            time.sleep(0.03)
        self.mark = len(self.raw())
        return self.raw()[start:].decode(errors="replace").replace("\r\n", "\n")

    def _send(self, *keys):
        self.tmux("send-keys", "-t", "w", *keys)
        time.sleep(0.02)

    def key(self, name):
        self._send(name)
        return self.wait()

    def ask(self, line):
        if line:
            self.tmux("send-keys", "-t", "w", "-l", line)
        self._send("Enter")
        return self.wait()

    def shown(self, history=False):
        return self.tmux("capture-pane", "-p", "-t", "w", *(("-S", "-") if history else ()))

    def close(self):
        self.tmux("kill-server")
        self.folder.cleanup()


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def too_wide(text, columns):
    return [line for line in SGR.sub("", text).splitlines() if width(line.rstrip()) > columns]


def redrawn(raw):
    """Anything that moves the cursor, erases, or returns to the start of a line."""
    text = SGR.sub("", raw.decode(errors="replace")).replace("\r\n", "\n")
    return [hex(ord(c)) for c in text if c in "\x1b\x08\r\x0b\x0c\x07"]


def against_contract(raw):
    text = raw.decode(errors="replace").replace("\r\n", "\n")
    return sorted({f"U+{ord(c):04X}" for c in text
                   if c in "\x1b\r\x08" or 0x2190 <= ord(c) <= 0x2BFF or ord(c) >= 0x1F000 or c == "\ufffd"})


def questions_of(program, *flags):
    return json.loads(program.run("questions", "list", "--json", *flags).stdout)["questions"]


class Group:
    def __init__(self, binary, tally, name):
        self.binary, self.tally, self.name = binary, tally, name

    def check(self, name, holds, detail=""):
        return self.tally.check(f"{self.name}: {name}", holds, str(detail)[:600])

    def program(self):
        return outside.Program(self.binary)


# ---- the groups -----------------------------------------------------------------------------------------------


def screens(group):
    """A whole interview on each kind of terminal."""
    kinds = {"80x24": (80, 24, {}, ()), "40x24": (40, 24, {}, ()), "60x20": (60, 20, {}, ()),
             "accessible": (80, 24, {}, ("--accessible",)), "accessible 40x24": (40, 24, {"ACCESSIBLE": "1"}, ()),
             "dumb": (80, 24, {"TERM": "dumb"}, ()), "LC_ALL=C": (80, 24, {"LC_ALL": "C"}, ()),
             "NO_COLOR": (80, 24, {"NO_COLOR": "1"}, ())}
    for kind, (columns, lines, env, flags) in kinds.items():
        program = group.program()
        person = Person(questions_of(program), outside.full_answers(example("one_leg_tingling")))
        screen = Screen(program, "triage", *flags, columns=columns, lines=lines, env=env)
        try:
            person_screen = screen.raw().decode(errors="replace").replace("\r\n", "\n")
            for _ in range(80):
                line = person.reply(person_screen)
                if screen.dead or line is None:
                    break
                person_screen = screen.ask(line)
            raw = screen.raw()
            group.check(f"{kind}: the interview ends with exit 10", screen.code == 10,
                        f"{screen.code} after {person.asked}; {person_screen[-300:]!r}")
            wide = too_wide(raw.decode(errors="replace").replace("\r\n", "\n"), columns)
            group.check(f"{kind}: no line wider than {columns}", not wide, wide[:4])
            group.check(f"{kind}: nothing is redrawn", not redrawn(raw), redrawn(raw)[:5])
            if kind.startswith(("accessible", "dumb")):
                group.check(f"{kind}: accessible contract", not against_contract(raw), against_contract(raw))
                group.check(f"{kind}: the answer is echoed", b"You chose: " in raw)
            if kind == "NO_COLOR":
                group.check("NO_COLOR: no escape bytes", b"\x1b" not in raw)
            if kind == "LC_ALL=C":
                group.check("LC_ALL=C: only ASCII", all(byte < 128 for byte in raw),
                            [raw[max(0, i - 20):i + 9] for i, b in enumerate(raw) if b > 127][:3])
            if kind == "80x24":
                group.check("80x24: headings are bold", b"\x1b[1m" in raw)
        except (LookupError, TimeoutError) as trouble:
            group.check(f"{kind}: the interview can be played", False, trouble)
        finally:
            screen.close()


def keys(group):
    """b, ?, q, resume, wrong input."""
    program = group.program()
    questions = questions_of(program)
    first, second = questions_text(questions, "saddle"), questions_text(questions, "legs")
    screen = Screen(program, "triage")
    try:
        out = screen.raw().decode(errors="replace")
        group.check("starts with the first question", first in squeezed(out))
        group.check("says before anything else what to do in an emergency",
                    "emergency" in squeezed(out)[:120], squeezed(out)[:120])
        out = screen.ask("?")
        group.check("? says why", squeezed(one_of(questions, "saddle")["why"]) in squeezed(out), out)
        out = screen.ask("b")
        group.check("b at the first question asks it again", first in squeezed(out), out)
        miss = screen.ask("7")
        group.check("a wrong number says what to type", "1 to 4" in miss.split("7", 1)[-1], miss)
        again = screen.ask("well then")
        group.check("a second miss is worded differently",
                    squeezed(miss.split("\n", 1)[-1]) != squeezed(again.split("\n", 1)[-1]), again)
        out = screen.ask("")
        group.check("an empty line is no answer", second not in squeezed(out) and screen.code is None, out)
        for odd in ("-1", "1.5", "999999999999999999999", "0 2", "１", "x" * 300):
            out = screen.ask(odd)
            group.check(f"{odd[:12]!r} is no answer", second not in squeezed(out) and screen.code is None, out)
        out = screen.ask("0")
        group.check("0 means none of the list", second in squeezed(out), out)
        out = screen.ask("b")
        group.check("b goes back, and Enter keeps the earlier answer",
                    first in squeezed(out) and "Enter keeps your earlier answer" in squeezed(out), out)
        out = screen.ask("")
        group.check("Enter leads on", second in squeezed(out), out)
        out = screen.ask("none")
        third = questions_text(questions, "right_now")
        group.check("none is an answer to a list", third in squeezed(out), out)
        out = screen.ask("0")
        draft = pathlib.Path(program.home) / "draft.json"
        group.check("the draft is there after each answer", draft.exists())
        if draft.exists():
            group.check("the draft is only for its owner", stat.S_IMODE(draft.stat().st_mode) == 0o600 and
                        stat.S_IMODE(draft.parent.stat().st_mode) == 0o700, oct(draft.stat().st_mode))
            group.check("the draft holds no private answer", '"saddle_change"' not in draft.read_text())
        out = screen.ask("q")
        group.check("q stops and says that it saved", "Saved" in out, out)
        group.check("q is not a decision: exit 4", screen.code == 4, screen.code)
    finally:
        screen.close()
    resume(group, program, questions)
    back_then_quit(group)
    list_contradiction(group)


def questions_text(questions, name):
    return squeezed(one_of(questions, name)["text"])


def one_of(questions, name):
    return next(q for q in questions if q["id"] == name)


def resume(group, program, questions):
    first, second = questions_text(questions, "saddle"), questions_text(questions, "legs")
    screen = Screen(program, "triage")
    try:
        out = screen.raw().decode(errors="replace")
        group.check("resume is offered after q", "Carry on?" in out, out[-400:])
        out = screen.ask("maybe")
        group.check("resume asks again after another word", screen.code is None and "Carry on?" in out, out)
        out = screen.ask("y")
        group.check("the private question is asked again", "genitals" in squeezed(out), out)
        out = screen.ask("2")
        group.check("answers that were kept are not asked again",
                    questions_text(questions, "age") in squeezed(out) and second not in squeezed(out), out)
        screen.key("C-c")
        group.check("Ctrl-C ends by the signal", screen.code == -signal.SIGINT, screen.code)
    finally:
        screen.close()
    screen = Screen(program, "triage")
    try:
        group.check("resume is offered after Ctrl-C", "Carry on?" in screen.raw().decode())
        out = screen.ask("n")
        group.check("n starts again", first in squeezed(out), out)
        out = screen.ask("0")
        group.check("after n nothing is kept", second in squeezed(out), out)
        screen.ask("0")
        screen.kill()
        time.sleep(0.1)
    finally:
        screen.close()
    screen = Screen(program, "triage")
    try:
        group.check("resume is offered after kill -9", "Carry on?" in screen.raw().decode())
        out = screen.key("C-d")
        group.check("Ctrl-D at the offer exits 4", screen.code == 4, screen.code)
    finally:
        screen.close()
    screen = Screen(program, "--now", "2026-11-22T09:30", "triage")
    try:
        out = screen.raw().decode(errors="replace")
        group.check("a draft from yesterday is not offered", "Carry on?" not in out and first in squeezed(out), out)
    finally:
        screen.close()


def back_then_quit(group):
    program = group.program()
    screen = Screen(program, "triage")
    try:
        screen.ask("2")
        screen.ask("b")
        out = screen.ask("q")
        group.check("q after b stops", screen.code is not None, out)
    finally:
        screen.close()
    screen = Screen(program, "triage")
    try:
        if "Carry on?" in screen.raw().decode(errors="replace"):
            screen.ask("n")
        screen.ask("2")
        screen.ask("0")
        screen.ask("b")
        screen.key("C-d")
        group.check("Ctrl-D after b exits 4", screen.code == 4, screen.code)
    finally:
        screen.close()


def list_contradiction(group):
    screen = Screen(group.program(), "triage")
    try:
        screen.ask("0")
        for odd in ("0 2", "12", "1,,x", "?1", "1-3", "0?"):
            out = screen.ask(odd)
            group.check(f"a list takes no {odd!r}", "chest pain" not in out.lower() and screen.code is None, out)
        out = screen.ask("6? ")
        group.check("a doubt is followed by a helping question", "To help you decide" in out, out)
        back = screen.ask("b")
        group.check("b works in a helping question", "Type a number from 1 to 3" not in back, back)
    finally:
        screen.close()


def review(group):
    """What is not "no" is shown before the result; changing one answer changes the result."""
    program = group.program()
    questions = questions_of(program)
    person = Person(questions, outside.full_answers(example("strain")))
    terminal = Terminal(program.words("triage"), outside.environment(program.folder.name), cwd=program.folder.name)
    try:
        screen = terminal.wait()
        for _ in range(60):
            if REVIEW in squeezed(screen):
                break
            line = person.reply(screen)
            if line is None:
                raise LookupError(f"what is this, exit {terminal.code}: {screen[-600:]}")
            screen = terminal.ask(line)
        lines = numbered(screen)
        group.check("the review fits the screen", screen.count("\n") <= 24, screen)
        group.check("one line for the rest", "Everything else: none of these" in squeezed(screen), screen)
        group.check("a number that is not there is refused", "1 to" in squeezed(terminal.ask("99")))
        group.check("no exercise before the review is over", "Today" not in screen and "plan" not in screen.lower())
        whole = numbered(terminal.ask("list"))
        group.check("list shows every question", len(whole) > len(lines) and len(whole) >= len(set(person.asked)) - 1,
                    f"{len(whole)} lines, {len(person.asked)} questions")
        back = terminal.ask("b")
        group.check("b goes to the last question", squeezed(one_of(questions, person.asked[-1])["text"]) in squeezed(back),
                    back)
        screen = terminal.ask("")
        whole = numbered(terminal.ask("list"))
        illness = one_of(questions, "illness_now")
        at = [n for n, text in whole.items() if text.startswith(illness["title"])]
        group.check("the illness question is in the list", len(at) == 1, whole)
        out = terminal.ask(str(at[0])) if at else ""
        group.check("its number asks it again", squeezed(illness["text"]) in squeezed(out), out)
        item = next(o["text"] for o in illness["options"] if o["finding"] == "fever")
        pick = [n for n, text in numbered(out).items() if text.startswith(squeezed(item))]
        out = terminal.ask(str(pick[0])) if pick else ""
        person.answers = {**person.answers, "fever": "yes"}
        for _ in range(30):
            if terminal.code is not None:
                break
            out = terminal.ask(person.reply(out) or "")
        group.check("the changed answer changes the result", terminal.code == 20, terminal.code)
        latest = program.run("explain", "last", "--json").stdout
        group.check("the changed answer is kept", latest and json.loads(latest)["urgency"] == "same_day")
    except (LookupError, TimeoutError, IndexError, TypeError) as trouble:
        group.check("the review can be played", False, repr(trouble))
    finally:
        terminal.close()


def mind(group):
    """A yes to thoughts of suicide is answered at once, with whom to call; then the interview goes on."""
    program = group.program()
    questions = questions_of(program, "--region", "GB")
    person = Person(questions, outside.full_answers({**example("strain"), "suicidal": "thoughts"}))
    option = next(o for o in one_of(questions, "suicidal")["options"] if o["set"] == {"suicidal": "thoughts"})
    terminal = Terminal(program.words("triage", "--region", "GB"), outside.environment(program.folder.name),
                        cwd=program.folder.name)
    try:
        screen = terminal.wait()
        for _ in range(60):
            line = person.reply(screen)
            if terminal.code is not None or line is None:
                break
            asked = squeezed("ending your life") in squeezed(screen)
            screen = terminal.ask(line)
            if asked:
                break
        out = squeezed(screen)
        group.check("the reply names the crisis line", "116 123" in option["reply"] and "999" in option["reply"], option)
        group.check("the reply follows the answer at once", squeezed(option["reply"]) in out, out)
        after = out.split(squeezed(option["reply"]))[-1]
        group.check("then the interview goes on", terminal.code is not None or len(after) > 20, after)
    except (LookupError, TimeoutError, IndexError, TypeError) as trouble:
        group.check("the question can be played", False, repr(trouble))
    finally:
        terminal.close()


def exercise_words(program):
    exercises = json.loads(program.run("exercises", "list", "--json").stdout)["exercises"]
    names = {re.sub(r"\s*\(.*?\)", "", one["name"]).lower() for one in exercises} - {"walking"}
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)", re.I)


def after_echo(page, mark, chosen):
    """The lines of a page after the answer that is said again, which may take more than one."""
    lines = page.strip("\n").splitlines()
    echo = squeezed(f"{mark} {chosen[1]}") + "." * (mark != "->") if chosen else ""
    said = ""
    while lines and said != echo and echo.startswith(squeezed(said + " " + lines[0])):
        said = squeezed(said + " " + lines.pop(0))
    return "\n".join(lines).strip("\n").splitlines()


def emergency(group):
    """The page that must never fail."""
    for flags, number in (((), None), (("--region", "GB"), "999"), (("--region", "US"), "911"),
                          (("--accessible", "--region", "GB"), "999")):
        program = group.program()
        words = exercise_words(program)
        screen = Screen(program, *flags, "triage")
        name = " ".join(flags) or "no region"
        try:
            out = screen.shown(history=True)
            for _ in range(7):
                if "q close" in out or screen.dead:
                    break
                chosen = re.search(r"^ *1[. ] (.*?)(?=^ *2[. ] |\Z)", out, re.M | re.S)
                out = screen.ask("1 day" if "3 days" in out else "1")
            page = out.split("\n", 1)[1] if "\n" in out else out
            lines = after_echo(page, "You chose:" if "--accessible" in flags else "->", chosen)
            group.check(f"{name}: the page and its prompt fit 24 lines", len(lines) <= 24, len(lines))
            visible = squeezed(screen.shown())
            group.check(f"{name}: its first line is on the screen", squeezed(lines[0]) in visible, lines[0])
            head = squeezed(lines[0])
            group.check(f"{name}: the first line is the action",
                        re.match(r"(Emergency: )?(Call|Get|Go)\b", head) is not None, head)
            if number:
                group.check(f"{name}: the first line has the number", number in head, head)
            found = words.findall(out)
            group.check(f"{name}: names no exercise", not found, found)
            group.check(f"{name}: no line wider than 80", not too_wide(out, 80), too_wide(out, 80))
            out = screen.ask("2")
            saved = pathlib.Path(program.folder.name) / "backcoach-emergency.txt"
            group.check(f"{name}: the page can be saved", saved.exists() and "\x1b" not in saved.read_text())
            screen.ask("q")
            group.check(f"{name}: exit 30", screen.code == 30, screen.code)
        finally:
            screen.close()
    mistyped(group)
    program = group.program()
    words = exercise_words(program)
    known = outside.findings()
    for case in outside.cases():
        if "emergency" not in case["expect"]["urgency"]:
            continue
        # In a home of its own: what stands from a case before would be on the page.
        program = group.program()
        path = os.path.join(program.folder.name, "answers.json")
        pathlib.Path(path).write_text(outside.wrapped(outside.full_answers(case["answers"], known)))
        terminal = Terminal(program.words("triage", "--region", "GB", "--answers", path),
                            outside.environment(program.folder.name))
        page = terminal.wait()
        code = terminal.code
        terminal.close()
        if code != 30:
            continue
        lines = page.strip("\n").splitlines()
        group.check(f"{case['id']}: fits 24 lines", len(lines) <= 24, len(lines))
        group.check(f"{case['id']}: names no exercise", not words.findall(page), words.findall(page))


def mistyped(group):
    program = group.program()
    second = questions_text(questions_of(program), "legs")
    screen = Screen(program, "triage")
    try:
        out = screen.ask("1")
        for _ in range(6):
            if "q close" in out or screen.dead:
                break
            out = screen.ask("1 day" if "3 days" in out else "1")
        out = screen.ask("1")
        group.check("1 on the page lists the answers", "Your answers" in out, out)
        out = screen.ask("1")
        group.check("the mistyped answer is asked again", "(your earlier answer)" in squeezed(out), out)
        out = screen.ask("0")
        for _ in range(3):
            if second in squeezed(out) or screen.dead:
                break
            out = screen.ask("0")
        group.check("a mistyped answer can be taken back; the questions go on", second in squeezed(out), out)
        screen.key("C-c")
    finally:
        screen.close()


def interrupts(group):
    program = group.program()
    terminal = Terminal(program.words("triage"), outside.environment(program.folder.name))
    terminal.wait()
    terminal.send("\x03")
    terminal.wait()
    group.check("Ctrl-C ends by SIGINT", terminal.code == -signal.SIGINT, terminal.code)
    terminal.close()
    loop = f"for i in 1 2 3; do {shlex.join(program.words('triage'))}; echo after $i; done; echo end"
    screen = Screen(program, command=f"bash -c {shlex.quote(loop)}; echo code $?; stty -a | grep -o '[-]*icanon'")
    try:
        screen._send("C-c")
        time.sleep(0.3)
        out = screen.shown(history=True)
        group.check("Ctrl-C stops a shell loop", "after 1" not in out and not out.rstrip().endswith("end"), out[-300:])
    finally:
        screen.close()
    terminal = Terminal(program.words("triage"), outside.environment(program.folder.name))
    terminal.wait()
    terminal.ask("2")
    terminal.send("\x04")
    out = terminal.wait()
    group.check("Ctrl-D exits 4", terminal.code == 4, terminal.code)
    group.check("Ctrl-D says that the answers are saved", "saved" in out.lower(), out)
    terminal.close()
    for name, sent in (("SIGTERM", signal.SIGTERM), ("SIGHUP", signal.SIGHUP)):
        terminal = Terminal(program.words("triage"), outside.environment(program.folder.name))
        terminal.wait()
        terminal.process.send_signal(sent)
        terminal.wait()
        group.check(f"{name} ends it", terminal.code == -sent, terminal.code)
        terminal.close()


def ends_at_once(group, name, terminal, wanted, most_work):
    """Takes the terminal away. `wanted`: exit statuses; `most_work`: seconds of processor time since the last look."""
    seconds, worked = terminal.hang_up()
    group.check(f"{name}: ends within 2 seconds", seconds < 2, seconds)
    group.check(f"{name}: ends with {wanted}", terminal.code in wanted, terminal.code)
    group.check(f"{name}: no busy loop", worked < most_work, worked)


def gone(group):
    """The terminal goes away in the middle of an interview; also for a program that is deaf to hang-ups."""
    answers = outside.wrapped(outside.full_answers({}))
    interviews = {"triage": ("draft.json", ("2", "0", "0"), 3), "checkin": ("checkin.json", ("0", "4"), 7),
                  "flare": ("checkin.json", ("0", "4"), 7)}
    for deaf in (False, True):
        for command, (draft, keys_typed, fewest) in interviews.items():
            program = group.program()
            if command != "triage":
                kept = program.run("triage", "--answers", "-", stdin=answers)
                group.check(f"{command}: there is a plan", kept.returncode == 0, kept.stderr)
            name = f"{command}, deaf" if deaf else command
            terminal = Terminal(program.words(command), outside.environment(program.folder.name), deaf=deaf)
            try:
                terminal.wait()
                for line in keys_typed:
                    terminal.ask(line)
                group.check(f"{name}: it still asks", terminal.code is None, terminal.seen[-300:])
                ends_at_once(group, name, terminal, (4, 5) if deaf else (-signal.SIGHUP,), 1)
            except TimeoutError as trouble:
                group.check(f"{name}: can be answered", False, trouble)
            finally:
                terminal.close()
            path = pathlib.Path(program.home) / draft
            group.check(f"{name}: the draft is kept", path.exists())
            if path.exists():
                whole = json.loads(path.read_text())
                values = whole.get("answers") or whole.get("checkin", {}).get("values", {})
                group.check(f"{name}: with what was answered", len(values) >= fewest, values)
            left = [one.name for one in pathlib.Path(program.home).rglob("*") if "backcoach-part" in one.name]
            group.check(f"{name}: no temporary file is left", not left, left)
    window_killed(group)


def window_killed(group):
    program = group.program()
    screen = Screen(program, "triage")
    try:
        screen.ask("2")
        screen.ask("0")
        pids = screen._family()
        screen.tmux("kill-session", "-t", "w")
        end = time.monotonic() + 2
        # An ended process that nobody has waited for stands there with an empty command line.
        alive = pids
        while alive and time.monotonic() < end:
            alive = [pid for pid in pids if running(pid)]
            time.sleep(0.02)
        group.check("tmux kill-session: all is over within 2 seconds", not alive, alive)
        draft = pathlib.Path(program.home) / "draft.json"
        group.check("tmux kill-session: the draft is kept", draft.exists())
    finally:
        screen.close()


def running(pid):
    try:
        return bool(pathlib.Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


def resized(group):
    """The window changes its size in the middle of an interview; lines that were printed stay as they are."""
    for flags in ((), ("--accessible",)):
        name = " ".join(flags) or "plain"
        program = group.program()
        person = Person(questions_of(program), outside.full_answers(example("strain")))
        terminal = Terminal(program.words(*flags, "triage"), outside.environment(program.folder.name),
                            cwd=program.folder.name)
        try:
            screen = terminal.wait()
            sizes = itertools.cycle(SIZES)
            for _ in range(80):
                if terminal.code is not None or (line := person.reply(screen)) is None:
                    break
                columns, lines = next(sizes)
                terminal.resize(columns, lines)
                os.kill(terminal.process.pid, signal.SIGWINCH)
                screen = terminal.ask(line)
            group.check(f"{name}: the interview comes to the same end", terminal.code == 0,
                        f"{terminal.code} {screen[-300:]}")
            wide = too_wide(terminal.seen.decode(errors="replace").replace("\r\n", "\n"), 80)
            group.check(f"{name}: nothing is wider than the window was at first", not wide, wide[:3])
        except (LookupError, TimeoutError) as trouble:
            group.check(f"{name}: the interview can be played", False, trouble)
        finally:
            terminal.close()


def pipes(group):
    program = group.program()
    env = outside.environment(program.folder.name)

    def prompts(out):
        return b"then Enter" in out or b"b back" in out

    ran = subprocess.run(program.words("triage"), stdin=subprocess.DEVNULL, capture_output=True, env=env, timeout=20,
                         check=False)
    group.check("< /dev/null never prompts: exit 4", ran.returncode == 4 and not prompts(ran.stdout + ran.stderr),
                ran.returncode)
    group.check("< /dev/null names the missing answers", b"saddle_change" in ran.stderr, ran.stderr[:200])
    ran = program.run("triage", stdin="1\n1\n1\n")
    group.check("a pipe never prompts: exit 4", ran.returncode == 4 and not prompts(ran.stdout + ran.stderr),
                ran.returncode)
    ran = program.run("triage", "-q")
    group.check("-q still names the missing answers", b"saddle_change" in ran.stderr, ran.stderr)
    terminal = Terminal(["sh", "-c", shlex.join(program.words("triage")) + " | cat; echo done"], env)
    out = terminal.wait()
    group.check("a terminal in and a pipe out never prompts", "done" in out and not prompts(out.encode()), out[-200:])
    terminal.close()
    for flags in (("--no-input",), ("--json",), ("-o", "out.txt"), ("--format", "json")):
        terminal = Terminal(program.words("triage", *flags), env, cwd=program.folder.name)
        out = terminal.wait()
        group.check(f"{' '.join(flags)} never prompts: exit 4", terminal.code == 4 and not prompts(out.encode()),
                    f"{terminal.code} {out[-200:]}")
        terminal.close()
    ran = subprocess.run(["bash", "-c", "set -o pipefail; " + shlex.join(program.words("questions", "list")) +
                          " | head -1; echo ${PIPESTATUS[0]}"], capture_output=True, text=True, env=env, check=False,
                         timeout=20)
    group.check("a reader that stops early ends it quietly", ran.stderr == "", ran.stderr)


def closed_and_full(group):
    program = group.program()
    env = outside.environment(program.folder.name)

    def shell(line):
        return subprocess.run(["bash", "-c", line], capture_output=True, env=env, timeout=20, check=False,
                              stdin=subprocess.DEVNULL)

    def call(name, *more):
        return shlex.join(program.words(*more, "triage", "--answers", str(EXAMPLES / f"{name}.json")))

    before = (EXAMPLES / "numb_saddle.json").read_bytes()
    for flags in ((), ("--json",), ("--accessible",), ("--format", "markdown")):
        ran = shell(call("numb_saddle", *flags) + " >&-")
        group.check(f"closed stdout {flags}: an emergency goes to stderr", b"emergency" in ran.stderr.lower(),
                    ran.stderr[:200])
        group.check(f"closed stdout {flags}: exit 30", ran.returncode == 30, ran.returncode)
        ran = shell(call("numb_saddle", *flags) + " > /dev/full")
        group.check(f"full stdout {flags}: an emergency goes to stderr, exit 30",
                    b"emergency" in ran.stderr.lower() and ran.returncode == 30, f"{ran.returncode} {ran.stderr[:200]}")
    ran = shell(call("numb_saddle") + " >&- 2>&-")
    group.check("everything closed: exit 30", ran.returncode == 30, ran.returncode)
    ran = shell(call("numb_saddle") + " <&- >&- 2>&-")
    group.check("stdin closed too: exit 30", ran.returncode == 30, ran.returncode)
    group.check("the answers file is untouched", (EXAMPLES / "numb_saddle.json").read_bytes() == before)
    program = group.program()  # somebody else: what was told stands for the one before
    ran = shell(call("strain") + " > /dev/full")
    group.check("full stdout, self-care: exit 5", ran.returncode == 5, ran.returncode)
    ran = shell(call("strain", "-o", "/dev/full"))
    group.check("--output /dev/full: exit 5, and says so", ran.returncode == 5 and b"/dev/full" in ran.stderr,
                f"{ran.returncode} {ran.stderr}")
    ran = shell(call("numb_saddle", "-o", "/dev/full"))
    group.check("--output /dev/full, emergency: the words are not lost", b"emergency" in ran.stderr.lower(),
                f"{ran.returncode} {ran.stderr}")
    ran = shell("ulimit -f 0; " + call("numb_saddle") + " | cat; exit ${PIPESTATUS[0]}")
    group.check("no room for any file: an emergency is shown, exit 30",
                b"emergency" in ran.stdout.lower() and ran.returncode == 30, f"{ran.returncode} {ran.stderr[:200]}")


def read_only_home(group):
    with tempfile.TemporaryDirectory(prefix="backcoach-read-only-") as folder:
        os.chmod(folder, 0o755)
        blocked = os.path.join(folder, "file")
        pathlib.Path(blocked).write_text("")
        locked = os.path.join(folder, "locked")
        os.mkdir(locked, 0o555)
        program = group.program()
        env = outside.environment(folder)
        homes = [("a home below a file", os.path.join(blocked, "home"), {})]
        if os.getuid() == 0:  # root may write anywhere, so somebody else tries
            homes.append(("a read-only home", locked, {"user": 65534, "group": 65534, "extra_groups": []}))
        else:
            homes.append(("a read-only home", locked, {}))
        for name, home, who in homes:
            for file, code in (("strain", 0), ("numb_saddle", 30)):
                ran = subprocess.run(program.words("triage", "--answers", str(EXAMPLES / f"{file}.json"), home=home),
                                     capture_output=True, env=env, timeout=20, check=False, cwd="/", **who)
                group.check(f"{name}: {file} still exits {code}", ran.returncode == code, ran.returncode)
                group.check(f"{name}: {file} is shown", len(ran.stdout) > 200, ran.stdout[:100])
                group.check(f"{name}: {file} says what cannot be kept", b"cannot" in ran.stderr, ran.stderr)
            for words in ((), ("version",), ("explain", "last"), ("plan",)):
                ran = subprocess.run(program.words(*words, home=home), capture_output=True, env=env, timeout=20,
                                     check=False, cwd="/", **who)
                group.check(f"{name}: {' '.join(words) or 'backcoach'} works", ran.returncode in (0, 6), ran.returncode)
        person = Person(questions_of(program), outside.full_answers(example("strain")))
        terminal = Terminal(program.words("triage", home=homes[0][1]), env)
        try:
            play(terminal, person)
            seen = terminal.seen.decode(errors="replace")
            group.check("the interview goes on without a home", terminal.code == 0, terminal.code)
            group.check("it says once that nothing can be saved", seen.count("cannot be saved") == 1,
                        seen.count("cannot be saved"))
        except (LookupError, TimeoutError) as trouble:
            group.check("the interview goes on without a home", False, trouble)
        finally:
            terminal.close()
        env = {key: value for key, value in env.items() if key != "HOME"}
        ran = subprocess.run([program.path, "triage", "--answers", str(EXAMPLES / "strain.json")], capture_output=True,
                             env=env, timeout=20, check=False, cwd=folder)
        group.check("no HOME at all: the result is shown", ran.returncode == 0 and len(ran.stdout) > 200, ran.returncode)


def accessible(group):
    """The accessible contract on every command, at a terminal."""
    program = group.program()
    runs = [("triage", "--answers", str(path)) for path in sorted(EXAMPLES.glob("*.json"))]
    runs += [("explain", "--answers", str(EXAMPLES / "strain.json")), ("explain", "cauda_equina_saddle"),
             ("explain", "last"), ("questions", "list"), ("questions", "template"), ("exercises", "list"),
             ("rules", "list"), ("rules", "test"), ("rules", "check", str(outside.ROOT / "data")), ("schema",),
             ("schema", "condition"), ("version",), ("help",), (), ("plan",), ("frobnicate",), ("triage", "--jsn")]
    fresh = group.program()
    runs += [("help", name) for name in ("triage", "plan", "explain", "questions", "exercises", "rules", "schema")]
    runs += [("explain", one["id"]) for one in questions_of(fresh)[::8]]
    exercises = json.loads(fresh.run("exercises", "list", "--json").stdout)["exercises"]
    calm = [("exercises", "show", one["id"]) for one in exercises[::4]]
    for owner, words in [(program, words) for words in runs] + [(fresh, words) for words in calm]:
        name = " ".join(pathlib.Path(word).name for word in words) or "backcoach"
        for how, flags, env in (("--accessible", ("--accessible",), {}), ("TERM=dumb", (), {"TERM": "dumb"}),
                                ("--color always", ("--accessible", "--color", "always"), {})):
            terminal = Terminal(owner.words(*flags, *words), outside.environment(owner.folder.name, **env))
            terminal.wait()
            if terminal.code is None:  # the day ends in one key
                terminal.ask("q")
            bad = against_contract(terminal.seen)
            code = terminal.code
            terminal.close()
            group.check(f"{name} with {how}", code is not None and code >= 0 and not bad, f"exit {code} {bad}")
    for value, on in (("1", True), ("0", False), ("false", False), ("", False), ("yes", True)):
        terminal = Terminal(fresh.words("triage", "--answers", str(EXAMPLES / "numb_saddle.json")),
                            outside.environment(fresh.folder.name, ACCESSIBLE=value))
        terminal.wait()
        group.check(f"ACCESSIBLE={value} switches it {'on' if on else 'off'}", (b"\x1b" not in terminal.seen) == on)
        terminal.close()


def widths(group):
    """Every command keeps to the width of the terminal."""
    program = group.program()
    commands = [("triage", "--answers", str(path)) for path in sorted(EXAMPLES.glob("*.json"))]
    commands += [(), ("help",), ("help", "triage"), ("version",), ("explain", "cauda_equina_saddle"),
                 ("explain", "--answers", str(EXAMPLES / "strain.json")), ("questions", "show", "bladder_bowel"),
                 ("questions", "list"), ("exercises", "list"), ("rules", "list"), ("exercises", "show", "cat_camel")]
    for columns in (40, 80, 200):
        for words in commands:
            home = group.program()
            quiet = ["sh", "-c", "exec " + shlex.join(home.words(*words)) + " 2>/dev/null"]  # stderr is for logs, too
            terminal = Terminal(quiet, outside.environment(home.folder.name), columns=columns)
            out = terminal.wait()
            if terminal.code is None:  # the day ends in one key
                terminal.ask("q")
            terminal.close()
            wide = [line for line in too_wide(out, columns) if " " in line.strip()]
            name = " ".join(pathlib.Path(word).name for word in words) or "backcoach"
            group.check(f"{name} at {columns} columns", not wide, wide[:3])
    del program


GROUPS = {"screens": screens, "keys": keys, "review": review, "mind": mind, "emergency": emergency, "interrupts": interrupts,
          "gone": gone, "resized": resized,
          "pipes": pipes, "closed": closed_and_full, "home": read_only_home, "accessible": accessible, "widths": widths}


def main():
    options = outside.parser(__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(GROUPS))
    options = options.parse_args()
    tally = outside.Tally()
    for name in options.names or GROUPS:
        if name not in GROUPS:
            sys.exit(f"no such group: {name}; there are {', '.join(GROUPS)}")
        start = time.monotonic()
        try:
            GROUPS[name](Group(options.binary, tally, name))
        except Exception as error:  # one group does not take the others with it
            tally.check(f"{name}: runs to its end", False, repr(error)[-800:])
        print(f"{name}: {time.monotonic() - start:.1f} s", flush=True)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
