"""A program at a pseudo terminal, and somebody who answers its questions."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

READ_CALLS = ("0", "63")  # read() on x86-64 and on arm64
CLARIFY = "To help you decide:"
MARK = b"\0"
REVIEW = "Enter to see what to do today"


class Terminal:
    """Runs `words` at a terminal of its own. `seen` is all it has printed."""

    def __init__(self, words, env, columns=80, lines=24, cwd=None, deaf=False):
        """\\param deaf  hang-ups are ignored, as under nohup"""
        self.seen = b""
        # The country is asked before the first question.
        env = {"BACKCOACH_REGION": "GB", **env}
        # We keep the program's end open too, to see whether it has taken what was typed.
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

        def take_terminal():
            os.setsid()
            if deaf:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(words, stdin=self.slave, stdout=self.slave, stderr=self.slave, env=env,
                                        cwd=cwd, preexec_fn=take_terminal, close_fds=True)

    @property
    def code(self):
        return self.process.poll()

    def _take(self, seconds):
        """\\return what has come meanwhile; nothing when nothing has."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        came = os.read(self.master, 65536)
        self.seen += came.replace(MARK, b"")
        return came

    def _all_here(self, seconds=5):
        """Whether nothing printed was still on its way: the kernel hands it on in its own time, in its order.
        So we print a mark behind it, which no screen shows, and see whether that comes alone."""
        os.write(self.slave, MARK)
        came, end = b"", time.monotonic() + seconds
        while MARK not in came and time.monotonic() < end:
            came += self._take(0.05)
        return came == MARK

    def _waits(self):
        """Whether the program waits for somebody to type; None where the system does not tell."""
        untaken = struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0\0\0\0"))[0]
        try:
            with open(f"/proc/{self.process.pid}/syscall") as file:
                call = file.read().split()
        except OSError:
            return None
        return untaken == 0 and len(call) > 1 and call[0] in READ_CALLS and call[1] == "0x0"

    def wait(self, seconds=20, typed=False):
        """Until the program waits for input or has ended.
        \\param typed  a line has just been sent: until it is echoed, the program waits for the line before
        \\return what it printed meanwhile."""
        start, last = len(self.seen), time.monotonic()
        end = last + seconds
        while True:
            ended = self.code is not None
            if self._take(0 if ended else 0.005):
                last = time.monotonic()
                continue
            if ended:
                break
            waits, quiet = self._waits(), time.monotonic() - last
            least = 0.005 if len(self.seen) > start or not typed else 1
            if (waits and quiet > least and self._all_here()) or (waits is None and quiet > 0.5):
                break
            if time.monotonic() > end:
                raise TimeoutError("neither a prompt nor an end: " + self.seen[-300:].decode(errors="replace"))
        return self.seen[start:].decode(errors="replace").replace("\r\n", "\n")

    def send(self, text):
        os.write(self.master, text.encode())

    def ask(self, line):
        self.send(line + "\n")
        return self.wait(typed=True)

    def resize(self, columns, lines):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def hang_up(self, most=10):
        """The terminal goes away. \\return how many seconds the program went on, and its processor time in all."""
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = None
        begin = time.monotonic()
        while time.monotonic() - begin < most:
            pid, status, used = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                self.process.returncode = os.waitstatus_to_exitcode(status)
                return time.monotonic() - begin, used.ru_utime + used.ru_stime
            time.sleep(0.005)
        return most, float("inf")

    def close(self):
        if self.code is None:
            self.process.kill()
            self.process.wait()
        for end in (self.master, self.slave):
            if end is not None:
                os.close(end)


def squeezed(text):
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", text).split())


def numbered(text):
    """The options of a screen, {number: squeezed words}, continuation lines joined."""
    options, number = {}, None
    for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines():
        found = re.match(r"^ {0,4}(\d{1,2})(?:\. +|  +)(\S.*)$", line)
        if found:
            number = int(found[1])
            options[number] = squeezed(found[2])
        elif number and re.match(r"^ {3,}\S", line):
            options[number] += " " + squeezed(line)
        else:
            number = None
    return options


def after_echo(text):
    """The screen behind what was chosen before, squeezed."""
    return re.sub(r"^.*You chose: .*?\.(?= )", "", squeezed(text))


