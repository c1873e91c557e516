#!/usr/bin/env python3
"""What stands, what holds and what is open after a course of commands: a model of its own, with none of the program in it.

  model.py [--depth N]     tries every course of up to N commands (3) and checks what must hold after each

A diary is a tuple of what was written and what was taken back, in the order of writing. `fold` reads it:

- what was *told* (a referral, what forbids a plan, an open danger question) counts from every entry that was ever
  written, also from one that was taken back;
- what *takes away* (the ids that a lift names, the answers that let go or close) counts only while its entry is there.

So no clock and no order of devices can matter: both are sets. `courses.py` plays the same commands to the program.
"""
import argparse
import dataclasses
import functools
import itertools
import sys
import time

SELF_CARE, ROUTINE, SOON, SAME_DAY, EMERGENCY = range(5)
NAMES = ("self_care", "routine", "soon", "same_day", "emergency")
EXITS = {SELF_CARE: 0, ROUTINE: 10, SOON: 10, SAME_DAY: 20, EMERGENCY: 30}
UNREADABLE, OPEN, HELD, NO_PLAN = 5, 4, 10, 6
NONE = frozenset()


@dataclasses.dataclass(frozen=True)
class Sign:
    """What one sign leads to when nothing else is told."""
    urgency: int
    group: str
    by_seen: bool = True  # a professional's look can make it ROUTINE later
    by_gone: bool = False  # a SOON that ends when there was nothing of it for 14 days
    private: bool = False


SIGNS = {
    "saddle": Sign(EMERGENCY, "pelvic", private=True),
    "bladder": Sign(EMERGENCY, "pelvic"),
    "chest": Sign(EMERGENCY, "chest", by_seen=False),
    "foot": Sign(SAME_DAY, "legs"),
    "fever": Sign(SAME_DAY, "infection", by_seen=False),
    "weight": Sign(SOON, "cancer", by_gone=True),
    "cancer": Sign(SOON, "cancer"),
}
# What forbids a plan without a referral, and who asks whether that is over.
BARS = {"unwell": "checkin", "not_for_now": "checkin", "alarm": "checkin", "under_18": "triage"}


@dataclasses.dataclass(frozen=True)
class Entry:
    id: str
    kind: str
    day: int
    urgency: int = SELF_CARE
    signs: frozenset = NONE  # what the referral rests on
    bars: frozenset = NONE
    opens: frozenset = NONE
    lifts: frozenset = NONE  # ids of referrals
    releases: frozenset = NONE  # (id, bar)
    closes: frozenset = NONE  # (id, question)
    seen: frozenset = NONE  # signs that a professional looked at
    plan: bool = False  # a plan can come of it
    today: bool = False  # the danger questions of its day were answered
    rules: str = "own"


@dataclasses.dataclass(frozen=True)
class Facts:
    stands: dict  # id: entry
    holds: frozenset
    open: frozenset
    seen: frozenset
    plan: object  # the entry that a plan comes of, or None
    days: frozenset  # days whose danger questions were answered

    @property
    def urgency(self):
        return max((one.urgency for one in self.stands.values()), default=SELF_CARE)


@functools.lru_cache(maxsize=100_000)
def fold(diary):
    """\\param diary  entries, and ids of those that were taken back after they were written"""
    entries = [one for one in diary if isinstance(one, Entry)]
    undone = {one for one in diary if isinstance(one, str)}
    there = [one for one in entries if one.id not in undone]

    def taken(name):
        return frozenset().union(*(getattr(one, name) for one in there))

    plans = [one for one in there if one.plan]
    return Facts(
        stands={one.id: one for one in entries if one.urgency >= SOON and one.id not in taken("lifts")},
        holds=frozenset((one.id, bar) for one in entries for bar in one.bars) - taken("releases"),
        open=frozenset((one.id, what) for one in entries for what in one.opens) - taken("closes"),
        seen=taken("seen"), plan=plans[-1] if plans else None,
        days=frozenset(one.day for one in there if one.today))


