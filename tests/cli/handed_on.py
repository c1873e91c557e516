#!/usr/bin/env python3
"""What goes to others and comes from them: letter, FHIR, steps.

  handed_on.py --binary PATH
"""
import json
import re
import sys

import outside

PRIVATE = ("saddle_change", "sex_function_new", "iv_drugs", "alcohol_dependence", "suicidal", "unsafe_at_home")


def exercises():
    cards = (json.loads(path.read_text()) for path in (outside.ROOT / "data/exercises").glob("*.json"))
    return {card["name"] for card in cards if card["kind"] != "walk"}


def response(answers, known):
    """A QuestionnaireResponse that a form filler would send, nested as the Questionnaire is."""
    def coded(code):
        return {"valueCoding": {"system": "urn:backcoach:answer", "code": code}}

    items = []
    for name, value in answers.items():
        kind = known[name]["type"]
        if value is None:
            continue
        if kind == "number":
            answer = [{"valueDecimal": value}]
        elif kind == "many_of":
            answer = [coded(one) for one in value] or [coded("none_of_these")]
        elif isinstance(value, bool):
            answer = [{"valueBoolean": value}]
        else:
            answer = [coded(value)]
        items.append({"linkId": name, "answer": answer})
    return json.dumps({"resourceType": "QuestionnaireResponse", "status": "completed",
                       "item": [{"linkId": "question.all", "item": items}]})


def check_responses(program, tally):
    """Every worked person: the response gives the decision of the answers, byte for byte."""
    known = outside.findings()
    seen = 0
    for case in outside.cases():
        answers = outside.full_answers(case["answers"], known)
        words = ("triage", "--answers", "-", "--json")
        plain = program.run(*words, stdin=json.dumps(answers))
        other = program.run(*words, stdin=response(answers, known))
        seen += 1
        tally.check(f"response of {case['id']}", plain.returncode == other.returncode and plain.stdout == other.stdout
                    and plain.stdout, other.stderr.decode()[:200])
    tally.check("there are worked people", seen > 10)
    for name, text, code in (
            ("unknown linkId", {"linkId": "fevr", "answer": [{"valueBoolean": True}]}, b"fevr"),
            ("two answers", {"linkId": "fever", "answer": [{"valueBoolean": True}, {"valueBoolean": False}]}, b"one"),
            ("no value", {"linkId": "fever", "answer": [{"valueUri": 7}]}, b"cannot be read"),
            ("out of range", {"linkId": "age", "answer": [{"valueDecimal": 999}]}, b"age")):
        ran = program.run("triage", "--answers", "-", "--json",
                          stdin=json.dumps({"resourceType": "QuestionnaireResponse", "item": [text]}))
        tally.check(f"response with {name}", ran.returncode == 3 and code in ran.stderr, ran.stderr.decode())
    deep = {"linkId": "a"}
    for _ in range(2000):
        deep = {"linkId": "a", "item": [deep]}
    sys.setrecursionlimit(20000)
    ran = program.run("triage", "--answers", "-", stdin=json.dumps({"resourceType": "QuestionnaireResponse", "item": [deep]}))
    tally.check("response that is too deep", ran.returncode == 3, str(ran.returncode))


def check_questionnaire(program, tally):
    form = json.loads(program.run("export", "questionnaire").stdout)
    links = [one["linkId"] for group in form["item"] for one in group["item"]]
    known = outside.findings()
    asked = {name for name, one in known.items() if one.get("asked") != "later"}
    tally.check("questionnaire: every finding once", len(links) == len(set(links)) and set(links) <= set(known),
                str(set(links) - set(known)))
    missing = sorted(name for name in asked if name not in links)
    tally.check("questionnaire: no finding of the interview is missing", not missing, str(missing))
    items = {one["linkId"]: one for group in form["item"] for one in group["item"]}
    tally.check("questionnaire: units in the text", "(years)" in items["age"]["text"], items["age"]["text"])
    tally.check("questionnaire: none of these in a list",
                items["equipment"]["answerOption"][-1]["valueCoding"]["code"] == "none_of_these")
    when = {one["question"] for one in items["pelvic_symptom_days"]["enableWhen"]}
    tally.check("questionnaire: what grades is enabled by its signs", "saddle_change" in when, str(when))
    tally.check("questionnaire: signs are always asked", "enableWhen" not in items["fever"])
    for one in items.values():
        for condition in one.get("enableWhen", []):
            tally.check(f"{one['linkId']}: enabled by what is asked", condition["question"] in items)


