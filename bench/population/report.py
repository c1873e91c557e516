"""The tables and the plot of the simulation."""
from decide import LEVELS
from tally import URGENT, paired, wilson

SHOWN = 14  # reasons in a table


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
            yield (title, "1 in 5" if doubt else "none", name, *(percent(at[level] / count) for level in ("emergency", "same_day")),
                   f"**{interval(urgent, count)}**", *(percent(at[level] / count) for level in ("soon", "routine", "self_care")))


def difference_rows(runs):
    for (title, doubt), bases in runs.items():
        cells = []
        for levels in (URGENT, ("soon",), ("routine",)):
            before, after = ([one["urgency"] in levels for one in bases[name]] for name in ("before", "after"))
            cells.append("{:+.2f} ({:+.2f} to {:+.2f})".format(*(100 * value for value in paired(before, after))))
        yield (title, "1 in 5" if doubt else "none", *cells)


def reason_rows(before, after, counts):
    names = sorted(set(before) | set(after), key=lambda rule: -max(before[rule], after[rule]))
    for rule in names[:SHOWN]:
        cells = [f"{100 * tallied[rule] / count:.2f}" for tallied, count in zip((before, after), counts)]
        yield (f"`{rule}`" if "_" in rule else rule, *cells, f"{100 * (after[rule] / counts[1] - before[rule] / counts[0]):+.2f}")


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
            share = sum(reached(found["first"], mark["level"])) / count
            low = wilson(round(share * count), count)[2]
            verdict = "yes" if share >= mark["share"] else "within chance" if low >= mark["share"] else "**no**"
            words = f"{100 * mark['share']:.0f} {mark['level']}: {percent(share)}, {verdict}"
        else:
            words = ""
        yield (cause["title"], cause["deserves"], percent(hits["before"] / count), interval(hits["after"], count),
               *(percent(sum(reached(found[name], "same_day")) / count) for name in ("before", "after")),
               percent(sum(one["urgency"] == "self_care" for one in found["after"]) / count),
               percent(hits["shy"] / count), words)


def peer_rows(rows):
    for title, cells in rows:
        yield (title, *(percent(share) for share in cells))


def plot(results, runs, path):
    """Each cause before and after, with its interval and mark; ordinary people below it."""
    width, left, right, step = 980, 400, 30, 22
    rows = len(results)
    bars = [(f"{title}, {'1 in 5 not sure' if doubt else 'no doubt'}: {name}", bases[name])
            for (title, doubt), bases in list(runs.items())[:2] for name in ("before", "after")]
    top, below = 56, 56 + rows * step + 66
    height = below + len(bars) * 26 + 40

    def x(share):
        return left + share * (width - left - right)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
           f'<rect width="{width}" height="{height}" fill="white"/>',
           f'<text x="10" y="20" font-size="14">Patients who reach the urgency their cause deserves, %</text>',
           f'<circle cx="{left}" cy="36" r="4" fill="#999"/><text x="{left + 9}" y="40">before</text>',
           f'<circle cx="{left + 70}" cy="36" r="4" fill="#1f5fa8"/><text x="{left + 79}" y="40">after, with 95 % interval</text>']
    for tenth in range(0, 11, 2):
        out.append(f'<path d="M{x(tenth / 10):.0f} {top - 8}V{top + rows * step}" stroke="#ddd"/>'
                   f'<text x="{x(tenth / 10):.0f}" y="{top + rows * step + 14}" text-anchor="middle">{tenth * 10}</text>')
    for index, (cause, found) in enumerate(results):
        y = top + index * step + 6
        count = len(found["after"])
        before = sum(reached(found["before"], cause["deserves"])) / count
        share, low, high = wilson(sum(reached(found["after"], cause["deserves"])), count)
        out.append(f'<text x="{left - 10}" y="{y + 4}" text-anchor="end">{cause["title"]} ({cause["deserves"]})</text>'
                   f'<path d="M{x(before):.1f} {y}H{x(share):.1f}" stroke="#1f5fa8" stroke-opacity=".4" stroke-width="3"/>'
                   f'<path d="M{x(low):.1f} {y - 4}V{y + 4}M{x(high):.1f} {y - 4}V{y + 4}M{x(low):.1f} {y}H{x(high):.1f}" stroke="#1f5fa8"/>'
                   f'<circle cx="{x(before):.1f}" cy="{y}" r="4" fill="#999"/><circle cx="{x(share):.1f}" cy="{y}" r="4" fill="#1f5fa8"/>')
    colours = {"emergency": "#a11", "same_day": "#e07b28", "soon": "#e8c33c", "routine": "#b7cfe6", "self_care": "#dfeee0"}
    out.append(f'<text x="10" y="{below - 26}" font-size="14">Ordinary people, %</text>')
    for index, level in enumerate(reversed(LEVELS)):
        out.append(f'<rect x="{left + index * 105}" y="{below - 36}" width="10" height="10" fill="{colours[level]}"/>'
                   f'<text x="{left + index * 105 + 14}" y="{below - 27}">{level}</text>')
    for index, (title, decisions) in enumerate(bars):
        y, begin = below + index * 26, 0.0
        out.append(f'<text x="{left - 10}" y="{y + 13}" text-anchor="end">{title}</text>')
        for level in reversed(LEVELS):
            share = sum(one["urgency"] == level for one in decisions) / len(decisions)
            out.append(f'<rect x="{x(begin):.1f}" y="{y}" width="{x(share) - x(0):.1f}" height="18" fill="{colours[level]}"/>')
            if share > .03:
                out.append(f'<text x="{x(begin + share / 2):.1f}" y="{y + 13}" text-anchor="middle"'
                           f' fill="{"white" if level == "emergency" else "black"}">{100 * share:.0f}</text>')
            begin += share
    path.write_text("\n".join([*out, "</svg>", ""]), encoding="utf-8")
