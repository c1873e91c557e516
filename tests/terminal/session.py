#!/usr/bin/env python3
"""Tries guided sessions at terminals, in pipes and with a speech program.

  session.py --binary PATH [NAME ...]      NAME: the name of a group below, such as "signals"

Needs tmux. Everything runs on a tmux server of its own and in folders that go away.
"""
import json
import os
import pathlib
import re
import shlex
import signal
import sys
import termios
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import run as terminal_tests  # noqa: E402
from run import EXAMPLES, KEEPER, Group, Person, Screen, against_contract, outside, questions_of, too_wide  # noqa: E402

PICTURE = re.compile("[▖-▟█]")


def until(seen, what, seconds=20):
    """Waits for `what` (text or a test) in what `seen` gives. \\return the last of it, or raises."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = seen()
        if what(text) if callable(what) else what in text:
            return text
        time.sleep(0.05)
    raise TimeoutError(f"never saw {what!r}:\n{seen()}")


def sane(tty):
    """Whether lines and echo are as a shell leaves them."""
    fd = os.open(tty, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        flags = termios.tcgetattr(fd)[3]
    finally:
        os.close(fd)
    return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)


class Watched(Screen):
    """A screen that also tells how the terminal was left: it is gone with the window."""

    def __init__(self, program, *arguments, **kind):
        folder = pathlib.Path(program.folder.name)
        ended, self.left = folder / "ended", folder / "left"
        run = shlex.join([sys.executable, "-I", "-S", "-c", KEEPER, str(ended), *program.words(*arguments)])
        super().__init__(program, command=f"{run}; stty -a > {shlex.quote(str(self.left))}", **kind)
        self.ended = str(ended)

    def is_sane(self):
        words = self.left.read_text().replace(";", " ").split()
        return "icanon" in words and "echo" in words


def with_plan(group, example="stiff_desk_worker"):
    program = group.program()
    ran = program.run("triage", "--answers", str(EXAMPLES / f"{example}.json"))
    assert ran.returncode in (0, 10, 20, 30), ran.stderr
    return program


def records(program):
    """What the diary keeps of sessions."""
    lines = program.run("export", "ndjson").stdout.decode().splitlines()
    return [one["session"] for one in map(json.loads, lines) if one["kind"] == "session"]


def started(program, *flags, columns=80, lines=24, env=None, pain="3"):
    """A session that counts: stop rules read, pain told."""
    screen = Watched(program, "session", *flags, columns=columns, lines=lines, env=env)
    screen.tmux("send-keys", "-t", "w", "Enter")
    until(lambda: screen.shown(history=True), "How much pain do you have now")
    screen.tmux("send-keys", "-t", "w", pain, "Enter")
    until(screen.shown, "q stop")
    return screen


def press(screen, key):
    screen.tmux("send-keys", "-t", "w", key)


def finished(screen):
    """Waits for the end; how each exercise was is passed over. \return the exit code."""
    passed = set()

    def over(text):
        asked = " ".join(text.split()).rsplit("How was ", 1)
        if len(asked) == 2 and "to skip" in asked[1] and asked[1] not in passed:
            passed.add(asked[1])
            press(screen, "Enter")
        return screen.dead and os.path.exists(screen.ended)

    until(screen.shown, over)
    return screen.code


def back_to_normal(group, name, screen):
    raw = screen.raw()
    group.check(f"{name}: the terminal takes lines and echoes again", screen.is_sane())
    group.check(f"{name}: the other screen is left as often as it is entered",
                raw.count(b"\x1b[?1049h") == raw.count(b"\x1b[?1049l") > 0)
    group.check(f"{name}: the cursor is shown again",
                raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l"))


# ---- the groups -----------------------------------------------------------------------------------------------


def screens(group):
    """What is shown at two sizes, and that it fits."""
    for columns, lines in ((80, 24), (40, 24)):
        name = f"{columns}x{lines}"
        program = with_plan(group)
        screen = Watched(program, "session", "--speed", "3", columns=columns, lines=lines)
        try:
            before = screen.shown(history=True)
            text = " ".join(before.split())
            group.check(f"{name}: the stop rules come before any exercise", "Sharp or shooting pain." in text,
                        before)
            press(screen, "Enter")
            until(lambda: screen.shown(history=True), "How much pain")
            for key in ("3", "Enter"):
                press(screen, key)
            first = until(screen.shown, "Get ready")
            group.check(f"{name}: there is a picture", bool(PICTURE.search(first)), first)
            group.check(f"{name}: it says what is next", "Next: " in first, first)
            group.check(f"{name}: the keys are told", "! problem" in first and "q stop" in first, first)
            shown = until(screen.shown, lambda text: "Move" in text or "Hold, and" in text)
            press(screen, "Space")
            paused = until(screen.shown, "Paused")
            time.sleep(0.6)
            group.check(f"{name}: nothing moves in a pause", screen.shown() == paused)
            press(screen, "Space")
            until(screen.shown, lambda text: "Paused" not in text)
            press(screen, "n")
            until(screen.shown, "2 of ")
            press(screen, "+")
            press(screen, "q")
            until(lambda: screen.shown(history=True), "worst pain")
            press(screen, "4")
            press(screen, "Enter")
            group.check(f"{name}: q ends with exit 0", finished(screen) == 0, screen.code)
            wide = [row for row in shown.splitlines() + first.splitlines() if len(row) > columns]
            group.check(f"{name}: no line is too long", not wide, wide)
            group.check(f"{name}: all lines fit", len(first.splitlines()) <= lines)
            kept = records(program)
            group.check(f"{name}: what was done is kept", len(kept) == 1 and kept[0]["end"] == "stopped" and
                        kept[0]["exercises"][0]["before"] == 3 and
                        kept[0]["exercises"][0]["during"] == 4 and
                        kept[0]["exercises"][0]["stopped"] == "part", kept)
            back_to_normal(group, name, screen)
        except TimeoutError as trouble:
            group.check(f"{name}: the session can be followed", False, trouble)
        finally:
            screen.close()


def whole(group):
    """A session runs by itself to its end."""
    program = with_plan(group)
    screen = started(program, "--speed", "400")
    try:
        until(lambda: screen.shown(history=True), "worst pain", seconds=60)
        press(screen, "Enter")
        group.check("ends with exit 0", finished(screen) == 0, screen.code)
        kept = records(program)
        group.check("every exercise is done", kept and kept[0]["end"] == "finished" and
                    all(one["stopped"] == "" for one in kept[0]["exercises"]), kept)
        group.check("who does not tell has no pain noted", kept and kept[0]["exercises"][0]["during"] == -1)
        raw = screen.raw()
        group.check("it rings", b"\a" in raw)
        back_to_normal(group, "whole", screen)
    finally:
        screen.close()


def signals(group):
    """Ctrl-C, kill and hang-up leave a sane terminal and keep the record."""
    for name, number in (("Ctrl-C", signal.SIGINT), ("kill -TERM", signal.SIGTERM), ("hang-up", signal.SIGHUP)):
        program = with_plan(group)
        screen = started(program)
        try:
            if number == signal.SIGINT:
                press(screen, "C-c")
            else:
                os.kill(screen._family()[-1], number)
            group.check(f"{name}: ends by the signal", finished(screen) == -number, screen.code)
            kept = records(program)
            group.check(f"{name}: what was done is kept", len(kept) == 1 and kept[0]["end"] == "stopped", kept)
            back_to_normal(group, name, screen)
        except TimeoutError as trouble:
            group.check(f"{name}: is followed", False, trouble)
        finally:
            screen.close()


def afterwards(group):
    """Ctrl-C at the question after a session loses nothing."""
    program = with_plan(group)
    screen = started(program)
    try:
        press(screen, "q")
        until(lambda: screen.shown(history=True), "worst pain")
        press(screen, "C-c")
        group.check("Ctrl-C ends by the signal", finished(screen) == -signal.SIGINT, screen.code)
        kept = records(program)
        group.check("the session is kept", len(kept) == 1 and kept[0]["exercises"][0]["during"] == -1, kept)
    except TimeoutError as trouble:
        group.check("is followed", False, trouble)
    finally:
        screen.close()


def signals_in_lines(group):
    """The same at the prompts of --accessible and while it counts."""
    for name, keys in (("at a prompt", ()), ("while it counts", ("Enter",))):
        program = with_plan(group)
        screen = Watched(program, "session", "--accessible")
        try:
            press(screen, "Enter")
            until(lambda: screen.shown(history=True), "How much pain do you have now")
            press(screen, "Enter")
            until(lambda: screen.shown(history=True), "Press Enter to start")
            for key in keys:
                press(screen, key)
                until(lambda: screen.shown(history=True), "Get ready.")
            press(screen, "C-c")
            group.check(f"{name}: Ctrl-C ends by the signal", finished(screen) == -signal.SIGINT, screen.code)
            kept = records(program)
            group.check(f"{name}: what was done is kept", len(kept) == 1 and kept[0]["end"] == "stopped", kept)
        except TimeoutError as trouble:
            group.check(f"{name}: is followed", False, trouble)
        finally:
            screen.close()


def suspend(group):
    """Ctrl-Z and fg, under a shell with job control."""
    program = with_plan(group)
    screen = Screen(program, command="HISTFILE=/dev/null exec bash --norc --noediting -i")
    try:
        line = shlex.join(program.words("session", "cat_camel"))
        screen.tmux("send-keys", "-t", "w", "-l", line)
        press(screen, "Enter")
        until(lambda: screen.shown(history=True), "Press Enter to begin")
        press(screen, "Enter")
        until(lambda: screen.shown(history=True), "How much pain do you have now")
        press(screen, "Enter")
        until(screen.shown, "q stop")
        press(screen, "C-z")
        until(screen.shown, "Stopped")
        group.check("suspended: the terminal takes lines and echoes", sane(screen.tty))
        group.check("suspended: the lines before are back", "q stop" not in screen.shown())
        screen.tmux("send-keys", "-t", "w", "-l", "fg")
        press(screen, "Enter")
        until(screen.shown, "Paused")
        group.check("resumed: it waits, paused", "q stop" in screen.shown())
        group.check("resumed: keys come one by one again", not sane(screen.tty))
        press(screen, "q")
        until(lambda: screen.shown(history=True), "worst pain")
        press(screen, "Enter")
        until(screen.shown, "What you did")
        until(lambda: str(sane(screen.tty)), "True")
        group.check("after it all the terminal is as before", sane(screen.tty))
    except TimeoutError as trouble:
        group.check("suspend and resume", False, trouble)
    finally:
        screen.close()


def resize(group):
    """A window that changes its size."""
    program = with_plan(group)
    screen = started(program)
    try:
        for columns, lines in ((40, 24), (30, 10), (120, 40)):
            screen.tmux("resize-window", "-t", "w", "-x", str(columns), "-y", str(lines))
            time.sleep(0.5)
            shown = screen.shown()
            group.check(f"{columns}x{lines}: the keys are still there", "q stop" in shown, shown)
        press(screen, "q")
        until(lambda: screen.shown(history=True), "worst pain")
        press(screen, "Enter")
        group.check("ends with exit 0", finished(screen) == 0)
    except TimeoutError as trouble:
        group.check("a window that changes", False, trouble)
    finally:
        screen.close()


def gone(group):
    """The terminal goes away in the middle of a session: what was done is kept, and nothing goes on."""
    for deaf in (False, True):
        for flags in ((), ("--accessible",)):
            name = "deaf " * deaf + (" ".join(flags) or "screen")
            program = with_plan(group)
            terminal = terminal_tests.Terminal(program.words("session", "--speed", "3", *flags),
                                               outside.environment(program.folder.name), deaf=deaf)
            try:
                terminal.wait()
                for line in ("", "3", ""):
                    terminal.send(line + "\n")
                    watch(terminal, 0.4)
                watch(terminal, 0.5)
                group.check(f"{name}: it still runs", terminal.code is None, terminal.seen[-300:])
                wanted = (0, 4, 5, -signal.SIGHUP) if deaf else (-signal.SIGHUP,)
                terminal_tests.ends_at_once(group, name, terminal, wanted, 1.5)
            except TimeoutError as trouble:
                group.check(f"{name}: can be followed", False, trouble)
            finally:
                terminal.close()
            kept = records(program)
            group.check(f"{name}: what was done is kept", len(kept) == 1 and kept[0]["end"] == "stopped" and
                        kept[0]["exercises"][0]["before"] == 3, kept)
            left = [one.name for one in pathlib.Path(program.home).rglob("*") if "backcoach-part" in one.name]
            group.check(f"{name}: no temporary file is left", not left, left)
    program = with_plan(group)
    screen = started(program)
    try:
        pids = screen._family()[1:]
        screen.tmux("kill-session", "-t", "w")
        end, alive = time.monotonic() + 2, pids
        while alive and time.monotonic() < end:
            alive = [pid for pid in pids if terminal_tests.running(pid)]
            time.sleep(0.02)
        group.check("tmux kill-session: all is over within 2 seconds", not alive, alive)
        kept = records(program)
        group.check("tmux kill-session: what was done is kept", len(kept) == 1 and kept[0]["end"] == "stopped", kept)
    finally:
        screen.close()


def watch(terminal, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end and terminal.code is None:
        terminal._take(0.02)


def resized(group):
    """All sizes, down to a single letter, in the middle of a session: the step is shown, and the record is right."""
    program = with_plan(group)
    screen = started(program, "--speed", "2")
    try:
        shown = until(screen.shown, lambda text: "Move" in text or "Hold, and" in text)
        number = re.search(r"\d+ of \d+", shown)[0]
        press(screen, "Space")
        until(screen.shown, "Paused")
        for columns, lines in ((80, 24), *terminal_tests.SIZES, (80, 24)):
            screen.tmux("resize-window", "-t", "w", "-x", str(columns), "-y", str(lines))
            if columns < 40 or lines < 24:
                time.sleep(0.4)
                group.check(f"{columns}x{lines}: it goes on", not screen.dead)
                continue
            shown = until(screen.shown, lambda text: "q stop" in text and number in text)
            group.check(f"{columns}x{lines}: the step that it was at", number in shown and "Paused" in shown, shown)
            group.check(f"{columns}x{lines}: nothing wider or higher", not too_wide(shown, columns) and
                        len(shown.rstrip().splitlines()) <= lines, shown)
        press(screen, "Space")
        press(screen, "n")
        until(screen.shown, "2 of ")
        screen.tmux("resize-window", "-t", "w", "-x", "20", "-y", "5")
        time.sleep(0.4)
        screen.tmux("resize-window", "-t", "w", "-x", "80", "-y", "24")
        until(screen.shown, "2 of ")
        press(screen, "q")
        until(lambda: screen.shown(history=True), "worst pain")
        press(screen, "4")
        press(screen, "Enter")
        group.check("ends with exit 0", finished(screen) == 0, screen.code)
        kept = records(program)
        group.check("the record is right", len(kept) == 1 and kept[0]["end"] == "stopped" and
                    kept[0]["exercises"][0]["stopped"] == "part" and kept[0]["exercises"][0]["during"] == 4, kept)
    except TimeoutError as trouble:
        group.check("a window that changes", False, trouble)
    finally:
        screen.close()


def swaps(group):
    """e and s change the exercise, and the record knows."""
    program = with_plan(group)
    screen = started(program)
    try:
        first = screen.shown().splitlines()[0]
        changed = False
        for _ in range(8):
            shown = screen.shown()
            if "s swap" in shown:
                press(screen, "s")
                until(screen.shown, lambda text: text.splitlines()[0] != shown.splitlines()[0])
                changed = True
                break
            press(screen, "n")
            time.sleep(0.4)
            if "your worst pain" in screen.shown(history=True):
                break
        group.check("some exercise can be swapped for another", changed, first)
        press(screen, "q")
        until(lambda: screen.shown(history=True), "worst pain")
        press(screen, "Enter")
        finished(screen)
    except TimeoutError as trouble:
        group.check("swaps", False, trouble)
    finally:
        screen.close()


def wrong(group):
    """! stops, asks the danger signs, and shows help or a new day."""
    plain = json.loads((EXAMPLES / "stiff_desk_worker.json").read_text())["answers"]
    for name, told, code, words in (
            ("nothing new", {"alarm_during_exercise": "no"}, (0, 10), "Walk"),
            ("an alarm sign", {"alarm_during_exercise": "yes"}, (10,), "Stop exercise for today"),
            ("numb saddle", {"alarm_during_exercise": "yes", "saddle_change": "yes"}, (30,), "emergency")):
        program = with_plan(group)
        person = Person(questions_of(program), {**outside.full_answers({**plain, **told}), **told})
        screen = started(program)
        try:
            press(screen, "!")
            until(lambda: screen.shown(history=True), "What is wrong?")
            press(screen, "1")
            press(screen, "Enter")
            text = until(lambda: screen.shown(history=True), "was there a pop")
            text = screen.wait()
            text = screen.shown(history=True)
            for _ in range(40):
                if screen.dead:
                    break
                line = "q" if "type q to close" in text else person.reply(text)
                if line is None:
                    break
                text = screen.ask(line)
            out = screen.raw().decode(errors="replace")
            group.check(f"{name}: exit {code}", finished(screen) in code, f"{screen.code} {text[-400:]}")
            group.check(f"{name}: says what to do", words in " ".join(out.split()), out[-600:])
            kept = records(program)
            group.check(f"{name}: it is logged", kept and kept[0]["end"] == "something_wrong", kept)
            back_to_normal(group, name, screen)
            after = program.run("session", "--no-input", "--speed", "10000")
            group.check(f"{name}: the next session follows the new decision",
                        after.returncode == (30 if code == (30,) else after.returncode) and
                        (b"Step 1" in after.stdout) == (name == "nothing new"),
                        f"{after.returncode} {after.stdout[-300:]}")
        except (TimeoutError, LookupError) as trouble:
            group.check(f"{name}: the questions can be answered", False, trouble)
        finally:
            screen.close()


def accessible(group):
    """Line by line: nothing redrawn, no picture, its sentence instead."""
    for name, flags, env in (("--accessible", ("--accessible",), {}), ("TERM=dumb", (), {"TERM": "dumb"})):
        program = with_plan(group)
        screen = Screen(program, "session", "--speed", "500", *flags, env=env)
        try:
            press(screen, "Enter")
            until(lambda: screen.shown(history=True), "How much pain do you have now")
            press(screen, "Enter")
            for _ in range(30):
                text = until(lambda: screen.shown(history=True),
                             lambda text: text.rstrip().endswith(">") or "worst pain" in text or screen.dead, 30)
                if "worst pain" in text:
                    break
                press(screen, "Enter")
                time.sleep(0.3)
            press(screen, "Enter")
            group.check(f"{name}: ends with exit 0", finished(screen) == 0, screen.code)
            raw = screen.raw()
            group.check(f"{name}: the contract for screen readers", not against_contract(raw), against_contract(raw))
            group.check(f"{name}: pictures are told", b"Picture: You" in raw)
            group.check(f"{name}: it does not ring", b"\a" not in raw)
            group.check(f"{name}: no line is too long", not too_wide(raw.decode(errors="replace"), 80))
        except TimeoutError as trouble:
            group.check(f"{name}: the session can be followed", False, trouble)
        finally:
            screen.close()


def pipes(group):
    """Without a terminal lines are printed and read."""
    program = with_plan(group)
    ran = program.run("session", "--speed", "10000", stdin="\n3\n\nn\n" + "\n" * 20)
    out = ran.stdout.decode()
    group.check("a pipe runs a session", ran.returncode == 0 and "Step 1 of" in out and "Done." in out, out[-400:])
    group.check("no escapes in a pipe", "\x1b" not in out)
    kept = records(program)
    group.check("n leaves one out", kept and kept[0]["exercises"][1]["stopped"] == "skipped", kept)
    program = with_plan(group)
    ran = program.run("session", "--speed", "10000", stdin="\n\n")
    group.check("the end of the input stops and keeps", ran.returncode == 0 and records(program) and
                records(program)[0]["end"] == "stopped", ran.stdout[-300:])
    program = with_plan(group)
    ran = program.run("session", "--speed", "10000", "--no-input")
    group.check("--no-input runs through", records(program) and records(program)[0]["end"] == "finished",
                ran.stdout[-300:])
    ran = program.run("session", stdin="q\n")
    group.check("q at the stop rules leaves without a trace", ran.returncode == 0 and len(records(program)) == 1)
    for flags, words in ((("--speed", "0"), "--speed"), (("--bell", "loud"), "--bell"),
                         (("--figure", "x"), "--figure"), (("no_such",), "not in today"), (("--json",), "a session is for a person")):
        ran = program.run("session", *flags)
        group.check(f"{' '.join(flags)}: exit 2 and a reason", ran.returncode == 2 and words in ran.stderr.decode(),
                    ran.stderr)


def refusals(group):
    """No session without a plan of today."""
    program = group.program()
    group.check("no triage yet: exit 6", program.run("session").returncode == 6)
    program = with_plan(group)
    program_words = [program.path, "--home", program.home, "--now", "2026-11-22T09:00", "session"]
    ran = terminal_tests.subprocess.run(program_words, capture_output=True, check=False)
    group.check("yesterday's plan has run out: exit 6", ran.returncode == 6, ran.stderr)
    names = [one["name"] for one in json.loads(program.run("exercises", "list", "--json").stdout)["exercises"]]
    for example, code in (("numb_saddle", 30), ("fever", 20)):
        program = with_plan(group, example)
        ran = program.run("session", stdin="\n\n\n")
        text = (ran.stdout + ran.stderr).decode()
        group.check(f"{example}: exit {code}", ran.returncode == code, ran.returncode)
        group.check(f"{example}: names no exercise", not [one for one in names if one in text], text[-300:])
    ran = group.program().run("session", "--answers", str(EXAMPLES / "partial.json"))
    group.check("missing answers: exit 4", ran.returncode == 4, ran.returncode)


def speech(group):
    """--say gives each cue to a program."""
    program = with_plan(group)
    heard = pathlib.Path(program.folder.name) / "heard"
    ran = program.run("session", "--no-input", "--speed", "60", "--say", f"cat >> {shlex.quote(str(heard))}",
                      timeout=120)
    words = heard.read_text() if heard.exists() else ""
    group.check("cues are spoken", ran.returncode == 0 and words.startswith("Get ready") and "Done." in words, words)
    ran = program.run("session", "--no-input", "--speed", "5000", "--say", "no_such_program_at_all")
    group.check("a speech program that is not there does no harm", ran.returncode == 0, ran.stderr)


GROUPS = {"screens": screens, "whole": whole, "signals": signals, "lines": signals_in_lines,
          "afterwards": afterwards, "suspend": suspend, "resize": resize,
          "gone": gone, "resized": resized,
          "swaps": swaps, "wrong": wrong, "accessible": accessible, "pipes": pipes, "refusals": refusals,
          "speech": speech}


def main():
    terminal_tests.GROUPS = GROUPS
    return terminal_tests.main()


if __name__ == "__main__":
    sys.exit(main())
