#!/usr/bin/env python3
"""The calendar of a plan, read by icalendar, vobject and (where there is one) libical.

  calendar_check.py --binary PATH

Checks the bytes too: CRLF, lines of at most 75 octets, no letter cut in two. Exits 77 when no reader is installed.
"""
import ctypes
import datetime
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
import outside  # noqa: E402

try:
    import icalendar
    import vobject
except ImportError:
    icalendar = vobject = None

EARLY = "2026-11-21T05:00"
PEOPLE = ("strain", "very_bad_pain", "stiff_desk_worker", "runner_long_lasting", "one_leg_tingling")
REFERRED = {"numb_saddle": 30, "fever": 20, "cancer_history": 10}


def answers_of(example):
    return str(outside.ROOT / "examples" / f"{example}.json")


def check_bytes(tally, name, data):
    lines = data.split(b"\r\n")
    tally.check(f"{name}: CRLF only", data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
                and b"\r" not in data.replace(b"\r\n", b""))
    tally.check(f"{name}: 75 octets", max(map(len, lines)) <= 75, str(max(map(len, lines))))
    whole = True
    for line in lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            whole = False
    tally.check(f"{name}: no letter cut in two", whole)


def check_events(tally, name, data, plan):
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    items = plan["items"]
    tally.check(f"{name}: one event for each item", len(events) == len(items), f"{len(events)} and {len(items)}")
    wanted = sorted((plan["date"] + "T" + item["at"], item["title"]) for item in items)
    found = sorted((event.decoded("dtstart").strftime("%Y-%m-%dT%H:%M"), str(event["summary"])) for event in events)
    tally.check(f"{name}: times and titles", found == wanted, f"{found[:3]} and {wanted[:3]}")
    for event in events:
        start = event.decoded("dtstart")
        tally.check(f"{name}: floating", start.tzinfo is None)
        tally.check(f"{name}: lasts", event.decoded("duration") >= datetime.timedelta(minutes=1))
        tally.check(f"{name}: stamp in UTC", event.decoded("dtstamp").utcoffset() == datetime.timedelta(0))
        alarms = [one for one in event.subcomponents if one.name == "VALARM"]
        tally.check(f"{name}: one alarm", len(alarms) == 1 and str(alarms[0]["action"]) == "DISPLAY"
                    and alarms[0].decoded("trigger") == datetime.timedelta(0))
    uids = [str(event["uid"]) for event in events]
    tally.check(f"{name}: names are different", len(set(uids)) == len(uids))
    for item in items:
        words = [str(event["description"]) for event in events if str(event["summary"]) == item["title"]]
        missing = [step for step in item["steps"] + item["stop_if"] for one in words[:1] if step not in one]
        tally.check(f"{name}: {item['title']} has its words", words and not missing, str(missing[:2]))
    check_breaks(tally, name, events, plan)
    return uids


def check_breaks(tally, name, events, plan):
    item = next((one for one in plan["items"] if one["kind"] == "break"), None)
    if item is None:
        return
    event = next(one for one in events if str(one["summary"]) == item["title"])
    dates = event.get("rdate")
    dates = dates if isinstance(dates, list) else [dates]
    times = [event.decoded("dtstart")] + [one.dt for part in dates for one in part.dts]
    steps = {(b - a).total_seconds() / 60 for a, b in zip(times, times[1:])}
    every = item["dose"]["every_minutes"]
    tally.check(f"{name}: breaks keep their distance", steps and all(one % every == 0 for one in steps), str(steps))
    last = datetime.datetime.fromisoformat(plan["next_checkin"])
    tally.check(f"{name}: breaks end in the evening", times[-1] < last and len(times) > 10, str(times[-1]))


def check_vobject(tally, name, data, count):
    try:
        calendar = vobject.readOne(data.decode("utf-8"))
        calendar.validate(raiseException=True)
        tally.check(f"{name}: vobject", len(calendar.vevent_list) == count)
    except Exception as error:  # pylint: disable=broad-except
        tally.check(f"{name}: vobject", False, str(error))


def libical():
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        return None
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    return library


def check_libical(tally, name, data, library, good=True):
    component = library.icalparser_parse_string(data)
    sound = bool(component) and library.icalrestriction_check(component) == 1 \
        and library.icalcomponent_count_errors(component) == 0
    tally.check(f"{name}: libical {'takes' if good else 'refuses'} it", sound == good)
    if component:
        library.icalcomponent_free(component)


