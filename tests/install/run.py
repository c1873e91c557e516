#!/usr/bin/env python3
"""What is handed on: the installed tree, backcoach.pc, the packages, and the list of what is built in.

  run.py --build FOLDER [--static]   a build with the targets backcoach_exe and backcoach_papers

A tool that is not there (mandoc, lintian, dpkg-deb, pkg-config) is passed over and named.
"""
import argparse
import gzip
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "cli"))
import outside  # noqa: E402

INSTALLED = (
    "bin/backcoach", "share/man/man1/backcoach.1.gz", "share/man/man5/backcoach-rules.5.gz",
    "share/bash-completion/completions/backcoach", "share/zsh/vendor-completions/_backcoach",
    "share/fish/vendor_completions.d/backcoach.fish", "share/doc/backcoach/LICENSE",
    "share/doc/backcoach/THIRD-PARTY.txt", "share/doc/backcoach/CHANGELOG.md.gz", "share/doc/backcoach/README.md",
    "share/doc/backcoach/sbom.spdx.json", "share/backcoach/manifest.json", "include/backcoach/triage.hpp")

# Debian packages of headers and libraries, and what the list calls them.
COMPONENTS = {"libfmt-dev": "fmt", "nlohmann-json3-dev": "nlohmann-json", "libcli11-dev": "CLI11",
              "libtomlplusplus-dev": "toml++", "libcadical-dev": "CaDiCaL", "libsqlite3-dev": "SQLite",
              "libsqlite3-0": "SQLite", "libc6-dev": "glibc", "libc6": "glibc", "libstdc++6": "libstdc++"}
# Declarations alone, or part of the compiler: nothing of them is linked by name.
NOT_LINKED = re.compile(r"linux-libc-dev|libclang-common-\d+-dev|libclang-rt-\d+-dev|gcc-\d+.*|g\+\+.*")


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)


def needs(tool, passed_over):
    if shutil.which(tool):
        return True
    passed_over.append(tool)
    return False


def lint_manual(tally, page):
    """mandoc is content; pages of other packages need not be there."""
    text = gzip.decompress(page.read_bytes()).decode() if page.suffix == ".gz" else page.read_text()
    said = run("mandoc", "-T", "lint", input=text).stdout.splitlines()
    wrong = [line for line in said if "referenced manual not found" not in line]
    tally.check(f"{page.name}: clean in mandoc", not wrong, "\n".join(wrong))
    spoilt = run("mandoc", "-T", "lint", input=text.replace(".Sh NAME", ".Sh NAMES")).stdout
    tally.check(f"{page.name}: mandoc sees what is wrong", "WARNING" in spoilt)


def check_manual(tally, program, prefix, passed_over):
    page = gzip.decompress((prefix / "share/man/man1/backcoach.1.gz").read_bytes()).decode()
    table = json.loads(run(program, "help", "--json").stdout)
    missing = [one["name"] for one in table["commands"] if f".Ss {one['name']}\n" not in page]
    flags = {flag["name"] for one in table["commands"] for flag in one["flags"]} | {f["name"] for f in table["flags"]}
    typed = page.replace("\\-", "-")
    missing += [flag for flag in flags if f"Fl -{flag}" not in typed]
    missing += [str(one["status"]) for one in table["exit_statuses"] if f".It {one['status']}\n" not in page]
    tally.check("backcoach(1): every command, flag and exit status", table["commands"] and flags and not missing,
                str(missing))
    if needs("mandoc", passed_over):
        lint_manual(tally, prefix / "share/man/man1/backcoach.1.gz")
        lint_manual(tally, prefix / "share/man/man5/backcoach-rules.5.gz")