def bundle(program, *words):
    ran = program.run("export", "fhir", *words)
    resources = [one["resource"] for one in json.loads(ran.stdout)["entry"]]
    return {one["resourceType"]: one for one in resources}, ran.stdout.decode()


def check_walker(tally, binary):
    """Somebody with a plan, a week and a session."""
    program = outside.Program(binary)
    checkin = json.loads((outside.ROOT / "data/checkin.json").read_text())
    quiet = {sign["measure"]: "no" for sign in checkin["signs"]}
    program.run("triage", "--answers", str(outside.ROOT / "examples/strain.json"))
    for day in range(22, 28):
        now = ("--now", f"2026-11-{day}T09:00")
        program.run("checkin", "--answers", "-", "--no-input", *now,
                    stdin=json.dumps({**quiet, "nprs_now": 28 - day, "went": "well", "walked_minutes": day}))
    now = ("--now", "2026-11-27T10:00")
    program.run("session", "--no-input", "--speed", "10000", *now)
    letter = program.run("export", "letter", *now).stdout.decode()
    for words in ("Situation", "Background", "Assessment by rule", "Course and what was tried", "Question to you",
                  "Yes to: ", "No to these danger signs: ", "Tried: 1 guided session", "clinical review: pending"):
        tally.check(f"letter: {words}", words in letter, letter[:1500])
    tally.check("letter: not a word of what is private",
                not re.search("genital|suicid|drugs|ending life", letter, re.I), letter)
    page = program.run("export", "letter", "-f", "html", *now).stdout.decode()
    tally.check("letter: a page with one h1 and the course drawn", page.count("<h1") == 1 and "<svg" in page)
    tally.check("letter: Markdown", program.run("export", "letter", "-f", "markdown", *now).stdout.startswith(b"# Letter about"))
    tally.check("letter: not as JSON", program.run("export", "letter", "--json", *now).returncode == 2)
    kinds, _ = bundle(program, *now)
    tally.check("fhir: a plan, and the pain of the days", {"CarePlan", "Observation", "GuidanceResponse",
                                                          "QuestionnaireResponse", "Patient"} <= set(kinds), str(set(kinds)))
    tally.check("fhir: no referral", "ServiceRequest" not in kinds)
    again = program.run("export", "fhir", *now).stdout
    tally.check("fhir: same input, same bytes", again == program.run("export", "fhir", *now).stdout)
    check_steps(tally, program, now)


