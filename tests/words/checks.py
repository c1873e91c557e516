"""The rules for words, each a function from texts to faults."""

import re
from collections import defaultdict

from reading import grade, sentences, words

# Words that say what a number counts. A number is bare when none of these
# stands within the next five words.
UNITS = """
second seconds minute minutes hour hours day days week weeks month months year
years night nights session sessions time times degree degrees c f percent cm
metre metres km kilometre kilometres mile miles step steps litre litres kg
point points weekend weekends
""".split()
NOUNS = """
answer answers back-bends bend bends block blocks break breaks breath breaths
chair clinician cushion cushions direction end episode episodes evening
exercise exercises finger fingers foot go gos goes hand hands heel hip hips hold holds
item items kind knee knees leg legs level levels lift lifts limb limbs load
morning movement movements muscle muscles one ones pain painkiller painkillers
part parts pass passes pillow pillows place position positions press-ups
question questions rep reps repeat repeats rest rests rise rises round rounds rule rules set
sets side sides sign signs spell spells spot spots stretch stretches thing
things walk walks way ways arm arms elbow elbows shoulder buttock stage stages
test tests stair stairs plan plans word words person people pad pads doctor
symptom symptoms number numbers adult adults screen lap laps swing swings reason
light lights bath baths ladder form forms towel towels hour-long line
tool calf calves ankle ankles thigh thighs shape posture bend direction-test length lengths change changes page quarter colour row rows
""".split()
BEFORE = {"aged", "age", "day", "week", "level", "step", "under", "over", "from",
          "stage", "gate", "turn", "turned", "past",
          "figure", "type"}
FEWEST_WORDS = 8
COUNTED = set(UNITS) | set(NOUNS)


class Rules:
    def __init__(self, rules: dict):
        self.rules = rules
        self.banned = [(self._pattern(b["phrase"]), b) for b in rules["banned"]]

    @staticmethod
    def _pattern(phrase: str):
        parts = [re.escape(p) for p in re.findall(r"[\w']+", phrase)]
        return re.compile(r"(?<![\w'])" + r"[\W_]+".join(parts) + r"(?![\w'])",
                          re.IGNORECASE)

    def skips(self, text) -> set[str]:
        out = set()
        for one in self.rules["allow"]:
            if "files" in one and text.file not in one["files"]:
                continue
            if "fields" in one and text.field not in one["fields"]:
                continue
            if "ids" in one and text.entry not in one["ids"]:
                continue
            out.update(one["skip"])
        return out


def place(text) -> str:
    return f"{text.file} {text.entry} {text.pointer}"


def banned_phrases(texts, rules):
    for text in texts:
        skip = rules.skips(text)
        if "all" in skip:
            continue
        for pattern, one in rules.banned:
            if one["group"] in skip or one["phrase"] in skip:
                continue
            if pattern.search(text.text):
                yield f"{place(text)}: \"{one['phrase']}\" (say: {one['say']}): {text.text}"


def sentence_lengths(texts, rules):
    r = rules.rules
    for text in texts:
        skip = rules.skips(text)
        if "all" in skip or "max_sentence_words" in skip:
            continue
        most = r["max_sentence_words"]
        if text.field in r["explain_fields"]:
            most = r["max_sentence_words_explain"]
        elif text.urgency == "emergency" and text.field in r["safety"]["fields"]:
            most = r["max_sentence_words_emergency"]
        for sentence in sentences(text.text):
            count = len(words(sentence))
            if count > most:
                yield f"{place(text)}: {count} words, at most {most}: {sentence}"


def reading_grades(texts, rules):
    r = rules.rules
    entries, safety = defaultdict(list), defaultdict(list)
    for text in texts:
        skip = rules.skips(text)
        if "all" in skip or "reading_grade" in skip:
            continue
        entries[text.file, text.entry].append(text.text)
        if (text.urgency in r["safety"]["urgencies"]
                and text.field in r["safety"]["fields"]):
            safety[text.file, text.entry].append(text.text)
    for limit, group in (("all", entries), ("safety", safety)):
        for (file, entry), all_texts in group.items():
            # The formula says nothing about a label of a few words.
            if sum(len(words(text)) for text in all_texts) < FEWEST_WORDS:
                continue
            found = grade(all_texts)
            if found > r["reading_grade"][limit]:
                yield (f"{file} {entry}: grade {found:.1f}, at most "
                       f"{r['reading_grade'][limit]} ({limit}): {' '.join(all_texts)[:300]}")


