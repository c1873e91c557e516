"""The plot of the simulation."""
from decide import LEVELS
from report import reached
from tally import wilson

BLUE = "#1f5fa8"
COLOURS = {"emergency": "#a11", "same_day": "#e07b28", "soon": "#e8c33c", "routine": "#b7cfe6", "self_care": "#dfeee0"}


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
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
           'font-size="12">',
           f'<rect width="{width}" height="{height}" fill="white"/>',
           f'<text x="10" y="20" font-size="14">Patients who reach the urgency their cause deserves, %</text>',
           f'<circle cx="{left}" cy="36" r="4" fill="#999"/><text x="{left + 9}" y="40">before</text>',
           f'<circle cx="{left + 70}" cy="36" r="4" fill="{BLUE}"/>'
           f'<text x="{left + 79}" y="40">after, with 95 % interval</text>']
    for tenth in range(0, 11, 2):
        out.append(f'<path d="M{x(tenth / 10):.0f} {top - 8}V{top + rows * step}" stroke="#ddd"/>'
                   f'<text x="{x(tenth / 10):.0f}" y="{top + rows * step + 14}" text-anchor="middle">'
                   f'{tenth * 10}</text>')
    for index, (cause, found) in enumerate(results):
        y = top + index * step + 6
        count = len(found["after"])
        before = sum(reached(found["before"], cause["deserves"])) / count
        share, low, high = wilson(sum(reached(found["after"], cause["deserves"])), count)
        at, least, most, was = (f"{x(value):.1f}" for value in (share, low, high, before))
        out.append(f'<text x="{left - 10}" y="{y + 4}" text-anchor="end">{cause["title"]} ({cause["deserves"]})</text>'
                   f'<path d="M{was} {y}H{at}" stroke="{BLUE}" stroke-opacity=".4" stroke-width="3"/>'
                   f'<path d="M{least} {y - 4}V{y + 4}M{most} {y - 4}V{y + 4}M{least} {y}H{most}" stroke="{BLUE}"/>'
                   f'<circle cx="{was}" cy="{y}" r="4" fill="#999"/><circle cx="{at}" cy="{y}" r="4" fill="{BLUE}"/>')
    out.append(f'<text x="10" y="{below - 26}" font-size="14">Ordinary people, %</text>')
    for index, level in enumerate(reversed(LEVELS)):
        out.append(f'<rect x="{left + index * 105}" y="{below - 36}" width="10" height="10" fill="{COLOURS[level]}"/>'
                   f'<text x="{left + index * 105 + 14}" y="{below - 27}">{level}</text>')
    for index, (title, decisions) in enumerate(bars):
        y, begin = below + index * 26, 0.0
        out.append(f'<text x="{left - 10}" y="{y + 13}" text-anchor="end">{title}</text>')
        for level in reversed(LEVELS):
            share = sum(one["urgency"] == level for one in decisions) / len(decisions)
            out.append(f'<rect x="{x(begin):.1f}" y="{y}" width="{x(share) - x(0):.1f}" height="18" '
                       f'fill="{COLOURS[level]}"/>')
            if share > .03:
                out.append(f'<text x="{x(begin + share / 2):.1f}" y="{y + 13}" text-anchor="middle"'
                           f' fill="{"white" if level == "emergency" else "black"}">{100 * share:.0f}</text>')
            begin += share
    path.write_text("\n".join([*out, "</svg>", ""]), encoding="utf-8")