def status(diary, day, readable=True, same_rules=True):
    """The exit status of plan, session, next and exports of a plan; 0 is a plan.
    \\param same_rules  whether the rules of today decide the stored answers alike"""
    facts = fold(diary) if readable else None
    if facts and facts.urgency >= SAME_DAY:
        return EXITS[facts.urgency]
    if not readable:
        return UNREADABLE
    if facts.open:
        return OPEN
    if facts.stands or facts.holds:
        return HELD
    if facts.plan is None or day not in facts.days or not same_rules:
        return NO_PLAN
    return 0


def may_name_exercise(diary, day, readable=True, same_rules=True):
    return status(diary, day, readable, same_rules) == 0


def judge(signs, seen=NONE, changed=True):
    """What the answers alone lead to. \\param changed  a sign that was looked at is worse, or that is not known"""
    told = frozenset(signs) & frozenset(SIGNS)
    further = {SIGNS[one].group for one in told if one not in seen}
    full = {one for one in told if changed or not SIGNS[one].by_seen or one not in seen or SIGNS[one].group in further}
    urgency = max((SIGNS[one].urgency for one in full), default=ROUTINE if told else SELF_CARE)
    return urgency, frozenset(full) if urgency >= SOON else NONE


def write(diary, kind, day, **what):
    number = sum(isinstance(one, Entry) for one in diary) + 1
    return diary + (Entry(what.pop("id", f"e{number}"), kind, day, **what),)


def lifted(facts, signs, since, about, urgency):
    """The ids that a `seen_since` followed by a whole triage ends."""
    named = set(facts.stands) & set(facts.stands if about is None else about)
    if since == "yes":
        return frozenset(named)
    if since == "mistake":  # every question that it rests on got a plain no
        return frozenset(one for one in named if not facts.stands[one].signs & frozenset(signs))
    if since == "gone" and len(facts.stands) == 1 and urgency <= ROUTINE:
        return frozenset(one for one in named if facts.stands[one].urgency == SOON
                         and all(SIGNS[sign].by_gone for sign in facts.stands[one].signs))
    return NONE


def triage(diary, day, signs=(), since=None, about=None, worse="no", told="as_usual", changed=False, whole=True,
           withdrawn=NONE, **more):
    """A triage that is kept. \\param signs  of SIGNS and BARS \\param changed  a sign looked at earlier is now worse
    \\param withdrawn  signs whose rules of then do not hold any more"""
    facts = fold(diary)
    looked = frozenset()
    if since == "yes" and worse == "no" and whole:
        named = set(facts.stands) if about is None else set(about)
        looked = frozenset(sign for one in named & set(facts.stands) for sign in facts.stands[one].signs)
    urgency, rests = judge(signs, facts.seen | looked, changed or (since == "yes" and worse != "no"))
    bars = frozenset(signs) & frozenset(BARS)
    if not whole:  # what is known stands, what was not answered is open
        return write(diary, "triage", day, urgency=urgency if urgency >= SOON else SELF_CARE, signs=rests,
                     opens=frozenset({"triage"}), **more)
    ends = lifted(facts, signs, since, about, urgency)
    if ends and since == "gone":
        urgency = ROUTINE  # with a plan
    if ends and since == "yes" and told == "not_for_now":
        bars |= {"not_for_now"}
    ends |= {one for one, entry in facts.stands.items() if entry.urgency == SOON and entry.signs <= withdrawn}
    over = frozenset(one for one in facts.holds if BARS[one[1]] == "triage" and one[1] not in signs)
    # A triage asks these, too, and its plain no is an answer.
    over |= frozenset(one for one in facts.holds if one[1] in ("unwell", "not_for_now") and one[1] not in signs)
    return write(diary, "triage", day, urgency=urgency, signs=rests, bars=bars, lifts=ends, releases=over,
                 closes=facts.open, seen=looked, plan=urgency < SOON and not bars, today=True, **more)


