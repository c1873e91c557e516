#!/usr/bin/env python3
"""What the release program must and must not be able to do, seen from outside.

  hardening.py --binary PATH

No function of the network is linked in; the program is hardened; files are private whatever the umask; outputs do not
depend on language or time zone.
"""
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys

import outside

NETWORK = {"socket", "connect", "bind", "listen", "accept", "accept4", "getaddrinfo", "gethostbyname", "gethostbyaddr",
           "gethostbyname_r", "sendto", "recvfrom", "sendmsg", "recvmsg", "res_init", "res_query", "curl_easy_init",
           "SSL_connect", "if_nametoindex"}
# A static program that starts threads gets these from the C library: the end of a thread tidies up its resolver state.
# They cannot reach anybody without connect. What our own objects ask for is looked at apart.
WITH_THREADS = {"bind", "if_nametoindex", "recvmsg", "res_init", "sendto", "socket"}
PLACES = ({"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, {"LC_ALL": "ar_EG.UTF-8"},
          {"TZ": "Pacific/Kiritimati"}, {"TZ": "America/St_Johns"}, {"TZ": "nonsense"})
STRAIN = str(outside.ROOT / "examples/strain.json")
COMMANDS = (("triage", "--answers", STRAIN, "--json", "--no-save"), ("triage", "--answers", STRAIN, "--no-save"),
            ("plan", "--answers", STRAIN, "--json"), ("rules", "list"), ("exercises", "list", "--json"),
            ("questions", "list", "--json"), ("version", "--json"), ("explain", "fever_with_back_pain"))


def output(*words):
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    return ran.stdout if ran.returncode == 0 else ""


def symbols(path):
    """Names of all functions in the program, with those it takes from outside."""
    text = output("nm", path) + output("nm", "-D", path)
    return {re.sub(r"@.*|^_*libc_|^__GI_", "", line.split()[-1]).lstrip("_") for line in text.splitlines() if line.strip()}


def linked(path, tally):
    if not shutil.which("nm") or not shutil.which("readelf"):
        print("no nm or readelf: what is linked is not looked at")
        return
    names = symbols(path)
    tally.check("symbols can be seen", "main" in names and len(names) > 100, str(len(names)))
    static = "NEEDED" not in output("readelf", "-dW", path)
    found = names & (NETWORK - WITH_THREADS if static else NETWORK)
    tally.check("nothing that reaches the network is linked", not found, " ".join(sorted(found)))
    folder = pathlib.Path(path).resolve().parent
    objects = sorted(folder.glob("libbackcoach*.a")) + sorted(folder.glob("CMakeFiles/backcoach_exe.dir/**/*.o"))
    for file in objects:
        asked = {re.sub(r"@.*", "", line.split()[-1]).lstrip("_")
                 for line in output("nm", "-u", str(file)).splitlines() if " U " in line}
        tally.check(f"{file.name} asks for nothing of the network", len(asked) > 5 and not asked & NETWORK,
                    f"{len(asked)} {sorted(asked & NETWORK)}")
    if not objects:
        print("not beside what it was linked from: our own objects are not looked at")
    header, program = output("readelf", "-h", path), output("readelf", "-lW", path)
    dynamic = output("readelf", "-dW", path)
    tally.check("position independent", "DYN" in header, header[:300])
    tally.check("RELRO", "GNU_RELRO" in program)
    stack = re.search(r"GNU_STACK.*", program)
    tally.check("the stack is not executable", bool(stack) and "RWE" not in stack[0], stack[0] if stack else "none")
    loads = re.findall(r"LOAD.*? (R?W?E?|R E|R W|RWE) +0x[0-9a-f]+$", program, re.M)
    tally.check("nothing is writable and executable", loads and "RWE" not in loads, str(loads))
    if static:  # the release program
        tally.check("static", "INTERP" not in program, program[:300])
        tally.check("bound at once", "BIND_NOW" in dynamic or "NOW" in dynamic, dynamic[:400])
        tally.check("stack protector", "stack_chk_fail" in names)
        tally.check("fortified", any(name.endswith("_chk") and name != "stack_chk_fail" for name in names))
    text = output("strings", "-n", "6", path) if shutil.which("strings") else ""
    tally.check("no folder of the machine that built it", str(outside.ROOT) not in text)


def traced(program, tally):
    """No network call is made while it runs."""
    if not shutil.which("strace"):
        print("no strace: calls are not looked at")
        return
    log = os.path.join(program.folder.name, "calls")
    ran = subprocess.run(["strace", "-f", "-e", "trace=%network", "-o", log,
                          *program.words("triage", "--answers", STRAIN)], capture_output=True, check=False,
                         env=outside.environment(program.folder.name))
    with open(log, encoding="utf-8", errors="replace") as file:
        calls = [line for line in file if "(" in line]
    tally.check("no network call is made", ran.returncode == 0 and not calls, "".join(calls[:3]))


def private(binary, tally):
    for mask in (0o000, 0o022, 0o077, 0o777):
        program = outside.Program(binary)
        target = os.path.join(program.folder.name, "out.json")
        if mask == 0o777:  # folders made under it could not be entered by anybody but root
            os.makedirs(program.home, 0o700)
        for words in (("triage", "--answers", STRAIN), ("triage", "--answers", STRAIN, "--json", "-o", target)):
            before = os.umask(mask)
            try:
                ran = program.run(*words)
            finally:
                os.umask(before)
            tally.check(f"umask {mask:03o} {words[-1]} works", ran.returncode == 0, ran.stderr.decode()[:300])
        seen = 0
        for folder, _, files in os.walk(program.home):
            mode = stat.S_IMODE(os.stat(folder).st_mode)
            tally.check(f"umask {mask:03o}: {os.path.basename(folder)} is ours alone", mode & 0o077 == 0, oct(mode))
            for name in files:
                seen += 1
                mode = stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode)
                tally.check(f"umask {mask:03o}: {name} is ours alone", mode == 0o600, oct(mode))
        mode = stat.S_IMODE(os.stat(target).st_mode)
        tally.check(f"umask {mask:03o}: -o FILE is ours alone", seen > 0 and mode == 0o600, oct(mode))


def same_everywhere(program, tally):
    for words in COMMANDS:
        first = program.run(*words)
        for place in PLACES:
            ran = program.run(*words, env=place)
            tally.check(f"{words[0]} {words[-1]} with {place}", first.stdout and ran.stdout == first.stdout,
                        repr(ran.stderr[:200]))


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    linked(options.binary, tally)
    traced(program, tally)
    private(options.binary, tally)
    same_everywhere(program, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
