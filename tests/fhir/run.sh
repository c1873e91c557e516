#!/bin/sh
# Has two validators of FHIR R4 read what goes out.
#   tests/fhir/run.sh --binary PATH
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/build/fhir-tools
if [ "${1-}" != --binary ] || [ ! -x "${2-}" ]; then
  echo "usage: $0 --binary PATH" >&2
  exit 2
fi
if ! "$root/tests/support/npm_tools.sh" "$root/tests/fhir/package.json" \
    "$tools" fhir
then
  echo "npm cannot install the validators of FHIR here"
  exit 77
fi
exec node "$root/tests/fhir/validate.mjs" --tools "$tools" --binary "$2"