def hostile(program, tally):
    """Commas, quotes, accents and line ends in a text stay text, and long words are folded."""
    folder = pathlib.Path(program.folder.name) / "data"
    subprocess.run(["cp", "-r", str(outside.ROOT / "data"), str(folder)], check=True)
    card = folder / "exercises/walk.json"
    json_card = json.loads(card.read_text())
    title = "Gehen; über, \\n \"Brücken\" " + "äöü€😀" * 30
    json_card["name"] = title
    card.write_text(json.dumps(json_card))
    words = ("--answers", answers_of("strain"), "--data", str(folder))
    data = program.run("plan", *words, "-f", "ics").stdout
    check_bytes(tally, "odd title", data)
    # Not icalendar: its version 4 reads an escaped backslash before an n as a line end.
    summaries = [one.summary.value for one in vobject.readOne(data.decode("utf-8")).vevent_list]
    tally.check("odd title comes back as it was", title in summaries, str(summaries)[:300])
    check_shell(program, tally, words, folder, json_card)


def fake(folder, name, script):
    path = folder / name
    path.write_text("#!/bin/sh\n" + script + "\n")
    path.chmod(0o755)


def check_shell(program, tally, words, folder, card):
    """Timers name nothing of the plan: they ask for what is next. What that says, and where the diary is, stay text."""
    card["name"] = "It's 50% $(touch no) `touch no` \"x\""
    (folder / "exercises/walk.json").write_text(json.dumps(card))
    box = pathlib.Path(program.folder.name) / "box"
    home = str(box / "O'Neil 50% $(touch no)")
    box.mkdir()
    fake(box, "backcoach", "printf '%s\\n' \"$0\" \"$@\" >> asked; printf '%s\\n' \"$TITLE\"")
    fake(box, "systemctl", "")
    fake(box, "systemd-run", "while [ \"$1\" != /bin/sh ]; do shift; done\n\"$@\"")
    fake(box, "told", "for word; do printf '%s\\n' \"$word\"; done")

    def run(script, title):
        (box / "asked").unlink(missing_ok=True)
        ran = subprocess.run(["sh", "-eu"], input=script, capture_output=True, text=True, check=False, cwd=box, env={
            "PATH": f"{box}:/usr/bin:/bin", "TITLE": title, "BACKCOACH_NOTIFY": "told"})
        return ran, (box / "asked").read_text().splitlines() if (box / "asked").exists() else []

    script = program.run("export", "systemd", *words, home=home).stdout.decode()
    lines = program.run("export", "cron", *words, home=home).stdout.decode().splitlines()
    entries = [line.split(None, 5)[5] for line in lines if line[:1].isdigit()]
    tally.check("cron: every percent sign is escaped", len(entries) > 5 and all("\\%" in one for one in entries) and
                not re.search(r"(?<!\\)%", "".join(entries)), str(entries[:1]))
    for name, text in (("systemd", script), ("cron", "\n".join(entries).replace("\\%", "%"))):
        tally.check(f"{name}: no title stands in it", text and card["name"] not in text and "touch no`" not in text)
        ran, asked = run(text, card["name"])
        tally.check(f"{name}: the shell reads it", ran.returncode == 0, ran.stderr[:300])
        tally.check(f"{name}: what is next is asked, with this diary", asked and asked[1:6] == [
            "next", "-q", "--exit-zero", "--home", home], str(asked[:6]))
        tally.check(f"{name}: an odd title stays a title", set(ran.stdout.splitlines()) == {"backcoach", card["name"]},
                    ran.stdout[:300])
        ran, asked = run(text, "")
        tally.check(f"{name}: silent when nothing is next", asked and ran.stdout == "", ran.stdout[:300])
        tally.check(f"{name}: nothing else is run", not (box / "no").exists())


def timers(program, tally, plan, example):
    words = ("--answers", answers_of(example), "--now", EARLY)
    lines = program.run("export", "cron", *words).stdout.decode().splitlines()
    entries = [line.split(None, 5) for line in lines if line[:1].isdigit()]
    asks = 'next="$(backcoach next -q --exit-zero'
    tally.check(f"{example} cron: form", entries and all(
        re.fullmatch(r"[0-5]?\d", one[0]) and re.fullmatch(r"[\d,]+", one[1]) and one[2:5] == ["21", "11", "*"]
        and one[5].startswith(asks) and one[5].endswith('$BACKCOACH_NOTIFY backcoach "$next"')
        for one in entries), str(entries[:2]))
    times = {f"{int(hour):02}:{int(one[0]):02}" for one in entries for hour in one[1].split(",")}
    missing = {item["at"] for item in plan["items"]} - times
    tally.check(f"{example} cron: every item", not missing, str(missing))
    script = program.run("export", "systemd", *words).stdout.decode()
    calendars = re.findall(r"^remind \S+ '([^']+)'", script, re.MULTILINE)
    tally.check(f"{example} systemd: every item", {f"{item['at']}" for item in plan["items"]} <= {
        f"{hour}:{one.split(':')[1]}" for one in calendars for hour in one.split(" ")[1].split(":")[0].split(",")},
        str(calendars[:3]))
    names = re.findall(r"^remind '([^']+)'", script, re.MULTILINE)
    tally.check(f"{example} systemd: each unit a name of its own, of the day", len(set(names)) == len(names) == len(calendars)
                and all(one.startswith("backcoach-2026-11-21-") for one in names), str(names[:3]))
    try:
        ran = subprocess.run(["systemd-analyze", "calendar", *calendars], capture_output=True, text=True, check=False)
        tally.check(f"{example} systemd: systemd reads the times", ran.returncode == 0, ran.stderr[:300])
    except FileNotFoundError:
        pass


