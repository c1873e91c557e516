#!/usr/bin/env python3
"""batch from outside: the decisions of triage and of the naive evaluator, in order, whatever the lines are like.

  batch.py --binary PATH
"""
import json
import os
import random
import signal
import subprocess
import sys

import outside

sys.path.insert(0, str(outside.ROOT / "tests/verify"))
import naive  # noqa: E402

KNOWN = outside.findings()
DECISION = ("status", "decision", "urgency", "focus", "stage")


def value(rng, about):
    if about["type"] == "number":
        return rng.randint(about["min"], min(about["max"], about["min"] + rng.choice((20, 130, 10**6))))
    if about["type"] == "one_of":
        return rng.choice(about["values"])
    if about["type"] == "many_of":
        return [one for one in about["values"] if rng.random() < .5]
    return "no" if rng.random() < .9 else rng.choice(("yes", "not_sure", "prefer_not_to_say", True, False))


def person(rng):
    """Somebody: everything answered, or only some of it."""
    told = {name: value(rng, about) for name, about in KNOWN.items()
            if about.get("asked") != "later" and rng.random() < .2}
    if rng.random() < .5:
        return told
    return outside.full_answers({name: one for name, one in told.items() if rng.random() < .3}, KNOWN)


def same_as_alone(program, tally, rng):
    people = [person(rng) for _ in range(120)]
    lines = [json.dumps({"id": i, **answers} if i % 3 else
                        {"schema": "backcoach/answers/1", "answers": answers, "id": i})
             for i, answers in enumerate(people)]
    ran = program.run("batch", stdin="\n".join(lines) + "\n")
    out = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    tally.check("one line for each, in order", [one["id"] for one in out] == list(range(len(people))))
    bad = 0
    knowledge = naive.Knowledge(str(outside.ROOT / "data"))
    for one, answers in zip(out, people):
        alone = program.run("triage", "--answers", "-", "--json", "--exit-zero", stdin=json.dumps(answers))
        name = f"person {one['id']}"
        if "error" in one:
            bad += 1
            tally.check(name + " cannot be used alone either",
                        alone.returncode == 3 and f"[{one['error']['code']}]" in alone.stderr.decode(),
                        f"{one} {alone.stderr[:200]!r}")
            continue
        decision = json.loads(alone.stdout)
        wanted = {key: decision.get(key) for key in DECISION}
        wanted["rules"] = [b["rule"] for b in decision["because"] if not b["rule"].startswith("decision.")]
        if decision["status"] == "needs_answers":
            wanted["at_least"] = decision["at_least"]
        tally.check(name + " as triage", {"id": one["id"], **wanted} == one, f"{wanted} {one}")
        told = naive.Evaluator(knowledge, answers).decide()
        tally.check(name + " as the naive evaluator",
                    (told["status"], told["urgency"], {r["rule"] for r in told["rules"]}) ==
                    (one["status"], one["urgency"] or one["at_least"], set(one["rules"])), f"{told} {one}")
    tally.check("exit status", ran.returncode == (3 if bad else 0), str(ran.returncode))
    next_asked(program, tally, people, lines, out)
    return "\n".join(lines) + "\n"


def next_asked(program, tally, people, lines, out):
    """--next: the question of triage for each line that needs answers; nothing else changes."""
    ran = program.run("batch", "--next", stdin="\n".join(lines) + "\n")
    asked = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    tally.check("somebody needs answers", any(one.get("status") == "needs_answers" for one in out))
    for plain, one, answers in zip(out, asked, people):
        wanted = dict(plain)
        if plain.get("status") == "needs_answers":
            alone = program.run("triage", "--answers", "-", "--json", "--exit-zero", stdin=json.dumps(answers))
            wanted["next"] = json.loads(alone.stdout)["next"]
        tally.check(f"person {one.get('id')} with --next", wanted == one, f"{wanted} {one}")


def ways_to_run(binary, program, tally, lines):
    plain = program.run("batch", stdin=lines)
    path = os.path.join(program.folder.name, "people.ndjson")
    with open(path, "w", encoding="utf-8") as file:
        file.write(lines)
    target = os.path.join(program.folder.name, "out.ndjson")
    for words in (["--jobs", "2"], ["-j", "3"], ["--jobs", "0"], ["--jobs", "64"], ["--no-input"], ["--json"]):
        ran = program.run("batch", *words, stdin=lines)
        tally.check(" ".join(words), ran.stdout == plain.stdout and ran.returncode == plain.returncode)
    tally.check("FILE", program.run("batch", path).stdout == plain.stdout)
    ran = program.run("batch", path, "-o", target)
    with open(target, "rb") as file:
        tally.check("-o FILE", file.read() == plain.stdout and not ran.stdout)
    tally.check("-o FILE is private", os.stat(target).st_mode & 0o777 == 0o600, oct(os.stat(target).st_mode))
    half = len(lines) // 2
    cut = lines.index("\n", half) + 1  # as parallel --pipe cuts it
    parts = [program.run("batch", stdin=part).stdout for part in (lines[:cut], lines[cut:])]
    tally.check("in two parts", b"".join(parts) == plain.stdout)
    for place in ({"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8"}, {"TZ": "Asia/Tokyo"}):
        tally.check(str(place), program.run("batch", stdin=lines, env=place).stdout == plain.stdout)
    for words in (["--jobs", "x"], ["--jobs", "-1"], ["--jobs", "65"], ["a", "b"]):
        tally.check(" ".join(words) + " is wrong usage", program.run("batch", *words).returncode == 2)
    tally.check("no such file", program.run("batch", "/no/such").returncode == 5)
    tally.check("a folder", program.run("batch", "/").returncode == 5)


