#!/bin/sh
# Installs the packages of a package.json, again only when its list of versions
# has changed. The status is that of npm.
#   tests/support/npm_tools.sh PACKAGE_JSON FOLDER PACKAGE
# PACKAGE is one of them: when it is there, so are the others.
set -eu
list=$1
folder=$2
mkdir -p "$folder"
if cmp -s "$list" "$folder/package.json" && [ -d "$folder/node_modules/$3" ]
then
  exit 0
fi
cp "$list" "$folder/package.json"
rm -f "$folder/package-lock.json"
if ! (cd "$folder" && npm install --legacy-peer-deps --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
then
  rm -f "$folder/package.json"
  exit 1
fi
