#!/usr/bin/env bash
# What surprises: a journal that opens an account with a balance assignment ("= 100.00 RUB") and has a
# payment on that very day is right in hledger 1.25. ledger2beancount 2.7 makes of the assignment a "pad"
# and a "balance" on the next morning, and beancount 3.2.3 pads up to the balance after the payment: the
# opening comes out smaller by it, and the next balance fails. With the assignment on the day before,
# both agree.
# Source: seen by running the three programs on one journal with the two dates.
# Why it matters: many providers charge on the 1st. A journal by period must open on the day before its
# first day.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in hledger ledger2beancount; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W hledger ledger2beancount
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install beancount==3.2.3 2>pip.log
venv/bin/pip freeze --disable-pip-version-check | grep -i '^beancount'
export LC_ALL=C.UTF-8

journal() { # the day of the opening
    printf 'commodity RUB\n    format 1000.00 RUB\n\naccount Assets:Isp\naccount Equity:Opening\naccount Equity:Bank\n'
    printf '\n%s * Opening\n    Assets:Isp  = 100.00 RUB\n    Equity:Opening\n' "$1"
    printf '\n2026-12-01 * Payment\n    Assets:Isp  300.00 RUB = 400.00 RUB\n    Equity:Bank  -300.00 RUB\n'
}
run() { # the day, the answer of beancount described
    journal "$1" >j.journal
    hledger check --strict -f j.journal || die "hledger refuses the opening of $1"
    ledger2beancount j.journal >j.beancount
    if venv/bin/bean-check j.beancount >seen 2>&1; then answer=accepted; else answer=refused; fi
    echo "opening on $1: hledger accepted, beancount $answer"
    [ $answer = "$2" ] || { cat seen; die "beancount $answer the opening of $1"; }
}
run 2026-12-01 refused
grep -q 'accumulated 100.00 RUB' seen || { cat seen; die "the first balance is another"; }
run 2026-11-30 accepted
