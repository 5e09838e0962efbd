#!/usr/bin/env bash
# What surprises: which space stands in a sum taken out of a PDF depends on who takes it. The file says
# "1 588,50" with the narrow no-break space U+202F and "2 588,50" with the no-break space U+00A0;
# pdftotext 22.12 (poppler) gives an ordinary space for both, pypdf 7.1.1 and pdfminer.six 20260107 give
# what the file holds. The true minus sign U+2212 comes out as it is in all three, never as a hyphen.
# Source: seen by making a PDF of three sums with fpdf2 2.8.9 and reading it with the three.
# Why it matters: people copy a sum from their statement into a search field or another program. A
# search must take all these spaces and both minus signs for one and the same sum.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in poppler-utils fonts-dejavu-core; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W poppler-utils
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install fpdf2==2.8.9 pypdf==7.1.1 pdfminer.six==20260107 2>pip.log
venv/bin/pip freeze --disable-pip-version-check | grep -iE '^(fpdf2|pypdf|pdfminer)'

cat >run.py <<'PY'
import subprocess, sys
from fpdf import FPDF
from pdfminer.high_level import extract_text
from pypdf import PdfReader
SUMS = ["1\u202f588,50", "2\u00a0588,50", "\u2212588,00"]
pdf = FPDF(); pdf.add_page(); pdf.add_font("font", "", sys.argv[1]); pdf.set_font("font", size=12)
for text in SUMS: pdf.cell(0, 10, text, new_x="LMARGIN", new_y="NEXT")
pdf.output("sums.pdf")
# Only "\n" parts lines here: the no-break spaces must not be stripped or split at.
lines = lambda text: [line for line in text.replace("\f", "").split("\n") if line]
seen = {"pdftotext": lines(subprocess.run(["pdftotext", "-enc", "UTF-8", "sums.pdf", "-"], check=True, capture_output=True).stdout.decode()),
        "pypdf": lines(PdfReader("sums.pdf").pages[0].extract_text()), "pdfminer": lines(extract_text("sums.pdf"))}
print("written   ", ascii(SUMS))
for reader, got in seen.items(): print("%-10s" % reader, ascii(got))
spaced = ["1 588,50", "2 588,50", SUMS[2]]
sys.exit(0 if seen == {"pdftotext": spaced, "pypdf": SUMS, "pdfminer": SUMS} else 1)
PY
venv/bin/python run.py "$(dpkg -L fonts-dejavu-core | grep '/DejaVuSans.ttf$')" || die "other spaces"
echo "As described."
