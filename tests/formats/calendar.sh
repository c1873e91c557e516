#!/bin/sh
# Has calendars read by two libraries, which are packages of the system: so its Python is asked, too.
#   tests/formats/calendar.sh --binary PATH
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
for python in python3 /usr/bin/python3; do
  if "$python" -c 'import icalendar, vobject' 2>/dev/null; then
    exec "$python" "$root/tests/formats/calendar_check.py" "$@"
  fi
done
echo "no icalendar and vobject for Python"
exit 77
