#!/usr/bin/env bash
# What surprises: the Secret Service (gnome-keyring 42.1, asked by libsecret 0.20.5's secret-tool) finds
# by a SUBSET of attributes and says nothing when several items match. With two accounts of one site,
# "lookup service" without the login prints one of the two passwords, exit code 0. And replacing goes by
# the very same set: storing again with one attribute more does not replace, it adds a second item, and
# the old password lives on beside the new one, still found by the short question.
# Source: seen by running it on an own bus with an own keyring; the specification lists items that have
# at least the attributes asked for.
# Why it matters: a program that adds an attribute in a new version, or asks by fewer than it stored,
# signs in with another account's password or with an old one. Ask by all attributes, take care that
# exactly one item answers, and delete the old item when the set changes.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in gnome-keyring libsecret-tools dbus-daemon dbus; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W gnome-keyring libsecret-tools

cat >inside.sh <<'SH'
set -eu
keep() { printf '%s' "$1" | secret-tool store --label="$2" service isp.example login "$3" ${4:+"$4" "$5"}; }
items() { secret-tool search --all "$@" 2>&1 | grep -c '^secret = ' || true; }
keep first-made-up  'Account 111' 111
keep second-made-up 'Account 222' 222
echo "two accounts; asked by the site alone: «$(secret-tool lookup service isp.example)», exit code $?"
echo "items that match it: $(items service isp.example)"
keep third-made-up 'Account 111' 111
echo "stored again, same attributes: $(items service isp.example login 111) item, «$(secret-tool lookup service isp.example login 111)»"
keep fourth-made-up 'Account 111' 111 site lk.isp.example
echo "stored again, one attribute more: $(items service isp.example login 111) items: $(secret-tool search --all service isp.example login 111 2>/dev/null | sed -n 's/^secret = //p' | sort | xargs)"
SH
export HOME="$tmp/home" XDG_DATA_HOME="$tmp/home/data" XDG_RUNTIME_DIR="$tmp/run"
mkdir -p "$XDG_DATA_HOME"; mkdir -m 700 "$XDG_RUNTIME_DIR"
dbus-run-session -- sh -c 'printf "made-up\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec sh inside.sh' >seen 2>bus.log ||
    { cat seen; die "the run failed"; }
cat seen
grep -qE 'by the site alone: «(first|second)-made-up», exit code 0' seen || die "the short question"
grep -qx 'items that match it: 2' seen || die "two accounts"
grep -qx 'stored again, same attributes: 1 item, «third-made-up»' seen || die "replacing"
grep -qx 'stored again, one attribute more: 2 items: fourth-made-up third-made-up' seen || die "one attribute more"
echo "As described."
