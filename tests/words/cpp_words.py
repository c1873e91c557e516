"""No sentence about health in the program: only data may speak of it.

Reads every string literal of the C++ files. Comments do not count, and neither
do names: a part of a literal with _ or = in it ("fever=no") is a name.
"""

import pathlib
import re

WORDS = """
saddle bladder bowel pee poo urine numb numbness weakness paralysed genital
genitals groin fever temperature chills cancer tumour tumor fracture broken
osteoporosis infection tuberculosis pregnant pregnancy miscarriage stroke heart
chest aneurysm clot embolism thrombosis sciatica cauda equina disc nerve spine
spinal surgery steroid steroids suicide suicidal self-harm ambulance hospital
emergency-department clinician physiotherapist physio gp pharmacist painkiller
painkillers ibuprofen paracetamol opioid diagnosis disease symptom symptoms
swelling vomiting bleeding dizzy faint breathless urgent-care
""".split()
PHRASES = ["red flag", "red flags", "A&E", "emergency department", "back pain",
           "leg pain", "chest pain", "high temperature", "see a doctor",
           "your doctor", "a doctor", "your pain", "get help", "all clear"]
NUMBERS = ["999", "911", "112", "111", "988", "000"]
# What may stand in the program all the same, and why.
ALLOWED = {
    "a guided recovery coach for low back pain": "the name of the program",
    "This is not a diagnosis.": "help stands even when the data cannot be read",
    "24 hours": "how long a draft is kept",
    "today, 3 days or 6 weeks": "the form of an answer",
    "5 days, 2 weeks or 3 months": "the form of an answer",
}
# A number with a unit that a clinician would choose.
THRESHOLD = re.compile(
    r"\b\d+\s*(?:weeks?|months?|hours?|degrees?|celsius|°|out of 10|/10|mmhg|kg|mg)\b",
    re.IGNORECASE)

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|R"(?P<mark>[^()\\\s]{0,16})\((?P<raw>.*?)\)(?P=mark)"'
    r'|"(?P<text>(?:[^"\\\n]|\\.)*)"'
    r"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'", re.DOTALL)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[^\n]*', re.MULTILINE)


def literals(source: str):
    """(line, text) of each literal; neighbours that the compiler joins are one."""
    source = INCLUDE.sub("", source)
    joined, line, end = "", 0, -1
    for found in TOKEN.finditer(source):
        text = found["raw"] if found["raw"] is not None else found["text"]
        if text is None:
            continue
        if joined and source[end:found.start()].strip() == "":
            joined += text
        else:
            if joined:
                yield line, joined
            joined, line = text, source.count("\n", 0, found.start()) + 1
        end = found.end()
    if joined:
        yield line, joined


def faults_of(text: str) -> list[str]:
    # Names, format fields and escapes are not words.
    for allowed in ALLOWED:
        text = text.replace(allowed, " ")
    plain = re.sub(r"\\.", " ", text)
    plain = " ".join(p for p in plain.split() if "_" not in p and "=" not in p)
    found = [w for w in WORDS
             if re.search(rf"(?<![\w-]){re.escape(w)}(?![\w-])", plain, re.IGNORECASE)]
    found += [p for p in PHRASES
              if re.search(rf"(?<!\w){re.escape(p)}(?!\w)", plain, re.IGNORECASE)]
    found += [n for n in NUMBERS if re.search(rf"(?<![\d:.-]){n}(?![\d:.-])", plain)]
    found += [m.group(0) for m in THRESHOLD.finditer(plain)]
    return found


def is_name(text: str) -> bool:
    """A literal that is one plain word may be a key or an id, and so may be each step
    of a pointer into the data."""
    return re.fullmatch(r"[a-z][a-z0-9_]*|(/[a-z][a-z0-9_]*)+", text) is not None


# A lone word as the value of a string of its own: cut out of a longer text so
# that it looks like a key.
CUT_OUT = re.compile(r'std::string(?:_view)?\s+\w+\s*(?:=\s*|\{|\()"([a-z][a-z0-9]*)"')


def cut_out(source: str):
    """(line, word) of each word about health that stands in a variable of its own."""
    for found in CUT_OUT.finditer(source):
        if found[1] in WORDS:
            yield source.count("\n", 0, found.start()) + 1, found[1]


def check(root: pathlib.Path):
    """Yields (file, faults) for each C++ file of the program."""
    for folder in ("src", "include"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".cpp", ".hpp", ".in"):
                continue
            source = path.read_text(encoding="utf-8")
            faults = [f"{path.relative_to(root)}:{line}: \"{word}\" cut out of a text"
                      for line, word in cut_out(source)]
            for line, text in literals(source):
                for word in [] if is_name(text) else faults_of(text):
                    faults.append(f"{path.relative_to(root)}:{line}: \"{word}\" in \"{text[:120]}\"")
            yield path.relative_to(root).as_posix(), faults
