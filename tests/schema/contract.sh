#!/bin/sh
# Whether every command keeps the contract of its JSON.
#   tests/schema/contract.sh --binary PATH
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/build/schema-tools
if ! "$root/tests/support/npm_tools.sh" "$root/tests/schema/package.json" "$tools" ajv; then
  echo "npm cannot install ajv here"
  exit 77
fi
exec node "$root/tests/schema/contract.mjs" --tools "$tools" "$@"
