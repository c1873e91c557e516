#!/usr/bin/env python3
"""Asks the questions of a triage and shows what to do: a whole front end.

It knows the kinds of questions and no question by name:

  client.py [BACKCOACH ...]       asks here, one line for each answer
  client.py --stop ...            ends as soon as the program allows it

Every answer goes back with all earlier ones; the program keeps nothing. The
last thing it prints is the JSON of the decision.
"""
import json
import subprocess
import sys


def decide(command, answers):
    """What the program makes of the answers so far, as (text, value)."""
    call = [*command, "triage", "--answers", "-", "--json"]
    run = subprocess.run(call, input=json.dumps(answers), capture_output=True, text=True, check=False)
    if run.returncode in (1, 2, 3, 5):
        sys.exit(run.stderr or run.stdout)
    return run.stdout, json.loads(run.stdout)


def show(question):
    """The question in words, its options numbered."""
    lines = [question.get("frame", ""), question["text"], question.get("example", "")]
    lines += [f"  {i}. {o['text']}" for i, o in enumerate(question["options"], 1)]
    lines += [f"  0. {question['none_text']}"] if "none_text" in question else []
    lines += ["  s. I do not know"] if question["may_skip"] else []
    print(*filter(None, lines), f"({question['hint']} At most {question['at_most']} left.)", sep="\n", file=sys.stderr)


def read(question, line):
    """The answers that one line gives: numbers of options, with ? for a doubt."""
    kind, sets, options = question["kind"], question["sets"], question["options"]
    words = line.replace(",", " ").split()
    if words == ["s"] and question["may_skip"]:
        return dict.fromkeys(sets, "skipped")
    if kind == "number":
        return {sets[0]: int(words[0])}
    if kind in ("yes_no", "choice"):
        return {key: value for key, value in options[int(words[0]) - 1]["set"].items() if key in sets}
    picked = [(options[int(word.rstrip("?")) - 1], word.endswith("?")) for word in words if word != "0"]
    if kind == "many":
        return {sets[0]: [value for option, _ in picked for value in option["set"][sets[0]]]}
    answers = dict.fromkeys(sets, "no")  # list: shown and not chosen is no
    answers.update({option["finding"]: "not_sure" if doubt else "yes" for option, doubt in picked})
    return answers


def main():
    stop = "--stop" in sys.argv
    command = [word for word in sys.argv[1:] if word != "--stop"] or ["backcoach"]
    answers = {}
    while True:
        text, decision = decide(command, answers)
        question = decision["next"]
        if question is None or (stop and question["may_stop"]):
            break
        show(question)
        try:
            answers.update(read(question, input()))
        except (ValueError, IndexError):
            print("Please choose one of the numbers.", file=sys.stderr)
        except EOFError:
            break
    print(text, end="")


if __name__ == "__main__":
    main()