def checkin(diary, day, signs=(), over=(), answers=True, opens=(), kind="checkin", same=False, since_day=None, **more):
    """\\param over  bars whose question gets a plain no \\param answers  whether what is open is answered, plainly no
    \\param same  whether a sign that was looked at is told as the same"""
    facts = fold(diary)
    if facts.plan is None and not facts.stands and not facts.holds and not facts.open and not signs:
        return diary  # the first time is a triage
    urgency, rests = judge(signs, facts.seen, not same)
    clean = urgency < SOON and not opens
    free = frozenset(one for one in facts.holds if one[1] in over and BARS[one[1]] == "checkin"
                     and (one[1] != "alarm" or day > entry_of(diary, one[0]).day))
    left = facts.holds - free
    shut = facts.open if answers else NONE
    bars = frozenset(signs) & frozenset(BARS)
    return write(diary, kind, day if since_day is None else since_day, urgency=urgency, signs=rests, bars=bars,
                 opens=frozenset(opens), releases=free if not facts.stands else NONE, closes=shut,
                 plan=clean and not facts.stands and not left and not bars,
                 today=clean and not facts.stands and (answers or not facts.open), **more)


def entry_of(diary, name):
    return next(one for one in diary if isinstance(one, Entry) and one.id == name)


def alarm(diary, day, signs=(), **more):
    """`!` in a session, all its questions answered."""
    urgency, rests = judge(signs, NONE)
    return write(diary, "alarm", day, urgency=urgency, signs=rests, bars=frozenset({"alarm"}), **more)


def undo(diary):
    """The last entry that is there is taken back."""
    undone = {one for one in diary if isinstance(one, str)}
    there = [one.id for one in diary if isinstance(one, Entry) and one.id not in undone]
    return diary + (there[-1],) if there else diary


def edit(diary, signs, day, **more):
    """Danger signs that are added to an entry; one that is taken away changes nothing."""
    urgency, rests = judge(signs, fold(diary).seen)
    return write(diary, "edit", day, urgency=urgency, signs=rests, **more) if urgency >= SOON else diary


def merge(diary, other):
    """Import: a union by id. What came from elsewhere answers no question of today here."""
    known = {one.id for one in diary if isinstance(one, Entry)}
    fresh = [dataclasses.replace(one, today=False) for one in other if isinstance(one, Entry) and one.id not in known]
    taken = {one for one in diary if isinstance(one, str)}
    return diary + tuple(fresh) + tuple(one for one in other if isinstance(one, str) and one not in taken)


# -- every short course ------------------------------------------------------------------------------------------------

COMMANDS = {
    **{f"triage {who or 'well'}": functools.partial(triage, signs=(who,) if who else ())
       for who in ("", "saddle", "fever", "weight", "unwell", "under_18")},
    "seen, well": functools.partial(triage, since="yes"),
    "seen, not for now": functools.partial(triage, since="yes", told="not_for_now"),
    "seen, the same": functools.partial(triage, signs=("saddle",), since="yes"),
    "seen, worse": functools.partial(triage, signs=("saddle",), since="yes", worse="yes"),
    "mistake": functools.partial(triage, since="mistake"),
    "mistake, numb": functools.partial(triage, signs=("saddle",), since="mistake"),
    "gone": functools.partial(triage, since="gone"),
    "gone, weight": functools.partial(triage, signs=("weight",), since="gone"),
    "left half-way": functools.partial(triage, whole=False),
    "left after saddle": functools.partial(triage, signs=("saddle",), whole=False),
    "check-in": checkin,
    "check-in, over": functools.partial(checkin, over=("unwell", "not_for_now", "alarm")),
    "check-in, silent": functools.partial(checkin, answers=False),
    "check-in, fever": functools.partial(checkin, signs=("fever",)),
    "check-in, numb": functools.partial(checkin, opens=("new_numbness",), answers=False),
    "alarm": alarm,
    "edit fever": lambda diary, day: edit(diary, ("fever",), day),
    "undo": lambda diary, day: undo(diary),
}
LIFTING = {"seen, well", "seen, not for now", "seen, the same", "seen, worse", "mistake", "mistake, numb", "gone",
           "gone, weight"}


