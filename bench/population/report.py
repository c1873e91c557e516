"""The rows of the tables of the simulation."""
from decide import LEVELS
from tally import URGENT, paired, wilson

SHOWN = 14  # reasons in a table
MOST_ADDED = .015  # a change of the rules may make so many more ordinary people urgent


def percent(share):
    return f"{100 * share:.1f}"


def interval(hits, count):
    share, low, high = wilson(hits, count)
    return f"{percent(share)} ({percent(low)} to {percent(high)})"


def reached(decisions, level):
    """For each decision: is it this urgent, or more?"""
    enough = LEVELS[LEVELS.index(level):]
    return [one["urgency"] in enough for one in decisions]


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "| --- |" + " ---: |" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def ordinary_rows(runs):
    """One row a setting and base; runs: {(title, doubt): {"before": decisions, "after": decisions}}."""
    for (title, doubt), bases in runs.items():
        for name in ("before", "after"):
            decisions = bases[name]
            count = len(decisions)
            at = {level: sum(one["urgency"] == level for one in decisions) for level in LEVELS}
            urgent = at["emergency"] + at["same_day"]
            share = {level: percent(hits / count) for level, hits in at.items()}
            yield (title, "1 in 5" if doubt else "none", name, share["emergency"], share["same_day"],
                   f"**{interval(urgent, count)}**", share["soon"], share["routine"], share["self_care"])


def difference_rows(runs):
    for (title, doubt), bases in runs.items():
        cells = []
        for levels in (URGENT, ("soon",), ("routine",)):
            before, after = ([one["urgency"] in levels for one in bases[name]] for name in ("before", "after"))
            cells.append("{:+.2f} ({:+.2f} to {:+.2f})".format(*(100 * value for value in paired(before, after))))
        yield (title, "1 in 5" if doubt else "none", *cells)


def mark_line(runs):
    """Whether the change keeps to its mark, for people as drawn, without doubt."""
    bases = next(iter(runs.values()))
    added, low, _ = paired(*([one["urgency"] in URGENT for one in bases[name]] for name in ("before", "after")))
    verdict = "kept" if added <= MOST_ADDED else "within chance" if low <= MOST_ADDED else "**not kept**"
    return (f"The mark is at most {100 * MOST_ADDED:.1f} points more of EMERGENCY and SAME_DAY, as drawn and without doubt: "
            f"{100 * added:+.2f}, {verdict}.")


def reason_rows(before, after, count):
    names = sorted(set(before) | set(after), key=lambda rule: -max(before[rule], after[rule]))
    for rule in names[:SHOWN]:
        shares = [100 * tallied[rule] / count for tallied in (before, after)]
        name = f"`{rule}`" if "_" in rule else rule
        yield (name, *(f"{share:.2f}" for share in shares), f"{shares[1] - shares[0]:+.2f}")


def moved_rows(come, gone, count):
    for words, counted in (("comes", come), ("goes", gone)):
        for rules, hits in counted.most_common(SHOWN):
            yield (f"{words}: {rules.replace('_', ' ')}", f"{100 * hits / count:.2f}")


def cause_rows(results):
    for cause, found in results:
        count = len(found["after"])
        hits = {name: sum(reached(found[name], cause["deserves"])) for name in ("before", "after", "shy")}
        mark = cause.get("mark")
        if mark:
            earlier, share = (sum(reached(found["first"][name], mark["level"])) / count for name in ("before", "after"))
            low = wilson(round(share * count), count)[2]
            verdict = "yes" if share >= mark["share"] else "within chance" if low >= mark["share"] else "**no**"
            words = f"{100 * mark['share']:.0f} {mark['level']}: {percent(earlier)}, {percent(share)}: {verdict}"
        else:
            words = ""
        yield (cause["title"], cause["deserves"], percent(hits["before"] / count), interval(hits["after"], count),
               *(percent(sum(reached(found[name], "same_day")) / count) for name in ("before", "after")),
               percent(sum(one["urgency"] == "self_care" for one in found["after"]) / count),
               percent(hits["shy"] / count), words)


def peer_rows(rows):
    for title, cells in rows:
        yield (title, *(percent(share) for share in cells))
