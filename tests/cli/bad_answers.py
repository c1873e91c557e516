#!/usr/bin/env python3
"""Gives the program 400 damaged answers files. None may crash it, hang it or leave it without words.

  bad_answers.py --binary PATH [--count N] [--keep DIR]

The damage comes from a fixed seed, so number 217 is the same file each time.
"""
import json
import os
import random
import sys
import time

import outside

CODES = {0, 3, 4, 10, 20, 30}
SLOWEST = 2.0
SEED = 20261121


def odd_values(rng):
    return rng.choice([None, True, False, -1, 0, 1e308, -1e-308, 10 ** 40, 41.5, "", "yes", "YES", "no ", "not_sure",
                       "prefer_not_to_say", "\u0000", "\u202eno", "ja", [], {}, [None], ["chair", "chair"], {"is": "yes"},
                       "x" * 5000, "\\u0000", "1e5", [[[[]]]], "\U0001f600", "\x1b[2J", 2 ** 63, -2 ** 63, 2 ** 64])


def change_value(rng, answers):
    answers[rng.choice(list(answers))] = odd_values(rng)
    return json.dumps(answers).encode()


def many_values(rng, answers):
    for name in rng.sample(list(answers), 30):
        answers[name] = odd_values(rng)
    return json.dumps(answers).encode()


def misspell(rng, answers):
    for name in rng.sample(list(answers), rng.randint(1, 40)):
        place = rng.randrange(len(name))
        answers[name[:place] + rng.choice("xyz_\u00e9 \x1b\n\"") + name[place + 1:]] = answers.pop(name)
    return json.dumps(answers).encode()


def drop(rng, answers):
    for name in rng.sample(list(answers), rng.randint(1, len(answers))):
        del answers[name]
    return json.dumps(answers).encode()


def cut(rng, answers):
    text = json.dumps(answers, indent=1).encode()
    return text[:rng.randrange(len(text))]


def flip(rng, answers):
    text = bytearray(json.dumps(answers).encode())
    for _ in range(rng.randint(1, 20)):
        text[rng.randrange(len(text))] = rng.randrange(256)
    return bytes(text)


def take_out(rng, answers):
    text = json.dumps(answers).encode()
    start = rng.randrange(len(text))
    return text[:start] + text[start + rng.randint(1, 60):]


def put_in(rng, answers):
    text = json.dumps(answers).encode()
    start = rng.randrange(len(text))
    piece = rng.choice([b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xaf", b"\xef\xbb\xbf", b"//", b"/* */", b",", b"{", b"]",
                        b"\"", b"\\", b"\\ud800", b"NaN", b"-", b"1e999", b"0x1", b"\x1b[31m", b"\r\n", b"'", b"nul"])
    return text[:start] + piece * rng.choice([1, 1, 1, 40]) + text[start:]


def twice(rng, answers):
    text = json.dumps(answers)
    name = rng.choice(list(answers))
    return (text[:-1] + f', {json.dumps(name)}: {json.dumps(odd_values(rng))}}}').encode()


def wrapper(rng, answers):
    return json.dumps(rng.choice([
        {"schema": "backcoach/answers/1"}, {"schema": "backcoach/answers/1", "answers": None},
        {"schema": "backcoach/answers/1", "answers": [answers]}, {"schema": 1, "answers": answers},
        {"schema": "backcoach/answers/2", "answers": answers}, {"answers": answers}, {"answers": {"answers": answers}},
        {"schema": "backcoach/answers/1", "answers": answers, "age": 3}, [answers], [], "", 0, None, True,
        {"schema": "backcoach/answers/1", "answers": answers, "id": ["x"]}, {"": answers}, {"": ""},
    ])).encode()


def nested(rng, answers):
    depth = rng.choice([100, 1000, 20000, 200000])
    opened = rng.choice([b"[", b'{"answers":', b'{"age":['])
    return opened * depth + rng.choice([b"", b"1", b"]" * depth])


