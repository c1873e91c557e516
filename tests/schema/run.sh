#!/bin/sh
# Proves the schemas: against the data, the worked cases and what the program
# writes, and that the loader refuses what the schemas refuse.
#   tests/schema/run.sh [--binary PATH]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/build/schema-tools
binary=
while [ $# -gt 0 ]; do
  case $1 in
    --binary) binary=$2; shift 2 ;;
    *) echo "usage: $0 [--binary PATH]" >&2; exit 2 ;;
  esac
done
if [ -z "$binary" ]; then
  for one in "$root/build/release/backcoach" "$root/build/dev/backcoach"; do
    if [ -x "$one" ]; then binary=$one; break; fi
  done
fi
if [ -z "$binary" ] || [ ! -x "$binary" ]; then
  echo "schema tests: no program to test; build it, or give --binary PATH" >&2
  exit 1
fi
# Installs again only when the list of versions has changed.
mkdir -p "$tools"
if ! cmp -s "$root/tests/schema/package.json" "$tools/package.json" ||
   [ ! -d "$tools/node_modules/ajv" ]; then
  cp "$root/tests/schema/package.json" "$tools/package.json"
  rm -f "$tools/package-lock.json"
  if ! (cd "$tools" && npm install --no-audit --no-fund --loglevel=error) >&2
  then
    rm -f "$tools/package.json"
    echo "schema tests: SKIPPED, npm cannot install ajv here" >&2
    echo "0 passed, 0 failed"
    exit 0
  fi
fi
exec node "$root/tests/schema/validate.mjs" --tools "$tools" --binary "$binary"