def check_installed(tally, prefix, program, passed_over):
    for name in INSTALLED:
        tally.check(f"installed: {name}", (prefix / name).is_file())
    for shell, file in (("bash", "bash-completion/completions/backcoach"),
                        ("zsh", "zsh/vendor-completions/_backcoach"),
                        ("fish", "fish/vendor_completions.d/backcoach.fish")):
        made = run(program, "completion", shell).stdout
        tally.check(f"completion of {shell} is that of the program", made and (prefix / "share" / file).read_text() == made)
    notices = run(program, "version", "--licenses").stdout
    text = (prefix / "share/doc/backcoach/LICENSE").read_text() + \
        (prefix / "share/doc/backcoach/THIRD-PARTY.txt").read_text()
    tally.check("version --licenses prints the installed notices", notices and notices == text)
    check_manual(tally, program, prefix, passed_over)


def check_pkg_config(tally, prefix, work, passed_over):
    if not needs("pkg-config", passed_over):
        return
    folder = next(prefix.glob("lib*/**/pkgconfig"))
    env = {**os.environ, "PKG_CONFIG_PATH": str(folder)}
    flags = run("pkg-config", "--cflags", "--libs", "backcoach", env=env)
    version = run("pkg-config", "--modversion", "backcoach", env=env).stdout.strip()
    tally.check("backcoach.pc: version", version == run(prefix / "bin/backcoach", "version", "--json").stdout.split(
        '"program": "')[1].split('"')[0], version)
    cxx = shutil.which("clang++") or shutil.which("g++")
    built = run(cxx, HERE.parent / "consumer/main.cpp", "-o", work / "pc", *flags.stdout.split())
    tally.check("backcoach.pc: a program can be built", built.returncode == 0, built.stderr[:500])
    if built.returncode == 0:
        data = run("pkg-config", "--variable=datadir", "backcoach", env=env).stdout.strip()
        ran = run(work / "pc", data)
        tally.check("backcoach.pc: it runs", ran.returncode == 0 and ran.stdout == "emergency\n", ran.stderr)


def headers_of(build):
    """Headers outside the source tree that the program's objects were made from."""
    headers, wanted = set(), False
    for line in run("ninja", "-C", build, "-t", "deps").stdout.splitlines():
        if not line.startswith(" "):
            wanted = not line.startswith(("tests/", "ninja:"))
        elif wanted and line.strip().startswith("/usr/"):
            headers.add(os.path.realpath(line.strip()))
    return headers


def libraries_of(build):
    words = run("ninja", "-C", build, "-t", "commands", "backcoach_exe").stdout.splitlines()[-1].split()
    found = {os.path.realpath(word) for word in words if word.startswith("/") and re.search(r"\.(a|so)[0-9.]*$", word)}
    own = {word for word in words if not word.startswith("/") and word.endswith(".a")}
    return found, own


def packages_of(files):
    said = run("dpkg", "-S", *sorted(files)).stdout
    return {line.split(":")[0] for line in said.splitlines() if not line.startswith("diversion")}


def check_sbom(tally, build, passed_over):
    sbom = json.loads((build / "sbom.spdx.json").read_text())
    listed = {one["name"]: one for one in sbom["packages"] if one["name"] != "backcoach"}
    ids = {one["SPDXID"] for one in sbom["packages"]}
    related = {one["relatedSpdxElement"] for one in sbom["relationships"]}
    tally.check("sbom: every package is related, and nothing else", ids == related, str(ids ^ related))
    notices = (ROOT / "packaging/THIRD-PARTY.txt").read_text()
    titles = {"glibc": "GNU C Library"}
    missing = [name for name in listed if f"\n{titles.get(name, name)}" not in notices]
    tally.check("every part has a notice", not missing, str(missing))
    if not needs("dpkg", passed_over):
        return
    libraries, own = libraries_of(build)
    used, unknown = set(), set()
    for package in packages_of(headers_of(build) | libraries):
        if re.fullmatch(r"libstdc\+\+-\d+-dev|libgcc-\d+-dev", package):
            used.add("libstdc++")
        elif package in COMPONENTS:
            used.add(COMPONENTS[package])
        elif not NOT_LINKED.fullmatch(package):
            unknown.add(package)
    used |= {path.name for path in (ROOT / "third_party").iterdir()
             if any(path.name in archive for archive in own)}
    used.add("glibc")
    tally.check("sbom: nothing is linked that it does not list", not unknown, str(unknown))
    tally.check("sbom: lists what is built in, and only that", used == set(listed), str(used ^ set(listed)))
    for package, name in COMPONENTS.items():
        there = run("dpkg-query", "-W", "-f=${source:Upstream-Version}", package).stdout
        version = listed[name]["versionInfo"]
        if there and package.endswith("-dev"):
            tally.check(f"sbom: version of {name}", there.split("+")[0] == version, f"{version}, installed is {there}")


