#!/bin/sh
# Has the pages of the program read by html-validate and markdownlint.
#   tests/formats/run.sh --binary PATH
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/build/format-tools
if [ "${1-}" != --binary ] || [ ! -x "${2-}" ]; then
  echo "usage: $0 --binary PATH" >&2
  exit 2
fi
# Installs again only when the list of versions has changed.
mkdir -p "$tools"
if ! cmp -s "$root/tests/formats/package.json" "$tools/package.json" ||
   [ ! -x "$tools/node_modules/.bin/html-validate" ]; then
  cp "$root/tests/formats/package.json" "$tools/package.json"
  rm -f "$tools/package-lock.json"
  if ! (cd "$tools" && npm install --no-audit --no-fund --loglevel=error) >&2
  then
    rm -f "$tools/package.json"
    echo "npm cannot install html-validate and markdownlint here"
    exit 77
  fi
fi
exec python3 "$root/tests/formats/pages.py" --binary "$2" --tools "$tools"
