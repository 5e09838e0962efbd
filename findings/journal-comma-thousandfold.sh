#!/usr/bin/env bash
# What surprises: the line "1,588 RUB" is one and a half roubles for hledger 1.25 and one thousand five
# hundred and eighty-eight for ledger 3.3, in the same journal, and neither says a word. Beside a sum
# with a point in the same file hledger still reads the comma as the decimal mark. Both read "1,588.00",
# where point and comma stand together, alike, and both read "1588.00" alike.
# A Russian grouping is another trap: hledger takes "1 588,50 RUB" with a plain space, ledger refuses
# it; with U+202F, the narrow space of printed sums, and with the real minus sign U+2212 both refuse.
# Source: seen by running both; hledger's manual says that a lone mark is taken for the decimal one.
# Why it matters: journals are shared between the two programs. A program that writes them must always
# write the sum whole: a plain hyphen, no grouping, a point and two digits.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in hledger ledger; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W hledger ledger
export LC_ALL=C.UTF-8

journal() { # the sum of the first line, then half a rouble
    printf '2026-11-04 Charge\n    assets:isp  %s\n    equity\n\n2026-11-05 Correction\n    assets:isp  0.50 RUB\n    equity\n' "$1" >j
}
balance() { # program, sum: what the account holds
    journal "$2"
    if "$1" -f j balance assets:isp >out 2>err; then grep assets:isp out | sed 's/^ *//; s/  assets:isp.*//'; else echo refused; fi
}
expect() { # sum, hledger's balance, ledger's
    h=$(balance hledger "$1"); l=$(balance ledger "$1")
    echo "«$1» and half a rouble: hledger «$h», ledger «$l»"
    [ "$h" = "$2" ] && [ "$l" = "$3" ] || die "$1: expected «$2» and «$3»"
}
expect '1,588 RUB'    '2,088 RUB'    '1,588.50 RUB'
expect '1,588.00 RUB' '1,588.50 RUB' '1,588.50 RUB'
expect '1588.00 RUB'  '1588.50 RUB'  '1588.50 RUB'
expect '1 588,50 RUB' '1 589.00 RUB' refused
expect $'1\u202f588,50 RUB' refused refused
expect $'\u2212588.00 RUB' refused refused
echo "As described: one line, a thousandfold difference."
