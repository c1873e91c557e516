"""How hard a text is to read: sentences, words, syllables, Flesch-Kincaid.

A sentence ends at . ! or ? before a space or the end, and at the end of each
text. A word is what stands between spaces and has a letter or digit in it.

Syllables are counted by rule, the way most readability tools do:
  1. A word with digits counts one syllable for each digit group of up to two
     digits ("48" 1, "2026" 2); people read numerals as one sign.
  2. A word in EXCEPTIONS has the count that stands there.
  3. Else each run of vowels (a e i o u y) counts one,
  4. a silent e at the end counts none ("make"), but "le" after a consonant
     does ("able"), and so does a word's only vowel ("the"),
  5. "es" and "ed" at the end count none ("makes", "walked"), but do after
     sounds that need them ("boxes", "needed"),
  6. vowels that are said apart count two ("io" in "riot", "ia" in "diabetes",
     "ea" in "area"), except in "tion", "sion", "cian" and the like,
  7. every word counts at least one.
Grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59.
"""

import re

EXCEPTIONS = {
    "area": 3, "areas": 3, "being": 2, "body": 2, "business": 2,
    "every": 2, "everyone": 3, "everything": 3, "everyday": 3, "evening": 2,
    "exercise": 3, "exercises": 4, "idea": 3, "ideas": 3, "medicine": 3,
    "medicines": 3, "people": 2, "something": 2, "sometimes": 2, "someone": 2,
    "physiotherapist": 6, "quiet": 2, "diabetes": 4, "science": 2, "usually": 4,
    "vertebra": 3, "movement": 2, "movements": 2, "lower": 2, "our": 1,
    "hour": 1, "hours": 1, "fire": 1, "tired": 1, "heavier": 3, "easier": 3,
    "earlier": 3, "going": 2, "doing": 2, "seeing": 2, "poo": 1, "pee": 1,
    "wheelchair": 2, "baseline": 2, "somewhere": 2, "safety": 2,
    "lifetime": 2, "homework": 2, "forearm": 2, "forearms": 2, "careful": 2,
    "hopeless": 2, "sleepless": 2, "useful": 2, "painful": 2, "gently": 2,
    "completely": 3, "severely": 3, "bruises": 2, "bruise": 1, "does": 1,
    "backcoach": 2, "lying": 2, "dying": 2, "trying": 2, "crying": 2,
    "fluid": 2, "ruin": 2, "period": 3, "periods": 3, "radio": 3,
    "pneumonia": 4, "anxious": 2, "anxiety": 4, "society": 4, "variety": 4,
    "react": 2, "create": 2, "created": 3, "museum": 3, "cooperate": 4,
    "naked": 2, "wicked": 2, "hundred": 2, "sacred": 2, "one-sided": 3,
    "shoelace": 2, "shoelaces": 3, "sideways": 2, "sidelying": 3,
    "somebody": 3, "likely": 2, "closely": 2, "lately": 2, "surely": 2,
    "widely": 2, "loosely": 2, "nineteen": 2, "therefore": 2, "rarely": 2,
    "lonely": 2, "purely": 2, "firefighter": 3, "statement": 2, "agreement": 3,
    "placement": 2, "tablespoon": 3, "homepage": 2, "basement": 2,
}

VOWELS = "aeiouy"
SPLIT = re.compile(r"(?<!t)(?<!s)(?<!c)(?<!x)(?<!g)i(?:a|o|um|ety|et)|eo(?!u)|"
                   r"uou|ua(?!r)|[aeo]ing\b|eate|yi")


def syllables(word: str) -> int:
    word = word.lower().strip("'\u2019\"().,;:!?-")
    word = re.sub(r"['\u2019](s|re|ll|ve|d|t|m)?$", "", word)
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    digits = re.findall(r"\d{1,2}", word)
    if digits:
        return len(digits)
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    word = re.sub(r"[^a-z]", "", word)
    if not word:
        return 1
    groups = len(re.findall(r"[aeiouy]+", word))
    groups += len(SPLIT.findall(word))
    if word.endswith("e") and not re.search(r"[^aeiouy]le$", word):
        if len(word) > 1 and word[-2] not in VOWELS:
            groups -= 1
    elif word.endswith("es") and not re.search(r"(s|z|x|ch|sh|c|g|[^aeiouy]l)es$", word):
        if len(word) > 2 and word[-3] not in VOWELS:
            groups -= 1
    elif word.endswith("ed") and not re.search(r"(t|d)ed$", word):
        if len(word) > 2 and word[-3] not in VOWELS:
            groups -= 1
    if re.search(r"[^aeiouy]e(ly|ful|less|ment|ments)$", word):
        groups -= 1
    return max(1, groups)


def sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=[.!?])[\"')]*\s+|\n", text)
    return [part for part in parts if words(part)]


def words(text: str) -> list[str]:
    text = re.sub(r"\{[a-z_]+\}", "number", text)
    return [word for word in text.split() if re.search(r"[A-Za-z0-9]", word)]


def grade(texts: list[str]) -> float:
    parts = [sentence for text in texts for sentence in sentences(text)]
    all_words = [word for part in parts for word in words(part)]
    if not all_words:
        return 0.0
    spoken = sum(syllables(word) for word in all_words)
    return (0.39 * len(all_words) / len(parts)
            + 11.8 * spoken / len(all_words) - 15.59)
