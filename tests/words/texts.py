"""All texts of the knowledge base that a person can read."""

import json
import pathlib
from dataclasses import dataclass

URGENCIES = ["self_care", "routine", "soon", "same_day", "emergency"]
# Never shown as prose: names, conditions and what is for authors.
HIDDEN = {"$schema", "provenance", "clinical_review", "when", "who", "soon_if",
          "never_when", "only_when", "examples", "applies_to", "key", "url",
          "role", "janda", "tone", "muscle", "verification", "aliases",
          "number", "also", "source", "also_source",
          "code"}


@dataclass
class Text:
    file: str
    entry: str
    pointer: str
    field: str
    text: str
    urgency: str | None = None


def load(data: pathlib.Path) -> dict[str, object]:
    files = {}
    for path in sorted(data.rglob("*.json")):
        name = path.relative_to(data).as_posix()
        if name.split("/")[0] not in ("schema", "cases", "words"):
            files[name] = json.loads(path.read_text(encoding="utf-8"))
    return files


def worst(rule: dict) -> str | None:
    found = [URGENCIES.index(one["urgency"]) for one in rule.get("outcomes", [])]
    return URGENCIES[max(found)] if found else None


def worst_without(rule: dict, key: str) -> str | None:
    """Words of a rule stand where an outcome has none of its own."""
    if key not in ("because", "what_to_do", "what_to_say"):
        return worst(rule)
    bare = [one for one in rule.get("outcomes", []) if key not in one]
    return worst({"outcomes": bare}) or "self_care"


def walk(value, file, entry, pointer, field, urgency, out):
    if isinstance(value, str):
        # A single word in small letters is a name of the data, not prose.
        is_name = value == value.lower() and " " not in value
        if field != "text" and is_name:
            return
        out.append(Text(file, entry, pointer, field, value, urgency))
    elif isinstance(value, list):
        for i, one in enumerate(value):
            walk(one, file, entry, f"{pointer}/{i}", field, urgency, out)
    elif isinstance(value, dict):
        own = value.get("urgency", urgency)
        own = own if own in URGENCIES else urgency
        for key, one in value.items():
            if key not in HIDDEN:
                list_of_own = key == "if" and isinstance(one, list)
                names_only = list_of_own and all(" " not in str(x) for x in one)
                if not names_only:
                    walk(one, file, entry, f"{pointer}/{key}", key, own, out)


def collect(files: dict[str, object]) -> list[Text]:
    out: list[Text] = []
    for file, json_value in files.items():
        folder = file.split("/")[0]
        if folder == "red_flags":
            for key, part in json_value.items():
                if key not in HIDDEN:
                    walk(part, file, json_value["id"], f"/{key}", key,
                         worst_without(json_value, key), out)
        elif "/" in file:
            walk(json_value, file, json_value["id"], "", "", None, out)
        elif file == "findings.json":
            for group in json_value["groups"]:
                for one in group["findings"]:
                    out.append(Text(file, one["id"], "", "means", one["means"]))
        elif file in ("sources.json", "manifest.json"):
            continue
        elif file == "checkin.json":
            # The rest of it is names and numbers.
            for key in ("measures", "questions"):
                for i, one in enumerate(json_value[key]):
                    walk(one, file, one["id"], f"/{key}/{i}", "", None, out)
        elif file == "plan.json":
            for key, part in json_value.items():
                if key in HIDDEN:
                    continue
                entries = part if isinstance(part, list) else [part]
                for i, one in enumerate(entries):
                    name = one.get("id", key) if isinstance(one, dict) else key
                    where = f"/{key}/{i}" if isinstance(part, list) else f"/{key}"
                    # A menu or gate is an entry; the rest of a part is one too.
                    walk(one, file, f"{key}.{name}" if name != key else key,
                         where, key, None, out)
        else:
            for key, part in json_value.items():
                if key in HIDDEN or not isinstance(part, (list, dict)):
                    continue
                entries = part if isinstance(part, list) else [part]
                for i, one in enumerate(entries):
                    if file == "evidence.json":
                        one = {k: one[k] for k in ("id", "claim", "resolution") if k in one}
                    if file == "regions.json":
                        one = {k: v for k, v in one.items() if k not in ("name", "note")}
                    if not isinstance(one, dict):  # a list of plain texts or names
                        walk(one, file, key, f"/{key}/{i}", "", None, out)
                        continue
                    name = one.get("id") or one.get("code") or key
                    urgency = one.get("urgency")
                    if file == "urgency.json":
                        urgency = one["id"]
                    walk(one, file, str(name), f"/{key}/{i}", "", urgency, out)
    return out
