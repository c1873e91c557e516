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
if ! "$root/tests/support/npm_tools.sh" "$root/tests/schema/package.json" \
    "$tools" ajv
then
  echo "npm cannot install ajv here"
  exit 77
fi
exec node "$root/tests/schema/validate.mjs" --tools "$tools" --binary "$binary"
