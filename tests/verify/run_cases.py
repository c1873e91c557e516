#!/usr/bin/env python3
"""Runs a folder of cases and tells which decisions are not what the case expects.

  run_cases.py FOLDER --data DATA_DIR           through naive.py
  run_cases.py FOLDER --binary PATH             through `PATH triage --answers - --json`
                                                (with --data DIR, that knowledge base)
  --fill     also answer, plainly, the few things no story tells (mood 0, no days off work ...),
             so that an interview can end; without it such a case is "undecided"
  --quiet    only the tallies

Exit 0 when every urgency, focus and plan is as expected and every case is decided, else 1.
"""
import argparse
import glob
import json
import os
import subprocess
import sys

import naive

LEVELS = naive.URGENCIES
FILL = {"phq2_interest": 0, "phq2_mood": 0, "off_work_days": 0, "bothersome": "moderately",
        "sex": "other", "sleep_quality": 7, "stress": 3, "confidence_active": 7,
        "morning_stiff_minutes": 10, "sitting_hours": 6, "minutes_available": 20,
        "main_feeling": "ache", "equipment": ["chair", "wall"]}
WITH_FILL = {"nprs_worst24": "nprs_now", "nprs_best24": "nprs_now"}  # same as another answer


def ask_naive(knowledge):
    def ask(answers):
        decision = naive.Evaluator(knowledge, answers).decide()
        return {**decision, "rules": [entry["rule"] for entry in decision["rules"]]}
    return ask


def ask_binary(path, data_dir):
    command = [path, "triage", "--answers", "-", "--json"] + (["--data", data_dir] if data_dir else [])

    def ask(answers):
        wrapped = json.dumps({"schema": "backcoach/answers/1", "answers": answers})
        run = subprocess.run(command, input=wrapped, capture_output=True, text=True, timeout=60, check=False)
        try:
            decision = json.loads(run.stdout)
        except ValueError:
            raise naive.BadData(f"exit {run.returncode}: {run.stderr.strip()[:300]}") from None
        return {
            "status": decision.get("status"),
            "urgency": decision.get("urgency") or decision.get("at_least"),
            "focus": decision.get("focus"),
            "plan_allowed": decision.get("plan_allowed"),
            "rules": [reason["rule"] for reason in decision.get("because", [])],
            "open": decision.get("missing", []),
        }
    return ask


def misses_of(case, got):
    """What is wrong, as (kind, text). Focus, plan and rules only count once it is decided."""
    expect, misses = case["expect"], []
    if got["urgency"] not in expect["urgency"]:
        lowest = min(LEVELS.index(level) for level in expect["urgency"])
        low = LEVELS.index(got["urgency"]) < lowest
        misses.append(("too low" if low else "too high",
                       f"urgency {got['urgency']}, expected {' or '.join(expect['urgency'])}"))
    if got["status"] != "decided":
        return misses + [("undecided", "open: " + ", ".join(got["open"]))]
    if expect["plan_allowed"] is not None and got["plan_allowed"] != expect["plan_allowed"]:
        misses.append(("plan", f"plan_allowed {got['plan_allowed']}, expected {expect['plan_allowed']}"))
    if expect["focus"] is not None and got["focus"] not in expect["focus"]:
        misses.append(("focus", f"focus {got['focus']}, expected {' or '.join(expect['focus'])}"))
    silent = [rule for rule in expect.get("rules", []) if rule not in got["rules"]]
    if silent:
        misses.append(("rules", "did not fire: " + ", ".join(silent)))
    return misses


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--data")
    parser.add_argument("--binary")
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    if not options.binary and not options.data:
        parser.error("--data DIR or --binary PATH")
    ask = ask_binary(options.binary, options.data) if options.binary \
        else ask_naive(naive.Knowledge(options.data))

    paths = sorted(glob.glob(os.path.join(options.folder, "*.json")))
    cases = {case["id"]: case for case in map(naive.load_json, paths)}
    table = {level: dict.fromkeys(LEVELS, 0) for level in LEVELS}
    kinds, clean = {}, 0
    for path in paths:
        case = cases[naive.load_json(path)["id"]]
        # A case may give only what differs from another one.
        answers = {**cases[case["like"]]["answers"], **case["answers"]} if "like" in case \
            else dict(case["answers"])
        if options.fill:
            answers = {**FILL, **answers}
            for name, like in WITH_FILL.items():
                if like in answers:
                    answers.setdefault(name, answers[like])
        try:
            got = ask(answers)
            misses = misses_of(case, got)
            table[case["expect"]["urgency"][0]][got["urgency"]] += 1
        except (naive.BadData, KeyError, TypeError, ValueError) as error:
            got, misses = {"rules": []}, [("error", str(error))]
        clean += not misses
        for kind, text in misses:
            kinds[kind] = kinds.get(kind, 0) + 1
            if not options.quiet:
                print(f"{case['id']} {kind}: {text}")
        if misses and not options.quiet:
            print(f"    {case['story'][:150]}\n    fired: {', '.join(got['rules']) or 'nothing'}")

    print("\nlabel \\ decision " + "".join(f"{level:>11}" for level in LEVELS))
    for level in reversed(LEVELS):
        if any(table[level].values()):
            print(f"{level:<17}" + "".join(f"{table[level][got] or '.':>11}" for got in LEVELS))
    print(f"{len(paths)} cases, {clean} as expected"
          + "".join(f"; {kind} {count}" for kind, count in sorted(kinds.items())))
    return 0 if paths and clean == len(paths) else 1


if __name__ == "__main__":
    sys.exit(main())