class Person:
    """Knows all answers, reads the screen, types. `given` is what has been told."""

    def __init__(self, questions, answers):
        self.questions = questions
        self.answers = answers
        self.given = {}
        self.asked = []
        self.current = None

    def question_on(self, screen):
        """The question that stands last. Several share their words: then the options tell."""
        words = squeezed(screen)
        shown = list(numbered(screen).values())
        # A list with one line left is asked as yes or no; its line tells which it is, whatever the words above it.
        yes_no = "Yes" in numbered(screen).get(1, "")

        def fits(question):
            texts = [squeezed(option["text"]) for option in question.get("options", [])]
            return sum(any(text.startswith(one) for one in texts) for text in shown)

        def alone(question):
            if question["kind"] != "list" or not yes_no:
                return -1
            return max(after_echo(screen).rfind(squeezed(option["text"])) for option in question["options"])

        places = [(alone(q), words.rfind(squeezed(q["text"])), len(q["text"]), fits(q), -i)
                  for i, q in enumerate(self.questions)]
        line, place, _, _, index = max(places)
        place = max(line, place)
        return self.questions[-index] if place >= 0 else None

    def number_of(self, screen, text):
        for number, shown in numbered(screen).items():
            if shown.startswith(squeezed(text)):
                return number
        raise LookupError(f"no option \"{text}\" on this screen:\n{screen}")

    def reply(self, screen):
        """\\return the line to type, or None when there is no question on the screen."""
        if REVIEW in squeezed(screen) or squeezed(screen).endswith("Enter goes on:"):
            return ""
        if squeezed(screen).endswith("q close:"):  # the keys behind the result
            return "q"
        if CLARIFY in screen and "Still not sure" in numbered(screen).values():
            return "3"
        question = self.question_on(screen)
        if question is None and self.current and ("Choose again" in screen or "prefer not to say, type" in
                                                   squeezed(screen)):
            return self.last
        if question is None:
            return None
        self.current = question
        self.asked.append(question["id"])
        self.last = self.answer(question, screen)
        return self.last

    def to_the_end(self, terminal, screen, most=90):
        """Answers what is asked, and closes the page that comes of it."""
        for _ in range(most):
            line = None if terminal.code is not None else self.reply(screen)
            if line is None:
                break
            screen = terminal.ask(line)
        if terminal.code is None:
            terminal.ask("q")

    def answer(self, question, screen):
        kind = question["kind"]
        if kind == "list":
            return self.list_line(question, screen)
        if kind == "many":
            name = question["sets"][0]
            self.given[name] = self.answers[name]
            picks = [self.number_of(screen, option["text"]) for option in question["options"]
                     if option["value"] in self.answers[name]]
            return " ".join(map(str, picks)) or "0"
        if kind == "number":
            name = question["sets"][0]
            self.given[name] = self.answers[name]
            value = self.answers[name]
            if value == "skipped":
                return "s"
            return f"{value} days" if question["accept"] == "duration" else str(value)
        for option in question["options"]:
            # What followed from other answers is not answered here again.
            told = {name: value for name, value in option["set"].items() if name in self.answers}
            if told and all(self.answers[name] == value for name, value in told.items()):
                self.given.update(told)
                return str(self.number_of(screen, option["text"]))
        raise LookupError(f"no option of {question['id']} fits {[self.answers.get(n) for n in question['sets']]}")

    def yes_no_of_one(self, question, screen):
        """\return the number to type where a list with one line left is asked as yes or no; else None."""
        shown = after_echo(screen)
        options = sorted(question["options"], key=lambda option: -shown.rfind(squeezed(option["text"])))
        for option in options[:1] if "Yes" in numbered(screen).get(1, "") else ():
            answer = self.answers[option["finding"]]
            self.given[option["finding"]] = answer
            words = {"yes": "Yes", "no": "No", "not_sure": "Not sure", "prefer_not_to_say": "Prefer not to say"}
            return str(self.number_of(screen, words[answer]))
        return None

    def list_line(self, question, screen):
        alone = self.yes_no_of_one(question, screen)
        if alone:
            return alone
        picks = []
        shown = numbered(screen)
        for option in question["options"]:
            numbers = [n for n, text in shown.items() if text.startswith(squeezed(option["text"]))]
            if not numbers:
                continue
            answer = self.answers[option["finding"]]
            if answer == "prefer_not_to_say":
                answer = "not_sure"
            self.given[option["finding"]] = answer
            if answer != "no":
                picks.append(f"{numbers[0]}{'?' if answer == 'not_sure' else ''}")
        return " ".join(picks) or "0"


def play(terminal, person, most=80):
    """Answers until nothing is asked any more. \\return the last screen."""
    screen = terminal.wait()
    for _ in range(most):
        if terminal.code is not None:
            return screen
        line = person.reply(screen)
        if line is None:
            return screen
        screen = terminal.ask(line)
    raise TimeoutError(f"more than {most} prompts: {person.asked}")
