#!/usr/bin/env bash
# What surprises: which spelling of a sum is a number for LibreOffice Calc 7.4 when a CSV file is opened
# with Russian settings. "-588,00" is, so is "1 588,50" with an ordinary or a no-break space (U+00A0).
# With the narrow no-break space (U+202F) of good typography, with the true minus sign (U+2212), or
# with a decimal point, it is TEXT: the cell looks right and SUM leaves it out without a word. The same
# file opened with English settings turns it around: only the decimal points are numbers.
# An account number "0031204" becomes the number 31204 with both.
# Source: seen by converting a made-up file with the two settings and looking at the type of each cell.
# Why it matters: what is good for reading (U+202F, U+2212) is wrong in a file for spreadsheets, and no
# single CSV is right for both settings. XLSX carries numbers as numbers and texts as texts.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

dpkg-query -W -f='${Status}' libreoffice-calc 2>/dev/null | grep -q 'ok installed' ||
    dpkg-query -W -f='${Status}' libreoffice-calc-nogui 2>/dev/null | grep -q 'ok installed' ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui; } >apt.log 2>&1
dpkg-query -W libreoffice-core libreoffice-core-nogui 2>/dev/null | awk '$2' || true

cat >run.py <<'PY'
import os, re, subprocess, sys
import xml.etree.ElementTree as xml
SUMS = [("hyphen, comma", "-588,00"), ("space", "1 588,50"), ("U+00A0", "1\u00a0588,50"), ("U+202F", "1\u202f588,50"),
        ("U+2212", "\u2212588,00"), ("point", "-588.00"), ("account", "0031204")]
open("s.csv", "w", encoding="utf-8").write("".join('"%s";%s\n' % pair for pair in SUMS))
T, O = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
def read(language):
    subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % os.getcwd(), "--headless", "--convert-to", "fods",
                    "--infilter=CSV:59,34,76,1,,%d,false,true" % language, "s.csv"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    rows = list(xml.parse("s.fods").iter(T + "table-row"))[:len(SUMS)]
    os.remove("s.fods")
    cells = [row.findall(T + "table-cell")[1] for row in rows]
    return [c.get(O + "value") if c.get(O + "value-type") == "float" else "text" for c in cells]
russian, english = read(1049), read(1033)
print("%-14s %-12s %-10s %s" % ("", "in the file", "Russian", "English"))
for (name, text), r, e in zip(SUMS, russian, english):
    print("%-14s %-12s %-10s %s" % (name, text, r, e))
want = (["-588", "1588.5", "1588.5", "text", "text", "text", "31204"], ["text", "text", "text", "text", "text", "-588", "31204"])
sys.exit(0 if (russian, english) == want else "%s %s" % (russian, english))
PY
PYTHONIOENCODING=utf-8 python3 run.py || die "other types"
echo "As described: U+202F and U+2212 make text of a sum."