def bare_numbers(texts, rules):
    for text in texts:
        skip = rules.skips(text)
        if "all" in skip or "bare_number" in skip:
            continue
        # "1 to 3 = mild" names the points of a scale.
        said = re.sub(r"^\d+( to \d+| or more)? = ", "", text.text)
        for sentence in sentences(said):
            tokens = re.findall(r"\d+(?:[.:]\d+)?%?|[A-Za-z][\w'-]*", sentence)
            for i, token in enumerate(tokens):
                if not token[0].isdigit() or token.endswith("%") or ":" in token:
                    continue
                after = [t.lower() for t in tokens[i + 1:i + 6]]
                start = i
                if i >= 2 and tokens[i - 2][0].isdigit() and tokens[i - 1] in ("to", "or", "and"):
                    start = i - 2  # "from 0 to 10": what stands before 0 counts
                before = tokens[start - 1].lower() if start else ""
                # Ages are said without a unit.
                if after[:2] == ["or", "over"] or "before" in tokens[max(0, i - 3):i]:
                    continue
                # "3 to 6 walks", "1 or 2", "10 out of 10", "0 to 10"
                if after[:1] in (["to"], ["or"], ["and"]) and any(t[0].isdigit() for t in after):
                    continue
                if ["out", "of"] in (after[:2], after[1:3], after[2:4]):
                    continue
                if tokens[max(0, i - 2):i] == ["out", "of"]:
                    continue
                if before == "to" and i >= 2 and tokens[i - 2].startswith("count"):
                    continue
                if "blood pressure" in sentence.lower():
                    continue
                if before in BEFORE or any(t in COUNTED for t in after):
                    continue
                yield f"{place(text)}: the number {token} counts nothing: {sentence}"


# --- exercises ----------------------------------------------------------------


def two_doses(files):
    """A page shows the dose of the day; a step or easier form that counts too would be a second one."""
    for file, card in files.items():
        if not file.startswith("exercises/"):
            continue
        told = card.get("steps", []) + [card.get("easier", {}).get("text", "")]
        for text in told:
            if re.search(r"\b\d+( to \d+)? (times|seconds)\b", text):
                yield f"{file}: a second dose beside that of the day: {text}"


# --- questions ---------------------------------------------------------------


def question_parts(files):
    for file, question in files.items():
        if not file.startswith("questions/"):
            continue
        if question.get("private") and not question.get("frame", "").strip():
            yield f"{file}: a private question without a frame"
        if not question.get("why", "").strip():
            yield f"{file}: no why"
        for key in ("not_sure", "prefer_not_to_say"):
            policy = question.get(key)
            if not isinstance(policy, dict) or not all(
                    k in policy for k in ("offer", "counts_as", "because")):
                yield f"{file}: no whole {key}"
            elif not policy["because"].strip():
                yield f"{file}: {key} does not say because of what"


def dangerous_signs(files, urgencies=("emergency", "same_day")) -> dict[str, set[str]]:
    """Signs that can make an outcome of these urgencies hold, by rule.

    Walks conditions through facts and rules. Only the side that makes an
    outcome hold counts: under `none_of` the sides change.
    """
    facts = {f["id"]: f["when"] for f in files["facts.json"]["facts"]}
    rules = {v["id"]: v for k, v in files.items() if k.startswith("red_flags/")}
    found: dict[str, set[str]] = defaultdict(set)

    def visit(when, rule, positive, seen):
        for key in ("all_of", "any_of", "of"):
            for part in when.get(key, []):
                visit(part, rule, positive, seen)
        for part in when.get("none_of", []):
            visit(part, rule, not positive, seen)
        if "fact" in when and when["fact"] not in seen:
            visit(facts[when["fact"]], rule, positive, seen | {when["fact"]})
        if "rule" in when and when["rule"] not in seen:
            for outcome in rules[when["rule"]]["outcomes"]:
                visit(outcome["when"], rule, positive, seen | {when["rule"]})
        if positive and when.get("is") == "yes":
            found[when["finding"]].add(rule)

    for rule in rules.values():
        for outcome in rule["outcomes"]:
            if outcome["urgency"] in urgencies:
                visit(outcome["when"], rule["id"], True, frozenset())
    return found


