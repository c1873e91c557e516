#!/usr/bin/env python3
"""Plays the interview for every worked case, through JSON and at a terminal, and counts the questions.

  interview_count.py --binary PATH [--jobs N] [--list] [--only ID ...]

Through JSON: `triage --answers - --json`, answer what `next` asks, call again. Each `next` must ask something
unanswered; the end must be the same urgency and focus as all answers given at once.
At a terminal: six cases, typed in; the exit code and `explain last --json` must be the same as those of the
same answers given by file.
"""
import concurrent.futures
import json
import statistics
import sys

import outside
import pseudo_terminal

MOST_MEDIAN, MOST, MOST_SADDLE = 28, 40, 8
SADDLE = "v02"
AT_TERMINAL = ("v01", "v02", "v07", "v12", "v17", "v22")
CODES = {"self_care": 0, "routine": 10, "soon": 10, "same_day": 20, "emergency": 30}


class Broken(Exception):
    pass


def play_json(program, answers):
    """\\return the last decision and the ids of the questions, in the order asked."""
    given, asked = {}, []
    while True:
        decision, code = program.triage(given)
        question = decision.get("next")
        # Below an emergency, what is asked beside a decision only fits the plan.
        decided = decision["status"] == "decided"
        if decided and (not question or decision["urgency"] != "emergency"):
            if code != CODES[decision["urgency"]]:
                raise Broken(f"exit {code} for {decision['urgency']}")
            return decision, asked
        if decision["status"] == "needs_answers" and code != 4:
            raise Broken(f"exit {code} while answers are missing")
        if not question:
            raise Broken(f"answers are missing ({decision['missing'][:5]}) but there is no next, after {asked}")
        new = [name for name in question["sets"] if name not in given]
        if not new:
            raise Broken(f"{question['id']} asks {question['sets']}, all answered, after {asked}")
        if decision["status"] == "needs_answers":
            again = [name for name in decision["missing"] if name in given]
            if again:
                raise Broken(f"{again} still missing after they were answered")
        asked.append(question["id"])
        for name in new:
            if name not in answers:
                raise Broken(f"{question['id']} asks {name}, for which there is no answer")
            given[name] = answers[name]
        if len(asked) > 150:
            raise Broken(f"no end: {asked[-10:]}")


def same_end(program, case, known):
    answers = outside.full_answers(case["answers"], known)
    end, asked = play_json(program, answers)
    at_once, _ = program.triage(answers)
    if at_once["status"] != "decided":
        raise Broken(f"all answers at once are not enough: {at_once.get('missing')}")
    for field in ("urgency", "focus", "decision"):
        if end[field] != at_once[field]:
            raise Broken(f"{field} {end[field]} after {len(asked)} questions, but {at_once[field]} with all answers")
    return end["urgency"], asked


def said(program):
    """What `explain last --json` says, without the ids that each diary gives its entries."""
    text = program.run("explain", "last", "--json").stdout
    for one in (json.loads(text).get("stands") or {}).get("ids", []) if text else ():
        text = text.replace(one.encode(), b"ID")
    return text


def at_terminal(binary, case, known, tally):
    program = outside.Program(binary)
    questions = json.loads(program.run("questions", "list", "--json").stdout)["questions"]
    answers = outside.full_answers(case["answers"], known)
    person = pseudo_terminal.Person(questions, answers)
    env = outside.environment(program.folder.name)
    terminal = pseudo_terminal.Terminal(program.words("triage"), env, cwd=program.folder.name)
    name = f"terminal {case['id']}"
    try:
        pseudo_terminal.play(terminal, person)
        if terminal.code is None:
            terminal.ask("q")
        code = terminal.code
    except (LookupError, TimeoutError) as trouble:
        tally.check(name, False, str(trouble)[-1500:])
        return
    finally:
        terminal.close()
    by_prompt = said(program)
    other = outside.Program(binary)
    by_file = other.run("triage", "--answers", "-", stdin=outside.wrapped(person.given))
    tally.check(f"{name}: exit code", code == by_file.returncode,
                f"{code} at the prompt, {by_file.returncode} by file, asked {person.asked}")
    again = said(other)
    same = tally.check(f"{name}: same bytes from explain last --json", by_prompt and by_prompt == again,
                       f"{len(by_prompt)} and {len(again)} bytes")
    if same:
        urgency = json.loads(by_prompt)["urgency"]
        tally.check(f"{name}: urgency as expected", urgency in case["expect"]["urgency"], urgency)


def main():
    options = outside.parser(__doc__)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--list", action="store_true", help="print the count of each case")
    options.add_argument("--only", nargs="*", default=[], metavar="ID")
    options.add_argument("--no-terminal", action="store_true")
    options = options.parse_args()
    program, tally, known = outside.Program(options.binary), outside.Tally(), outside.findings()
    # Some things are told after an exercise, not in the first interview.
    later = {name for name, about in known.items() if about.get("asked") == "later"}
    cases = [case for case in outside.cases() if not options.only or case["id"] in options.only]
    cases = [case for case in cases if not later & set(case["answers"])]
    counts, order = {}, {}

    def one(case):
        try:
            return case, *same_end(program, case, known), None
        except (Broken, RuntimeError) as trouble:
            return case, None, [], str(trouble)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for case, urgency, asked, trouble in pool.map(one, cases):
            tally.check(f"json {case['id']}", trouble is None, trouble)
            if trouble is None:
                counts[case["id"]] = (urgency, len(asked))
                order[case["id"]] = asked
                if options.list:
                    print(f"{case['id']:<9} {urgency:<10} {len(asked):>3}  {' '.join(asked)}")
    if counts:
        calm = [count for urgency, count in counts.values() if urgency == "self_care"]
        longest = max(counts, key=lambda name: counts[name][1])
        if calm:
            median = statistics.median(calm)
            print(f"median of {len(calm)} self-care interviews: {median:g} questions")
            tally.check("median of self-care", median <= MOST_MEDIAN, f"{median:g} questions, more than {MOST_MEDIAN}")
        print(f"longest: {counts[longest][1]} questions ({longest}, {counts[longest][0]})")
        tally.check("longest interview", counts[longest][1] <= MOST,
                    f"{counts[longest][1]} questions, more than {MOST}: " + " ".join(order[longest]))
        if SADDLE in counts:
            print(f"numb saddle area: {counts[SADDLE][1]} questions")
            tally.check("numb saddle area", counts[SADDLE][1] <= MOST_SADDLE, " ".join(order[SADDLE]))
    if not options.no_terminal:
        for case in cases:
            if case["id"] in AT_TERMINAL:
                at_terminal(options.binary, case, known, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
