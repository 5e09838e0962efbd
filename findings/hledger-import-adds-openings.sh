#!/usr/bin/env bash
# What surprises: a journal of a period that opens with a balance assignment ("= 123.45 RUB", no amount)
# may follow another journal: included after it, it posts what is missing, here nothing. hledger's own
# command import (1.25) works the assignment out in the imported file alone and writes the result into the
# journal as an amount, "123.45 RUB = 123.45 RUB": the opening is added a second time, import exits with
# 0, and only the next command that reads the journal refuses its assertion.
# Source: seen by importing two files, and by including the same two.
# Why it matters: an exporter of statements by period can do no better than an assignment, so it has to
# say: include such files, or import one file with everything.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

dpkg-query -W -f='${Status}' hledger 2>/dev/null | grep -q 'ok installed' ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends hledger; } >apt.log 2>&1
dpkg-query -W hledger
export LC_ALL=C.UTF-8

opening() { printf '%s * Opening\n    assets:isp  = %s RUB\n    equity:opening\n\n' "$1" "$2"; }
entry() { printf '%s * Entry\n    assets:isp  %s RUB\n    expenses:internet\n\n' "$1" "$2"; }
{ opening 2026-09-30 100.00; entry 2026-10-04 23.45; } >october.journal
{ opening 2026-10-31 123.45; entry 2026-11-04 -23.45; } >november.journal

printf 'include october.journal\ninclude november.journal\n' >included.journal
hledger -f included.journal check || die "the included journals are refused"
included=$(hledger -f included.journal balance -N assets:isp | awk '{print $1}')

: >imported.journal
for month in october november; do
    hledger -f imported.journal import $month.journal || die "import did not exit with 0"
done
imported=$(hledger -f imported.journal --ignore-assertions balance -N assets:isp | awk '{print $1}')
echo "the balance: included $included, imported $imported (the statement's: 100.00)"
grep -n '123.45 RUB = 123.45 RUB' imported.journal || die "no amount was written"
[ "$included" = 100.00 ] && [ "$imported" = 223.45 ] || die "other balances"
if hledger -f imported.journal check 2>check.err; then die "the assertion holds"; fi
grep -E '^(calculated|asserted|difference)' check.err
echo "As described: import adds the opening once more, include does not."
