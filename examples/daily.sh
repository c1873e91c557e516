#!/usr/bin/env bash
# One day without a prompt: answers of the check-in in, the items of the day out,
# one a line. For cron, a status bar or another program.
#
#   examples/daily.sh < checkin.json        (what it asks: backcoach schema checkin)
#
# The exit status is that of backcoach: 4 when a danger sign was not answered, 20
# and 30 when help is needed today or now, or was and still stands. Then nothing
# is printed but what to do, and no exercise.
set -euo pipefail

decision=$(mktemp)
trap 'rm -f "$decision"' EXIT

status=0
backcoach checkin --answers - --json --no-input >"$decision" || status=$?
if ((status == 4)); then
  jq -r '(.next // .decision.next // empty).text' "$decision" >&2
  exit "$status"
fi
if ((status >= 20)); then
  # While danger questions are open the page is that of what stands.
  jq -er '.decision | .headline // empty, .what_to_do[]?' "$decision" ||
    backcoach plan --no-input --exit-zero
  exit "$status"
fi
((status == 0 || status == 10)) || exit "$status"

backcoach plan --json --no-input |
  jq -r '.items[] | "\(.at) \(.title)\(if .dose.minutes then " (\(.dose.minutes) min)" else "" end)"'
