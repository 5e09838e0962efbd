#!/usr/bin/env bash
# What surprises: a balance written after a posting ("= -588.00 RUB") holds for hledger at that very
# posting. beancount knows balances only at the beginning of a day, so ledger2beancount 2.7 moves each
# to the next morning. Two postings of one day, each with its own balance, right in hledger, become two
# different balances of one morning, and beancount 3.2.3 refuses the converted file. With one balance,
# on the last posting of the day, both accept it.
# Source: seen by running the three programs; beancount's manual says that a balance is checked at the
# beginning of its day.
# Why it matters: an internet provider's statement often has a payment and the charge in one day, each
# with the balance after it. A journal made of it must assert once a day at most, on the last operation.
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

journal() { # what stands behind the first sum of the day
    printf '2026-11-04 * Payment\n    Assets:Isp  600.00 RUB%s\n    Equity:Bank\n\n' "$1"
    printf '2026-11-04 * Charge\n    Assets:Isp  -588.00 RUB = 12.00 RUB\n    Expenses:Internet\n'
}
journal ' = 600.00 RUB' >both.journal
journal '' >last.journal
for j in both last; do
    hledger -f $j.journal check || die "hledger refuses $j"
    ledger2beancount $j.journal >$j.beancount 2>convert.log || die "$j is not converted"
    echo "--- $j: after the conversion"; grep -E '^2026' $j.beancount
    if venv/bin/bean-check $j.beancount >$j.check 2>&1; then echo "bean-check: accepted"; else
        echo "bean-check:"; grep -oE '(Balance failed|Duplicate balance).*' $j.check; fi
done
grep -q 'Balance failed' both.check || die "two balances of a day are accepted"
[ -s last.check ] && die "one balance of a day is refused"
echo "As described: accepted by hledger both times, by beancount only with one balance a day."
