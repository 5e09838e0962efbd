#!/usr/bin/env bash
# What surprises: a journal head that hledger 1.25 takes gladly, "decimal-mark ." and the one-line
# "commodity 1000.00 RUB", stops ledger2beancount 2.7: the whole conversion ends with an error at that
# line. And "strict" is not one thing: with accounts that were never declared, hledger's --strict
# refuses, ledger 3.3's --strict only warns and exits with 0, and its --pedantic refuses.
# One head is taken by all of them: a commodity of two lines, the second an indented "format", and an
# "account" line for each account.
# Source: seen by running the three programs.
# Why it matters: who exports a journal does not know which of them reads it, nor how strictly.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in hledger ledger ledger2beancount; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W hledger ledger ledger2beancount
export LC_ALL=C.UTF-8

body() { printf '\n2026-11-04 * Charge\n    Assets:Isp  -588.00 RUB\n    Expenses:Internet  588.00 RUB\n'; }
{ printf 'decimal-mark .\ncommodity 1000.00 RUB\n'; body; } >short.journal
{ printf 'commodity RUB\n    format 1000.00 RUB\n'; body; } >undeclared.journal
{ printf 'commodity RUB\n    format 1000.00 RUB\n\naccount Assets:Isp\naccount Expenses:Internet\n'; body; } >full.journal

code() { if "$@" >out 2>err; then echo 0; else echo refused; fi; }
for j in short undeclared full; do
    a=$(code hledger -f $j.journal balance);          b=$(code hledger -f $j.journal check --strict)
    c=$(code ledger -f $j.journal --strict balance);  w=$(grep -c Warning err || true)
    d=$(code ledger -f $j.journal --pedantic balance)
    e=$(code ledger2beancount $j.journal);            m=$(grep -o 'Cannot parse commodity.*RUB' err || true)
    printf '%-10s hledger %s, strict %s; ledger strict %s (%s warnings), pedantic %s; ledger2beancount %s %s\n' \
        $j "$a" "$b" "$c" "$w" "$d" "$e" "$m"
    eval "${j}='$a $b $c $d $e'; ${j}_warnings=$w"
done
[ "$short" = "0 refused 0 refused refused" ] || die "short: $short"
[ "$undeclared" = "0 refused 0 refused 0" ] && [ "$undeclared_warnings" -gt 0 ] || die "undeclared: $undeclared"
[ "$full" = "0 0 0 0 0" ] && [ "$full_warnings" = 0 ] || die "full: $full"
echo "As described: only the declared head with the two-line commodity is taken by all."