def withdrawn(program, tally):
    """A calendar that went out is taken back by the next one after a referral, event by event."""
    words = ("--now", EARLY)
    sent = icalendar.Calendar.from_ical(program.run("export", "ics", "--answers", answers_of("strain"), *words).stdout)
    ran = program.run("export", "ics", "--answers", answers_of("fever"), *words)
    back = icalendar.Calendar.from_ical(ran.stdout)
    uids = [{str(one["uid"]) for one in calendar.walk("VEVENT")} for calendar in (sent, back)]
    tally.check("withdrawn: each event that was sent", uids[0] == uids[1] and len(uids[0]) > 5, str(uids)[:300])
    tally.check("withdrawn: cancelled, with a higher number, no exercise named", ran.returncode == 20 and back["method"] == "CANCEL"
                and all(one["status"] == "CANCELLED" and int(one["sequence"]) > 0 and str(one["summary"]) == "backcoach"
                        for one in back.walk("VEVENT")))
    check_vobject(tally, "withdrawn", ran.stdout, len(uids[0]))


def referrals(program, tally):
    for example, code in REFERRED.items():
        for words in (("plan", "-f", "ics"), ("export", "ics"), ("export", "cron"), ("export", "systemd"),
                      ("export", "ics", "--json")):
            ran = program.run(*words, "--answers", answers_of(example))
            name = f"{example} {' '.join(words)}"
            if "--json" in words:  # a calendar is no JSON, whoever asks for it
                errors = json.loads(ran.stdout)
                tally.check(f"{name}: an error", ran.returncode == 2 and errors["schema"] == "backcoach/error/1", str(ran)[:200])
                continue
            tally.check(f"{name}: no calendar at all", ran.stdout == b"" and ran.returncode == code, str(ran)[:200])
            tally.check(f"{name}: what to do is said", len(ran.stderr) > 100)
    target = pathlib.Path(program.folder.name) / "none.ics"
    ran = program.run("plan", "--answers", answers_of("fever"), "-o", str(target))
    tally.check("a referral writes no file", ran.returncode == 20 and not target.exists())


def main():
    options = outside.parser(__doc__).parse_args()
    if icalendar is None:
        print("python3-icalendar and python3-vobject are not installed")
        return 77
    program, tally, library = outside.Program(options.binary), outside.Tally(), libical()
    for example in PEOPLE:
        # Each with a folder of its own: a second calendar takes back what the first one sent. What has passed is left
        # out, so the plan is made before the day begins.
        program = outside.Program(options.binary)
        words = ("--answers", answers_of(example), "--now", EARLY)
        plan = json.loads(program.run("plan", *words, "--json").stdout)
        data = program.run("plan", *words, "-f", "ics").stdout
        check_bytes(tally, example, data)
        uids = check_events(tally, example, data, plan)
        check_vobject(tally, example, data, len(plan["items"]))
        if library:
            check_libical(tally, example, data, library)
        # In another folder: a second calendar of one folder has higher numbers, so that it replaces the first.
        tally.check(f"{example}: export says the same",
                    outside.Program(options.binary).run("export", "ics", *words).stdout == data)
        later = program.run("plan", *words[:2], "-f", "ics", "--now", "2026-11-21T20:00").stdout
        again = [str(one["uid"]) for one in icalendar.Calendar.from_ical(later).walk("VEVENT")]
        tally.check(f"{example}: names stay", set(uids) >= set(again) and later != data)
        other = program.run("plan", *words, "-f", "ics", "--date", "2026-11-22").stdout
        names = {str(one["uid"]) for one in icalendar.Calendar.from_ical(other).walk("VEVENT")}
        tally.check(f"{example}: another day, other names", not names & set(uids))
        timers(program, tally, plan, example)
    if library:
        broken = re.sub(rb"PRODID:[^\r]*\r\n", b"", data)
        check_libical(tally, "a calendar by nobody", broken, library, good=False)
    late = program.run("plan", "--answers", answers_of("strain"), "-f", "ics", "--wake", "16:00", "--bed", "02:00").stdout
    days = {one.decoded("dtstart").date() for one in icalendar.Calendar.from_ical(late).walk("VEVENT")}
    tally.check("after midnight is the next day", days == {datetime.date(2026, 11, 21), datetime.date(2026, 11, 22)},
                str(days))
    hostile(program, tally)
    referrals(outside.Program(options.binary), tally)
    withdrawn(outside.Program(options.binary), tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