def check_tarball(tally, file):
    with tarfile.open(file) as archive:
        names = [name.split("/", 1)[-1] for name in archive.getnames()]
    tally.check("tarball: program, manual pages and licences",
                {"bin/backcoach", "share/man/man1/backcoach.1.gz", "share/doc/backcoach/LICENSE"} <= set(names))
    tally.check("tarball: nothing of the library", not [one for one in names if one.startswith(("include", "lib"))])


def check_deb(tally, deb, work, passed_over):
    if needs("lintian", passed_over):
        said = run("lintian", "--no-cfg", "--allow-root", "--tag-display-limit", "0", deb)
        errors = [line for line in said.stdout.splitlines() if line.startswith("E:")]
        tally.check("deb: no error of lintian", said.stdout.strip() == "" or not errors, "\n".join(errors))
        print(said.stdout.strip())
    root = work / "root"
    run("dpkg-deb", "-x", deb, root)
    program = root / "usr/bin/backcoach"
    symbols = run("file", program).stdout
    tally.check("deb: stripped", "not stripped" not in symbols, symbols)
    answers = ROOT / "examples/numb_saddle.json"
    ran = run(program, "triage", "--answers", answers, "--json", "--home", work / "home")
    tally.check("deb: the program decides", ran.returncode == 30 and '"emergency"' in ran.stdout, ran.stderr)
    for name in ("changelog.gz", "copyright"):
        tally.check(f"deb: {name}", (root / "usr/share/doc/backcoach" / name).is_file())
    if needs("man", passed_over):
        page = run("man", "-M", root / "usr/share/man", "backcoach", env={**os.environ, "MANPAGER": "cat"}).stdout
        tally.check("deb: man finds the page", "guided recovery coach" in page)


def check_packages(tally, build, work, passed_over):
    run("cmake", "-E", "remove_directory", work / "packages")
    packed = run("cpack", "--config", build / "CPackConfig.cmake", "-B", work / "packages", cwd=build)
    tally.check("cpack", packed.returncode == 0, packed.stdout[-500:] + packed.stderr[-500:])
    for sums in sorted((work / "packages").glob("*.sha256")):
        digest, name = sums.read_text().split()
        data = (work / "packages" / name).read_bytes()
        tally.check(f"checksum of {name}", hashlib.sha256(data).hexdigest() == digest)
    tarballs = list((work / "packages").glob("*.tar.gz"))
    tally.check("one tarball", len(tarballs) == 1)
    for file in tarballs:
        check_tarball(tally, file)
    if not needs("dpkg-deb", passed_over):
        return
    debs = list((work / "packages").glob("*.deb"))
    tally.check("one deb", len(debs) == 1)
    for file in debs:
        check_deb(tally, file, work, passed_over)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--static", action="store_true", help="the program needs no shared library")
    options = parser.parse_args()
    build = options.build.resolve()
    tally, passed_over = outside.Tally(), []
    with tempfile.TemporaryDirectory(prefix="backcoach-install-") as folder:
        work = pathlib.Path(folder)
        prefix = work / "prefix"
        done = run("cmake", "--install", build, "--prefix", prefix)
        tally.check("cmake --install", done.returncode == 0, done.stderr)
        if options.static:
            kind = run("file", prefix / "bin/backcoach").stdout
            tally.check("the program needs no shared library", "static" in kind, kind)
        check_installed(tally, prefix, prefix / "bin/backcoach", passed_over)
        check_pkg_config(tally, prefix, work, passed_over)
        check_sbom(tally, build, passed_over)
        check_packages(tally, build, work, passed_over)
    for tool in sorted(set(passed_over)):
        print(f"{tool} is not there: passed over")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
