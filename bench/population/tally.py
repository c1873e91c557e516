"""Counting: intervals, differences of pairs, reasons."""
import collections
import math

Z95 = 1.959964
URGENT = ("emergency", "same_day")


def wilson(hits, count):
    """The 95 % interval of a share (Wilson's score). \\return (share, low, high), 0 to 1."""
    if not count:
        return 0.0, 0.0, 1.0
    share, square = hits / count, Z95 * Z95
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z95 * math.sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def paired(before, after):
    """How much more often the second holds, of the same people. \\return (difference, low, high), -1 to 1."""
    count = len(before)
    gained = sum(b and not a for a, b in zip(before, after))
    lost = sum(a and not b for a, b in zip(before, after))
    difference = (gained - lost) / count
    half = Z95 * math.sqrt(max(0.0, gained + lost - (gained - lost) ** 2 / count)) / count
    return difference, difference - half, difference + half


def sole_reasons(decisions, levels):
    """How often one rule alone puts somebody on these levels, and how often several do.

    A person is counted for a rule when no other rule puts them there; "decision table" when no rule does.
    """
    reasons = collections.Counter()
    for one in decisions:
        if one["urgency"] in levels:
            rules = {rule for rule, urgency in one["fired"] if urgency in levels}
            reasons["several" if len(rules) > 1 else next(iter(rules), "decision table")] += 1
    return reasons


def moved(before, after, levels):
    """By which rules people come to these levels who were not there before. before, after: of the same people."""
    return collections.Counter(
        " + ".join(sorted({rule for rule, urgency in new["fired"] if urgency in levels})) or "decision table"
        for old, new in zip(before, after) if new["urgency"] in levels and old["urgency"] not in levels)


def reading_of(source, adapted, sources):
    """How well a number is known: as its source was read; "adapted" when it was worked out from one."""
    if source == "D":
        return "estimate (D)"
    if source == "memory" or sources[source]["read"] == "memory":
        return "from memory"
    return ("worked out: " if adapted else "") + sources[source]["read"]


def readings(rows):
    """Shares of rows by how well they are known. rows: (source, adapted, sources)."""
    counts = collections.Counter(reading_of(*row) for row in rows)
    return sorted(counts.items(), key=lambda item: -item[1])