def check_referred(tally, binary):
    program, names = outside.Program(binary), exercises()
    answers = json.dumps(outside.full_answers({"saddle_change": "yes", "pelvic_symptom_days": 1, "iv_drugs": "yes"}))
    program.run("triage", "--answers", "-", stdin=answers)
    for words in ((), ("-f", "html"), ("-f", "markdown"), ("--private",)):
        ran = program.run("export", "letter", *words)
        text = ran.stdout.decode()
        tally.check(f"letter {words}: goes on while a referral stands", ran.returncode == 0 and "Get emergency" in text,
                    ran.stderr.decode())
        tally.check(f"letter {words}: names no exercise", not [one for one in names if one in text])
    # What is private is not in the diary, so only the answers themselves can put it in.
    for words in ((), ("--private",)):
        ran = program.run("export", "letter", *words)
        text = ran.stdout.decode()
        tally.check(f"letter {words}: says that a reason was a private answer, and does not name it",
                    "- A private answer\n" in text and "left out of this letter" in text and "genitals" not in
                    text.split("not asked, or not kept")[0] + text.split("Assessment by rule")[1], text)
        tally.check(f"letter {words}: says how to put it in", b"--private --answers FILE" in ran.stderr, ran.stderr)
    for words, named in ((("--private",), True), ((), False)):
        ran = program.run("export", "letter", "--answers", "-", *words, stdin=answers)
        tally.check(f"letter --answers {words}: a private rule is named only when asked for",
                    ("RF01" in ran.stdout.decode()) == named and ("A private answer" in ran.stdout.decode()) != named
                    and (b"--private" in ran.stderr) != named, ran.stdout.decode())
    kinds, text = bundle(program)
    tally.check("fhir: a referral and no plan", kinds["ServiceRequest"]["priority"] == "stat" and "CarePlan" not in kinds)
    tally.check("fhir: names no exercise", not [one for one in names if one in text])
    tally.check("fhir: a private reason is said to be one", '"A private answer"' in text, text[:2000])
    tally.check("fhir: nothing private", not [one for one in PRIVATE if f'"{one}"' in text] and "genitals" not in text)
    ran = program.run("export", "fhir", "--answers", "-", "--private", stdin=answers)
    tally.check("fhir --private: the private answers that were given", b'"saddle_change"' in ran.stdout)
    ran = program.run("export", "fhir", "--answers", "-", stdin=answers)
    tally.check("fhir --answers: still nothing private", b'"saddle_change"' not in ran.stdout and ran.stdout)


def check_steps(tally, program, now):
    def walked(date):
        days = json.loads(program.run("progress", "--json", *now).stdout)["days"]
        return {day["date"]: day["walked_minutes"] for day in days}.get(date)

    def bring(text, *words):
        return program.run("import", "steps", "-", *words, *now, stdin=text)

    ran = bring("date,minutes\n2026-11-19,31\r\n2026-11-25,99\n")
    tally.check("steps: minutes", ran.returncode == 0 and b"Added 1" in ran.stdout, ran.stderr.decode())
    tally.check("steps: what the person told stays", walked("2026-11-25") == 25, str(walked("2026-11-25")))
    again = bring("date,minutes\n2026-11-19,31\n")
    tally.check("steps: twice does no harm", b"Added 0, replaced 0, already there 1" in again.stdout, again.stdout.decode())
    changed = program.run("import", "steps", "-", "--now", "2026-11-27T11:00", stdin="date,minutes\n2026-11-19,35\n")
    tally.check("steps: a later file replaces", b"replaced 1" in changed.stdout, changed.stdout.decode())
    ran = bring("date,steps\n2026-11-20,5000\n")
    tally.check("steps: the pace is never made up", ran.returncode == 2 and b"--pace" in ran.stderr, ran.stderr.decode())
    ran = bring("date,steps\n2026-11-20,5000\n", "--pace", "100")
    tally.check("steps: by the pace", ran.returncode == 0 and walked("2026-11-20") == 50, str(walked("2026-11-20")))
    for name, text in (("no head", "2026-11-20,5\n"), ("a day to come", "date,minutes\n2027-01-01,5\n"),
                       ("no number", "date,minutes\n2026-11-20,many\n"), ("too much", "date,minutes\n2026-11-20,1441\n"),
                       ("twice", "date,minutes\n2026-11-20,1\n2026-11-20,2\n"), ("no date", "date,minutes\n31.12.,1\n"),
                       ("empty", "")):
        ran = bring(text)
        tally.check(f"steps: {name}", ran.returncode == 3 and b"Nothing was brought in" in ran.stderr, ran.stderr.decode())
    ran = bring("\ufeffdate;minutes\r\n2026-11-18;12\r\n")
    tally.check("steps: semicolons are named", ran.returncode == 3 and b"another sign than a comma" in ran.stderr, ran.stderr.decode())
    ran = bring("date,minutes\n2026-11-18,12\nnonsense\n", "--skip-bad")
    tally.check("steps: --skip-bad", ran.returncode == 0 and b"Added 1" in ran.stdout, ran.stderr.decode())


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    check_questionnaire(program, tally)
    check_responses(program, tally)
    check_walker(tally, options.binary)
    check_referred(tally, options.binary)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