def check_step(name, before, after, day):
    """\\return what is wrong after one command, or None"""
    old, new = fold(before), fold(after)
    lost = old.stands.keys() - new.stands.keys()
    if lost and name not in LIFTING:
        return f"{name} ended {lost}"
    if lost and not lost <= after[-1].lifts:
        return "a lift ended what it did not name"
    kept = {"mistake, numb": "saddle", "gone, weight": "weight"}.get(name)
    if any(kept in old.stands[one].signs for one in lost):
        return f"{name} ended what rests on {kept}"
    if name == "gone" and any(old.stands[one].urgency > SOON for one in lost):
        return "gone ended more than a SOON"
    if name == "undo" and not (old.holds <= new.holds and old.open <= new.open):
        return "undo made something smaller"
    if status(after, day) == 0 and (new.stands or new.holds or new.open):
        return "a plan while something stands, holds or is open"
    if status(after, day, readable=False) != 5:
        return "an unreadable diary is 5"
    if merge(after, after) != after:
        return "to import twice is to import once"
    there = merge((), after)
    if (fold(there).stands.keys(), fold(there).holds, fold(there).seen) != (new.stands.keys(), new.holds, new.seen):
        return "export, erase and import changed what stands"
    return None


def check_way_back(diary, day):
    """Who is seen, well and not told otherwise gets a plan, the next day at the latest."""
    well = checkin(triage(diary, day, since="yes"), day + 1, over=("unwell", "not_for_now", "alarm"))
    return None if status(well, day + 1) == 0 else f"seen and well is refused with {status(well, day + 1)}"


def explore(depth):
    tried, level = 0, [((), ())]
    for number in range(depth):
        day, following = number // 2, []
        for names, diary in level:
            for name, command in COMMANDS.items():
                after = command(diary, day)
                tried += 1
                wrong = check_step(name, diary, after, day) or check_way_back(after, day)
                if wrong:
                    return tried, f"{wrong}: {', '.join((*names, name))}"
                if after != diary:
                    following.append(((*names, name), after))
        level = following
    return tried, None


def check_merges(depth=2):
    """Two devices: A into B and B into A stand alike."""
    def grown(prefix):
        for names in itertools.product(COMMANDS, repeat=depth):
            diary = ()
            for number, name in enumerate(names):
                made = COMMANDS[name](diary, number)
                fresh = made[len(diary):]
                diary += tuple(dataclasses.replace(one, id=prefix + one.id) if isinstance(one, Entry)
                               and not one.id.startswith(prefix) else one for one in fresh)
            yield names, diary
    sides = list(itertools.islice(grown("b"), 0, None, 7))
    for names, one in itertools.islice(grown("a"), 0, None, 5):
        for others, two in sides:
            here, there = fold(merge(one, two)), fold(merge(two, one))
            if (here.stands.keys(), here.holds, here.seen) != (there.stands.keys(), there.holds, there.seen):
                return f"the order of import matters: {names} {others}"
    return None


# Faults that the search must find: what a program might do in place of the function of that name.
FAULTS = {
    "a milder triage wipes": ("lifted", lambda facts, *_: frozenset(facts.stands)),
    "a lift by mistake asks nothing": ("lifted", lambda facts, signs, since, *_: frozenset(facts.stands) if since else NONE),
    "gone ends an emergency": ("lifted", lambda facts, signs, since, *_: frozenset(facts.stands) if since != "mistake"
                               and since else NONE),
    "undo forgets what was told": ("undo", lambda diary: tuple(
        one for one in diary if not isinstance(one, Entry) or one.id != f"e{sum(isinstance(e, Entry) for e in diary)}")),
    "open questions are forgotten": ("OPEN", 0),
    "an unreadable diary is an empty one": ("UNREADABLE", NO_PLAN),
    "a check-in lets nothing go": ("BARS", dict.fromkeys(BARS, "nobody")),
}


def check_faults():
    """\return the name of a fault that no course shows, or None"""
    for name, (what, fault) in FAULTS.items():
        right, globals()[what] = globals()[what], fault
        try:
            fold.cache_clear()
            if explore(2)[1] is None:
                return name
        finally:
            globals()[what] = right
            fold.cache_clear()
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--depth", type=int, default=3)
    begin = time.monotonic()
    tried, wrong = explore(parser.parse_args().depth)
    wrong = wrong or check_merges()
    missed = check_faults()
    wrong = wrong or (missed and f"nothing shows this fault: {missed}")
    print(wrong or f"{tried} commands tried in {time.monotonic() - begin:.1f} s, all hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