def lines_of_signs(files) -> dict[str, list[str]]:
    """Lines that name several signs, by the signs that a no to them denies."""
    return {one["if"]["finding"]: list(one["then"]) for one in files["implications.json"]["implications"]
            if one.get("ask_first") and one["if"].get("plainly") == "no"}


# Words that no sign is known by.
PLAIN_WORDS = set("""
a an and are as at be can cannot ever feel for have in into is it its longer new no not of off on once one or out
over so some such that the them this to too up was were when with without you your
""".split())
# A word of the sign that a line may say in another form.
SAME_WORD = {"starting": "start", "peeing": "pee", "harder": "hard", "control": "hold", "vomiting": "vomit",
             "passing": "pass", "urine": "pee", "trip": "tripping", "unsteady": "unsteady", "weakness": "weak",
             "numbness": "numb", "pins": "tingling", "trouble": "hard"}


SMALL_WORDS = {"a", "and", "at", "if", "now", "once", "or", "the", "to", "you"}


def lines_said_twice(files):
    """What a rule tells people to do stands below the lines of its level: a line that says the same is one too many."""
    def words(text):
        return set(re.findall(r"[a-z_]+", text.lower())) - SMALL_WORDS

    levels = {level["id"]: level for level in files["urgency.json"]["levels"]}
    for name, rule in files.items():
        if not name.startswith("red_flags/"):
            continue
        for outcome in rule["outcomes"]:
            level = levels[outcome["urgency"]]
            lines = list(level["what_to_do"])
            for one in level.get("for_rules", []):
                if rule["id"] in one["rules"]:
                    lines = [line for line in lines if line != one.get("instead_of")] + [one["text"]]
            for own in outcome.get("what_to_do", rule.get("what_to_do", [])):
                for line in lines:
                    both = words(own) & words(line)
                    if len(both) > 1 and len(both) >= 0.75 * min(len(words(own)), len(words(line))):
                        yield f"{name} {outcome['id']}: \"{own}\" says \"{line}\" again"


def stems(text):
    """The words of a text that tell signs apart, without endings."""
    found = set()
    for word in re.findall(r"[a-z0-9]+", text.lower()):
        if word in PLAIN_WORDS:
            continue
        word = SAME_WORD.get(word, word)
        for ending in ("ness", "ing", "ped", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
        found.add(word)
    return found


def lines_name_signs(files):
    """A line that stands for several signs says a word of each that its other signs do not have."""
    texts = {}
    for name, question in files.items():
        if name.startswith("questions/"):
            for item in question.get("items", []):
                texts[item["finding"]] = item["text"]
            if question["kind"] in ("yes_no", "choice") and len(question["sets"]) == 1:
                texts.setdefault(question["sets"][0], question["text"])
    for line, signs in lines_of_signs(files).items():
        said = stems(texts[line])
        for sign in signs:
            others = set().union(*(stems(texts[other]) for other in signs if other != sign))
            own = stems(texts[sign]) - others
            if not own & said and (own or not stems(texts[sign]) <= said):
                yield f"{line} does not name {sign}: \"{texts[line]}\" has none of {sorted(own)}"


def clarifying_questions(files):
    with_clarify, asked = set(), {}
    for file, question in files.items():
        if not file.startswith("questions/"):
            continue
        for finding in question["sets"]:
            asked[finding] = (file, question["kind"], question["not_sure"]["offer"])
        if question.get("clarify"):
            with_clarify.update(question["sets"])
        with_clarify.update(i["finding"] for i in question.get("items", [])
                            if i.get("clarify"))
    for finding, rules in sorted(dangerous_signs(files).items()):
        if finding in with_clarify or finding not in asked:
            continue
        file, kind, offered = asked[finding]
        # A choice names each answer; who cannot say "not sure" needs no help.
        if kind == "choice" or (kind != "list" and not offered):
            continue
        yield (f"{file} {finding}: no clarify, though "
               f"{', '.join(sorted(rules))} can be urgent with it")
