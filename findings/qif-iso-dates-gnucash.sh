#!/usr/bin/env bash
# What surprises: 2026-10-04 in a QIF file is not certainly the 4th of October for GnuCash 4.13. Its
# importer takes "year, day, month" into account too, and where no day of the file is above 12 it stops
# and asks which of the two is meant. One date with a day above 12 anywhere in the file settles it. The
# other order, which nobody writes, is offered and then understood for none of the dates.
# Source: seen by running the importer's own code, which lists the orders it still holds possible.
# Why it matters: a month with charges on the 1st and payments on the 9th is like that. ISO dates are the
# best that QIF can have, and still the user has to be told which order to choose.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in gnucash guile-3.0; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W gnucash guile-3.0
export LC_ALL=C.UTF-8 HOME="$tmp" GUILE_AUTO_COMPILE=0

file() { echo '!Type:Bank'; for date; do printf 'D%s\nT-588.00\nPCharge\n^\n' "$date"; done; }
file 2026-10-04 2026-11-09 >early.qif
file 2026-10-04 2026-11-13 >late.qif
cat >run.scm <<'SCM'
(use-modules (gnucash qif-import) (gnucash qif-import qif-objects) (gnucash engine) (gnucash app-utils))
(define (parsed path)
  (let ((file (make-qif-file)))
    (qif-file:read-file file path (make-ticker-map) #f)
    (cons file (qif-file:parse-fields file #f))))
(define (date file) (qif-xtn:date (car (qif-file:xtns file))))
(define early (parsed "early.qif"))
(define late (parsed "late.qif"))
(format #t "no day above 12: ~s~%" (cdr early))
(format #t "one day above 12: ~s, the first date is ~s~%" (cdr late) (date (car late)))
(let ((other (qif-file:reparse-dates (car early) 'y-d-m)))
  (format #t "by the other order: ~s~%" other))
(qif-file:reparse-dates (car early) 'y-m-d)
(format #t "by year, month, day the first date is ~s~%" (date (car early)))
SCM
lib=$(echo /usr/lib/*/gnucash)
GUILE_LOAD_PATH=/usr/share/guile/site/3.0 GUILE_LOAD_COMPILED_PATH="${lib%/gnucash}/guile/3.0/site-ccache" \
    LD_LIBRARY_PATH="$lib:$lib/gnucash" GUILE_EXTENSIONS_PATH="$lib:$lib/gnucash" guile run.scm >out 2>err ||
    { cat err; die "the importer's code does not run"; }
cat out
grep -qx 'no day above 12: (#t (date y-m-d y-d-m))' out || die "another answer without a day above 12"
grep -qx 'one day above 12: (), the first date is (4 10 2026)' out || die "another answer with one"
grep -qx 'by the other order: #f' out || die "the other order is understood"
grep -qx 'by year, month, day the first date is (4 10 2026)' out || die "another date"
echo "As described: ISO dates are asked about unless a day above 12 is among them."