def bad_lines(program, tally):
    good = b'{"id":"a","saddle_change":"yes"}'
    for name, line, code in (
            ("not JSON", b"hello", "not-json"), ("cut off", good[:-3], "not-json"),
            ("not UTF-8", b'{"id":"\xff"}', "not-json"), ("NUL", b'{"age":\x001}', "not-json"),
            ("NUL in a string", b'{"a\x00ge":1}', "not-json"), ("a list", b"[1]", "wrong-type"),
            ("twice", b'{"age":1,"age":1}', "duplicate-key"), ("id twice", b'{"id":1,"id":1}', "duplicate-key"),
            ("id is a list", b'{"id":[1]}', "wrong-type"), ("too deep", b'{"a":' * 70 + b"1" + b"}" * 70, "too-deep"),
            ("half a quote", b'{"age":"', "not-json"), ("unknown", b'{"agee":1}', "unknown-finding"),
            ("out of range", b'{"age":121}', "out-of-range"), ("not whole", b'{"age":1.5}', "out-of-range"),
            ("leading zero", b'{"age":01}', "not-json"), ("plus", b'{"age":+1}', "not-json"),
            ("comma", b'{"age":1,}', "not-json"), ("two objects", b'{"age":1}{"age":1}', "not-json"),
            ("history", b'{"days_since_plan_start":3}', "unknown-finding"),
            ("wrapped and bare", b'{"schema":"backcoach/answers/1","answers":{},"age":1}', "unknown-key"),
            ("wrong schema", b'{"schema":"backcoach/plan/1","answers":{}}', "unknown-schema"),
            ("clash", b'{"sex":"male","pregnant":"yes"}', "conflicting-answers"),
            ("escape that is none", b'{"id":"\\x"}', "not-json"), ("bare escape", b'\\{"age":1}', "not-json")):
        for jobs in ("1", "2"):
            ran = subprocess.run(program.words("batch", "--jobs", jobs), input=b"\n".join((good, line, good)) + b"\r\n",
                                 capture_output=True, env=outside.environment(program.folder.name), timeout=30,
                                 check=False)
            out = [json.loads(one) for one in ran.stdout.splitlines()]
            tally.check(f"{name}, --jobs {jobs}", ran.returncode == 3 and len(out) == 3 and
                        out[0] == out[2] and out[0]["urgency"] == "emergency" and
                        out[1].get("error", {}).get("code") == code, f"{ran.returncode} {out[1:2]} {ran.stderr[:200]!r}")
    for name, line in (("5.0", '{"age":40.0}'), ("1e1", '{"age":4e1}'), ("escapes", '{"\\u0061ge":40}'),
                       ("spaces", ' {\t"age" : 40 } \r'), ("true", '{"age":40,"fever":false}'),
                       ("null", '{"age":40,"fever":null}'), ("$schema", json.dumps(
                           {"$schema": "x", "schema": "backcoach/answers/1", "answers": {"age": 40}}))):
        ran = program.run("batch", stdin=line + "\n")
        tally.check(f"{name} is fine", ran.returncode == 0 and b"needs_answers" in ran.stdout, repr(ran.stdout))


def streams(program, tally):
    """A line is answered at once; a reader that goes away ends it quietly."""
    line = b'{"id":1,"saddle_change":"yes"}\n'
    for jobs in ("1", "2"):
        with subprocess.Popen(program.words("batch", "--jobs", jobs), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=outside.environment(program.folder.name)) as run:
            answers = []
            for _ in range(3):
                run.stdin.write(line)
                run.stdin.flush()
                answers.append(run.stdout.readline())
            run.stdin.close()
            code = run.wait(30)
            tally.check(f"asked one by one, --jobs {jobs}", code == 0 and all(b"emergency" in one for one in answers))
        for ignored in (False, True):
            handler = signal.SIG_IGN if ignored else signal.SIG_DFL
            run = subprocess.Popen(program.words("batch", "--jobs", jobs), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=outside.environment(program.folder.name), restore_signals=False,
                                   preexec_fn=lambda how=handler: signal.signal(signal.SIGPIPE, how))
            run.stdout.close()
            try:
                for _ in range(20000):
                    run.stdin.write(line)
            except BrokenPipeError:
                pass
            try:
                run.stdin.close()
            except BrokenPipeError:
                pass
            code, said = run.wait(30), run.stderr.read()
            run.stderr.close()
            wanted = 5 if ignored else -signal.SIGPIPE
            tally.check(f"closed output, --jobs {jobs}, SIGPIPE ignored: {ignored}",
                        code == wanted and said == b"", f"{code} {said!r}")
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(program.words("batch"), input=line, stdout=full, stderr=subprocess.PIPE,
                             env=outside.environment(program.folder.name), timeout=30, check=False)
    tally.check("a full disk", ran.returncode == 5, str(ran.returncode))


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    lines = same_as_alone(program, tally, random.Random(2026))
    ways_to_run(options.binary, program, tally, lines)
    bad_lines(program, tally)
    streams(program, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
