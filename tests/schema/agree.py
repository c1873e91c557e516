#!/usr/bin/env python3
"""Each key of data/ is what its schema says, for the program too.

  agree.py --binary PATH

Takes every key that a schema of data/ names, where the data have it: leaves it out, gives it a value of another type,
and puts a key beside it that nobody knows; a key that the data never have is put in with a value of no type it takes.
The program has to refuse the file just where the schema does (the validator is python3-jsonschema).
"""
import argparse
import collections
import copy
import json
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))
import outside  # noqa: E402

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

SHAPE = {"missing-key", "unknown-key", "wrong-type"}
STRANGER = "zz_nobody"
# A condition is one of its kinds: tests/bad_data has each.
ELSEWHERE = ("condition.schema.json",)
PLACES_OF_ONE_KEY = 1
TOGETHER = 30



def named_from_the_top(node, file):
    """With each $ref as a pointer into one schema that has all the files."""
    if isinstance(node, list):
        return [named_from_the_top(one, file) for one in node]
    if not isinstance(node, dict):
        return node
    node = {key: named_from_the_top(one, file) for key, one in node.items() if key != "$id"}
    if isinstance(node.get("$ref"), str):
        name, _, pointer = node["$ref"].partition("#")
        node["$ref"] = f"#/$defs/{name or file}{pointer}"
    return node


SCHEMAS = {path.name: named_from_the_top(json.loads(path.read_text()), path.name)
           for path in (ROOT / "data/schema").glob("*.schema.json")}


def valid(value, node):
    return jsonschema.Draft202012Validator({**node, "$defs": SCHEMAS}).is_valid(value)


def whole(name):
    return {"$ref": f"#/$defs/{name}"}


def target(node):
    """What a $ref means; None for what is tried elsewhere."""
    while "$ref" in node:
        _, _, name, *pointer = node["$ref"].split("/")
        if name in ELSEWHERE:
            return None
        node = SCHEMAS[name]
        for part in pointer:
            node = node[part]
    return node


Site = collections.namedtuple("Site", "file pointer schema key")


class Walk:
    """All objects of the data with a schema for objects. `keys` has the places of each key, `ends` one of each schema."""

    def __init__(self):
        self.present = collections.defaultdict(list)
        self.absent = collections.defaultdict(list)
        self.files = {}
        for path in sorted((ROOT / "data").rglob("*.json")):
            value = json.loads(path.read_text())
            if "schema" in path.relative_to(ROOT / "data").parts or not isinstance(value, dict):
                continue
            name = str(value.get("$schema", "")).rsplit("/", 1)[-1]
            # What only `rules test` reads is no part of the base.
            # Words have a test of their own.
            if name not in SCHEMAS or {"cases", "people", "words"} & set(path.parts):
                continue
            file = str(path.relative_to(ROOT / "data"))
            self.files[file] = (value, name)
            self.go(whole(name), value, "", file)

    def go(self, node, value, pointer, file):
        node = target(node)
        if node is None:
            return
        for group in ("anyOf", "oneOf"):
            for branch in node.get(group, ()):
                if valid(value, branch):
                    self.go(branch, value, pointer, file)
                    break
        for part in node.get("allOf", ()):
            self.go(part, value, pointer, file)
        if isinstance(value, list) and isinstance(node.get("items"), dict):
            for i, one in enumerate(value):
                self.go(node["items"], one, f"{pointer}/{i}", file)
        if not isinstance(value, dict):
            return
        known = node.get("properties", {})
        for key, inner in known.items():
            if key == "$schema":
                continue
            (self.present if key in value else self.absent)[id(node), key].append(Site(file, pointer, id(node), key))
            if key in value:
                self.go(inner, value[key], f"{pointer}/{key}", file)
        more = node.get("additionalProperties")
        if isinstance(more, dict):
            for key, one in value.items():
                if key not in known:
                    self.go(more, one, f"{pointer}/{key}", file)


def at(value, pointer):
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def strange(value):
    """A value of another type than this, and of none that data/ has."""
    return 17 if isinstance(value, (dict, list, str, bool)) or value is None else {STRANGER: 1}


def change(value, kind, site):
    there = at(value, site.pointer)
    if kind == "left out":
        del there[site.key]
    elif kind == "of another type":
        there[site.key] = strange(there[site.key])
    elif kind == "never there":
        there[site.key] = {STRANGER: {STRANGER: 1}}
    else:
        there[STRANGER] = 1


def apart(a, b):
    return not ((a + "/").startswith(b + "/") or (b + "/").startswith(a + "/"))


