#!/usr/bin/env bash
# What surprises: gnome-keyring-daemon 42.1 --unlock reads the keyring's password from standard input,
# and "nothing" is not "an empty password". With an empty standard input it starts, exits with 0, owns
# org.freedesktop.secrets, and has no default collection: the alias "default" is "/", only the passing
# collection "session" is there. With one line end, an empty password, it makes the collection "login"
# and names it default.
# Source: seen by running it on an own bus; exit code and name are the same in both cases.
# Why it matters: this is how tests and hand-made sessions (no display manager) start the keyring. To a
# program the first looks like a working service in which nothing can be kept: it must take "/" as
# "there is no keyring yet" and offer to make one, which is another state than "locked".
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in gnome-keyring dbus-daemon dbus libglib2.0-bin; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W gnome-keyring

cat >inside.sh <<'SH'
set -eu
"./$1" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && echo "exit code: 0"
call() { gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets --method "$@"; }
echo "default:     $(call org.freedesktop.Secret.Service.ReadAlias default)"
echo "collections: $(call org.freedesktop.DBus.Properties.Get org.freedesktop.Secret.Service Collections | grep -o 'collection/[a-z]*' | sort | xargs)"
SH
printf '#!/bin/sh\nexit 0\n' >nothing; printf '#!/bin/sh\necho\n' >line-end; chmod +x nothing line-end
for input in nothing line-end; do
    export HOME="$tmp/$input.home" XDG_DATA_HOME="$tmp/$input.home/data" XDG_RUNTIME_DIR="$tmp/$input.run"
    mkdir -p "$XDG_DATA_HOME"; mkdir -m 700 "$XDG_RUNTIME_DIR"
    dbus-run-session -- sh inside.sh $input >$input.seen 2>$input.log || { cat $input.seen; die "the run with $input failed"; }
    echo "--- standard input: $input"; cat $input.seen
done
grep -q 'exit code: 0' nothing.seen && grep -q "'/'" nothing.seen && grep -qx 'collections: collection/session' nothing.seen || die "nothing"
grep -q 'collection/login.)\|collection/login.,)' line-end.seen && grep -qx 'collections: collection/login collection/session' line-end.seen || die "line end"
echo "As described."