def noise(rng, answers):
    return rng.randbytes(rng.choice([0, 1, 2, 100, 5000]))


def long(rng, answers):
    return rng.choice([
        json.dumps({f"name_{i}": "yes" for i in range(2000)}).encode(), b" " * 2_000_000, b'{"age": ' + b"9" * 100_000 + b"}",
        b'{"' + b"a" * 300_000 + b'": "yes"}', b'{"equipment": [' + b'"chair",' * 20_000 + b'"wall"]}', b"\n" * 100_000 + b"{"])


def ends_of_lines(rng, answers):
    text = json.dumps(answers, indent=2)
    return rng.choice([text.replace("\n", "\r\n").encode(), text.replace("\n", "\r").encode(),
                       text.encode("utf-16"), text.encode("utf-32"), b"\xef\xbb\xbf" + text.encode(),
                       text.replace(" ", "\u00a0").encode(), text.replace('"', "\u201c").encode(),
                       text.replace(",\n", ",,\n").encode(), text[:-1].encode() + b",}", text.encode() + text.encode()])


KINDS = (change_value, many_values, misspell, drop, cut, flip, take_out, put_in, twice, wrapper, nested, noise, long,
         ends_of_lines)


def damaged(number, sources):
    rng = random.Random(SEED + number)
    kind = KINDS[number % len(KINDS)]
    return kind.__name__, kind(rng, dict(rng.choice(sources)))


def trouble_with(ran, seconds):
    err, out = ran.stderr, ran.stdout
    if ran.returncode not in CODES:
        return f"exit {ran.returncode}"
    if seconds > SLOWEST:
        return f"took {seconds:.1f} s"
    if b"our fault" in err or b"terminate called" in err:
        return "the program blames itself"
    if ran.returncode in (3, 4) and not err.strip():
        return f"exit {ran.returncode} without a word"
    if any(byte < 32 and byte != 10 for byte in err) or b"\x7f" in err:
        return "raw control bytes on stderr"
    try:
        err.decode()
    except UnicodeDecodeError:
        return "stderr is not UTF-8"
    if ran.returncode == 3:
        if not out:
            return None
        try:  # with --json the errors are on stdout, too
            told = json.loads(out)
        except ValueError:
            return "exit 3 with something on stdout that is no JSON"
        return None if told["schema"] == "backcoach/error/1" and told["errors"] else "exit 3 without an error in the JSON"
    try:
        decision = json.loads(out)
    except ValueError:
        return f"exit {ran.returncode}, and stdout is not JSON"
    if (ran.returncode == 4) != (decision["status"] == "needs_answers"):
        return f"exit {ran.returncode} and status {decision['status']}"
    return None


def main():
    options = outside.parser(__doc__)
    options.add_argument("--count", type=int, default=400)
    options.add_argument("--keep", metavar="DIR", help="write the files that make trouble to this folder")
    options = options.parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    sources = [outside.full_answers(case["answers"]) for case in outside.cases() if case["id"] in ("v01", "v02", "v17")]
    path = os.path.join(program.folder.name, "answers.json")
    for number in range(options.count):
        kind, content = damaged(number, sources)
        with open(path, "wb") as file:
            file.write(content)
        start = time.monotonic()
        try:
            ran = program.run("triage", "--answers", path, "--json", "--no-save", timeout=5)
            trouble = trouble_with(ran, time.monotonic() - start)
            said = ran.stderr.decode(errors="replace")[:300]
        except Exception as error:  # a time limit
            trouble, said = str(error), ""
        if not tally.check(f"{number} {kind}", trouble is None, f"{trouble}; {content[:100]!r}; {said!r}") and options.keep:
            os.makedirs(options.keep, exist_ok=True)
            with open(os.path.join(options.keep, f"{number}_{kind}.json"), "wb") as file:
                file.write(content)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
