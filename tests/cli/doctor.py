#!/usr/bin/env python3
"""What doctor shows of the pictures, and whether the one that is chosen stays.

  doctor.py --binary PATH
"""
import pathlib
import subprocess
import sys

import outside
import pseudo_terminal

BRAILLE = "\u28ff"
QUADRANT = "\u2588"


def shown(program, *words, **more):
    env = outside.environment(program.folder.name, **more)
    done = subprocess.run([program.path, "--home", program.home, *words], env=env, capture_output=True, check=False)
    return done.returncode, done.stdout.decode()


def at_terminal(program, answers, *words, **more):
    """Answers doctor's question. \\return all that was on the screen."""
    terminal = pseudo_terminal.Terminal([program.path, "--home", program.home, "doctor", *words],
                                        outside.environment(program.folder.name, **more))
    try:
        terminal.wait()
        for answer in answers:
            if terminal.code is None:
                terminal.send(answer + "\n")
                terminal.wait()
        asked = terminal.code is None
        if asked:
            terminal.process.kill()
        terminal.process.wait(timeout=20)
        while terminal._take(0):
            pass
        return terminal.seen.decode(errors="replace"), asked
    finally:
        terminal.close()


def main():
    options = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    program = outside.Program(options.binary)
    config = pathlib.Path(program.home) / "config.toml"

    code, text = shown(program, "doctor")
    tally.check("without a terminal nothing is asked", code == 0 and "Which one" not in text)
    tally.check("the style is the terminal's at first", "quadrant (by the terminal)" in text, text)

    text, asked = at_terminal(program, ["9", "2"])
    tally.check("all three are shown", all(word in text for word in ("1 quadrant", "2 braille", "3 ascii")), text)
    tally.check("each is drawn", BRAILLE in text and QUADRANT in text and "#####" in text, text)
    tally.check("a number that is none is asked again", "no number from 1 to 4" in text and not asked, text)
    tally.check("the choice is kept", config.exists() and 'figure = "braille"' in config.read_text(), text)
    code, text = shown(program, "exercises", "show", "bird_dog")
    tally.check("exercises are drawn that way", code == 0 and BRAILLE in text, text)
    code, text = shown(program, "exercises", "show", "bird_dog", "--figure", "quadrant")
    tally.check("a flag stands over it", BRAILLE not in text and QUADRANT in text, text)
    code, text = shown(program, "exercises", "show", "bird_dog", "--accessible")
    tally.check("nothing is drawn for a screen reader", BRAILLE not in text and "Picture:" in text, text)
    code, text = shown(program, "doctor")
    tally.check("doctor says it was chosen", "braille (chosen)" in text, text)

    before = config.read_text()
    for answer in ("", "q"):
        text, asked = at_terminal(program, [answer])
        tally.check(f"{answer!r} leaves it as it is", not asked and config.read_text() == before, text)
    text, asked = at_terminal(program, [], "--accessible")
    tally.check("a screen reader is shown and asked nothing", not asked and "Which one" not in text, text)
    text, asked = at_terminal(program, [], "--no-input")
    tally.check("--no-input asks nothing", not asked and "Which one" not in text, text)
    text, asked = at_terminal(program, ["3"], LC_ALL="C")
    tally.check("without UTF-8 only ASCII is shown", BRAILLE not in text and "2 braille" not in text, text)
    tally.check("and can be chosen", 'figure = "ascii"' in config.read_text(), text)
    text, asked = at_terminal(program, ["4"])
    code, text = shown(program, "exercises", "show", "bird_dog")
    tally.check("no pictures: the sentence is there", "Picture:" in text and QUADRANT not in text, text)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
