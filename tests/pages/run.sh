#!/bin/sh
# Opens the pages of the program, and the questionnaire, in a browser.
#   tests/pages/run.sh --binary PATH
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/build/page-tools
if [ "${1-}" != --binary ] || [ ! -x "${2-}" ]; then
  echo "usage: $0 --binary PATH" >&2
  exit 2
fi
if ! command -v chromium >/dev/null; then
  echo "no chromium"
  exit 77
fi
if ! "$root/tests/support/npm_tools.sh" "$root/tests/pages/package.json" \
    "$tools" puppeteer-core
then
  echo "npm cannot install axe, LHC-Forms and puppeteer here"
  exit 77
fi
exec node "$root/tests/pages/pages.mjs" --tools "$tools" --binary "$2"