def rounds(wanted):
    """Changes that do not touch each other, some together: of very many errors the program shows the first."""
    left = list(wanted)
    while left:
        now, later, taken = [], [], collections.defaultdict(list)
        for kind, site in left:
            if len(now) < TOGETHER and all(apart(site.pointer, other) for other in taken[site.file]):
                taken[site.file].append(site.pointer)
                now.append((kind, site))
            else:
                later.append((kind, site))
        yield now
        left = later


def signed(program, data, tally):
    """What a clinician does who signs a rule and the base, as docs/knowledge-base.md says."""
    for file in ("manifest.json", "red_flags/abdominal_aneurysm.json"):
        path = data / file
        text = path.read_text()
        path.write_text(text.replace('"clinical_review": "pending"', '"clinical_review": "signed 2027-01-15"'))
        tally.check(f"{file} has a place to sign", path.read_text() != text)
    ran = program.run("rules", "check", str(data))
    tally.check("a signed base has no error", ran.returncode == 0, ran.stderr.decode()[:400])
    words = [program.run("--data", str(folder), "version").stdout.decode() for folder in (ROOT / "data", data)]
    notices = {one["id"]: one["text"] for one in json.loads((data / "notices.json").read_text())["notices"]}
    pending = " ".join(notices["clinical_review_pending"].split())
    pages = [pending in " ".join(page.split()) for page in words]
    tally.check("that nobody has signed is said until somebody has", pages == [True, False], str(pages))
    for file in ("manifest.json", "red_flags/abdominal_aneurysm.json"):
        shutil.copy(ROOT / "data" / file, data / file)


class Trial:
    """A copy of data/ to change, and what the program says of it."""

    def __init__(self, program, folder, walk):
        self.program, self.walk = program, walk
        self.data = pathlib.Path(folder, "data")
        self.runs = 0
        shutil.copytree(ROOT / "data", self.data)

    def errors(self, changes):
        """\\return for each change the errors that the program has at its object or below"""
        self.runs += 1
        changed = {}
        for kind, site in changes:
            value, _ = self.walk.files[site.file]
            change(changed.setdefault(site.file, copy.deepcopy(value)), kind, site)
        for file, value in changed.items():
            (self.data / file).write_text(json.dumps(value, indent=1))
        found = json.loads(self.program.run("rules", "check", str(self.data), "--json").stdout).get("errors", [])
        for file in changed:
            shutil.copy(ROOT / "data" / file, self.data / file)
        return [[error for error in found if error["file"] == str(self.data / site.file)
                 and (error["pointer"] + "/").startswith(site.pointer + "/")] for _, site in changes]


def wrong(one, told):
    """What does not agree about a change, or nothing."""
    kind, site, taken = one
    shape = [error for error in told if error["code"] in SHAPE]
    if kind == "never there" and any(error["code"] == "unknown-key" and error["pointer"] == f"{site.pointer}/{site.key}"
                                     for error in told):
        return "the schema names a key that the program does not read"
    if taken and shape:
        return "the schema takes it, the program does not: " + "; ".join(error["message"] for error in shape[:3])
    if not taken and not told:
        return "the schema refuses it, the program does not"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    program = outside.Program(parser.parse_args().binary)
    tally = outside.Tally()
    walk = Walk()

    wanted, schemas = [], {}
    for sites in walk.present.values():
        several = list({site.file: site for site in sites}.values())[:PLACES_OF_ONE_KEY]
        wanted += [(kind, site) for site in several for kind in ("left out", "of another type")]
        schemas.setdefault(sites[0].schema, sites[0])
    wanted += [("never there", sites[0]) for name, sites in walk.absent.items() if name not in walk.present]
    wanted += [("beside one that nobody knows", site) for site in schemas.values()]
    tally.check("there is much to try", len(wanted) > 1000, str(len(wanted)))

    with tempfile.TemporaryDirectory(prefix="backcoach-agree-") as folder:
        trial = Trial(program, folder, walk)
        tally.check("as they are, the data have no error", trial.errors([]) == [])
        signed(program, trial.data, tally)
        for now in rounds(wanted):
            told = trial.errors(now)
            for (kind, site), some in zip(now, told):
                value, name = walk.files[site.file]
                value = copy.deepcopy(value)
                change(value, kind, site)
                one = (kind, site, valid(value, whole(name)))
                # What others did to the base may hide it, or bring it about.
                if wrong(one, some):
                    [some] = trial.errors([(kind, site)])
                tally.check(f"{site.file}{site.pointer}/{site.key}, {kind}", not wrong(one, some), wrong(one, some))
        print(f"{len(wanted)} changes in {trial.runs} runs")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
