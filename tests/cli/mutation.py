#!/usr/bin/env python3
"""Changes every condition of data/ and sees that its examples, cases and properties notice.

  mutation.py --binary PATH
"""
import argparse
import json
import pathlib
import resource
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))
import outside  # noqa: E402

LEAST_NOTICED = 0.95
MOST_SECONDS = 60  # of one core


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    program = outside.Program(parser.parse_args().binary)
    tally = outside.Tally()

    ran = program.run("rules", "test", str(ROOT / "data"), "--json", timeout=300)
    coverage = json.loads(ran.stdout)["coverage"]
    for truth in ("yes", "no", "open"):
        seen = coverage[truth]
        tally.check(f"every condition was seen {truth}", seen["seen"] == seen["of"], json.dumps(coverage["never_seen"]))

    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    ran = program.run("rules", "mutate", str(ROOT / "data"), "--json", "--quiet", timeout=900)
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    tally.check("mutate ends well", ran.returncode == 0, ran.stderr.decode()[:500])
    report = json.loads(ran.stdout)
    counts = report["all"]
    print(f"{counts['noticed']} of {counts['made']} changes noticed, {counts['harmless']} harmless, "
          f"{counts['missed']} missed, {took:.1f} s")
    tally.check("enough changes are noticed", counts["noticed"] >= LEAST_NOTICED * counts["made"])
    missed = [one for one in report["survivors"] if "harmless" not in one]
    tally.check("the others are said to be harmless, and why", not missed, json.dumps(missed[:5], indent=1))
    tally.check("no reason is out of date", not report["unused_reasons"], json.dumps(report["unused_reasons"]))
    tally.check("each kind of change was made", all(kind["made"] > 0 for kind in report["kinds"].values())
                and len(report["kinds"]) == 7)
    tally.check("it is quick", took < MOST_SECONDS, f"{took:.1f} s")
    again = program.run("rules", "mutate", "--json", "--quiet", timeout=900)
    tally.check("the base inside the program says the same", json.loads(again.stdout)["all"] == counts)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
