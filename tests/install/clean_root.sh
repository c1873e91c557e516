#!/bin/sh
# Installs the package in a Debian that has never seen it, and uses it as somebody new does: the manual pages are found,
# `export <TAB>` completes in bash, and a whole interview goes through the client in JavaScript.
#   tests/install/clean_root.sh FILE.deb      as root; asks the mirror of Debian
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ ! -f "${1-}" ]; then
  echo "usage: $0 FILE.deb" >&2
  exit 2
fi
if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
  echo "wants root and debootstrap"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! debootstrap --variant=minbase --include=man-db,bash-completion,nodejs bookworm "$work/root" >"$work/log"; then
  tail -n 5 "$work/log"
  echo "debootstrap could not make a Debian here"
  exit 77
fi
cp "$1" "$work/root/tmp/backcoach.deb"
cp -r "$root/examples/clients" "$work/root/tmp/clients"
cat >"$work/root/tmp/newcomer" <<'EOF'
set -eu
failed=0
passed=0
expect() {  # NAME TEXT PATTERN
  case $2 in
    *$3*) passed=$((passed + 1)) ;;
    *) failed=$((failed + 1)); echo "FAIL $1: $2" ;;
  esac
}
dpkg -i /tmp/backcoach.deb >/dev/null
expect "man backcoach" "$(MANPAGER=cat man backcoach)" "guided recovery coach"
expect "man 5 backcoach-rules" "$(man -w 5 backcoach-rules)" "/man5/backcoach-rules.5.gz"
expect "export <TAB>" "$(bash -c '
  . /usr/share/bash-completion/bash_completion
  . /usr/share/bash-completion/completions/backcoach
  COMP_WORDS=(backcoach export "") COMP_CWORD=2 COMP_LINE="backcoach export " COMP_POINT=17
  _backcoach backcoach "" export
  echo "${COMPREPLY[@]}"')" "ics"
# Lists: none of these. After a pull, two days ago; walks for 15 minutes; pain 6.
said=$(printf '%s\n' 0 0 0 38 2 15 0 9 2 6 0 0 0 3 1 0 0 10 1 0 0 | node /tmp/clients/client.mjs backcoach 2>/dev/null)
expect "the interview is decided" "$said" '"status": "decided"'
expect "nothing is left to ask" "$said" '"next": null'
expect "somebody with a strain walks" "$said" '"decision": "walking"'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
EOF
unshare -m sh -c 'mount -t proc proc "$1/proc" && exec chroot "$1" bash /tmp/newcomer' - "$work/root"
