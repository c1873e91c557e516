#!/bin/sh
# Has the pages of the program read by html-validate, markdownlint, and where they are there vnu (Java) and pandoc.
#   tests/formats/run.sh --binary PATH
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/build/format-tools
if [ "${1-}" != --binary ] || [ ! -x "${2-}" ]; then
  echo "usage: $0 --binary PATH" >&2
  exit 2
fi
if ! "$root/tests/support/npm_tools.sh" "$root/tests/formats/package.json" \
    "$tools" vnu-jar
then
  echo "npm cannot install html-validate and the others here"
  exit 77
fi
status=0
node "$root/tests/formats/workflows.mjs" --tools "$tools" || status=1
# What people read of the project, as they find it.
"$tools/node_modules/.bin/markdownlint" --config "$root/tests/formats/markdownlint.json" \
  "$root"/*.md "$root"/docs/*.md "$root"/data/*.md "$root"/examples/*.md \
  "$root"/tests/*/*.md "$root"/third_party/*/*.md || status=1
python3 "$root/tests/formats/pages.py" --binary "$2" --tools "$tools" || status=1
exit "$status"
