#!/usr/bin/env bash
# What surprises: a total written as a formula into XLSX is 0 for most who read it without Excel. The
# file holds a formula and, beside it, its last result; XlsxWriter 3.3.1 does not calculate and puts 0
# there unless the caller gives the value. pandas, openpyxl (data_only) and Gnumeric's ssconvert show
# that 0, and even LibreOffice 7.4 does, which takes the stored result when it opens such a file.
# With the value given the same readers show it. And then it is a row like any other: pandas' sum of
# the column is twice the money.
# Source: seen by writing one file each way and reading it with the four programs; XlsxWriter's manual
# says that it stores 0 for formulas.
# Why it matters: a statement's total that reads 0.00 is worse than none. Write the result with the
# formula, and keep totals out of the table of operations.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in gnumeric libreoffice-calc-nogui; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { [ $p != gnumeric ] && dpkg-query -W -f='${Status}' libreoffice-calc 2>/dev/null | grep -q 'ok installed'; } ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W gnumeric libreoffice-core libreoffice-core-nogui 2>/dev/null | awk '$2' || true
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install XlsxWriter==3.3.1 openpyxl==3.1.5 pandas==3.1.1 2>pip.log
venv/bin/pip freeze --disable-pip-version-check | grep -iE '^(xlsxwriter|openpyxl|pandas)'

cat >run.py <<'PY'
import os, subprocess, sys
import openpyxl, pandas, xlsxwriter
def write(name, **given):
    book = xlsxwriter.Workbook(name); sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Day", "Operation", "Sum"])
    sheet.write_row(1, 0, ["2026-11-04", "Charge", -588]); sheet.write_row(2, 0, ["2026-11-20", "Payment", 1000])
    sheet.write(3, 1, "Total"); sheet.write_formula(3, 2, "=SUM(C2:C3)", None, **given); book.close()
def last(csv):
    with open(csv) as lines: return float(lines.read().strip().splitlines()[-1].split(",")[-1])
def read(name):
    quiet = dict(check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    subprocess.run(["ssconvert", name, "gnumeric.csv"], **quiet)
    subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % os.getcwd(), "--headless", "--convert-to", "csv", name], **quiet)
    column = pandas.read_excel(name)["Sum"]
    return {"openpyxl": float(openpyxl.load_workbook(name, data_only=True).active["C4"].value), "pandas": float(column.iloc[-1]),
            "Gnumeric": last("gnumeric.csv"), "LibreOffice": last(name.replace("xlsx", "csv")), "pandas' sum of the column": float(column.sum())}
write("bare.xlsx"); write("given.xlsx", value=412)
bare, given = read("bare.xlsx"), read("given.xlsx")
print("the total of -588 and 1000, read by      bare formula   formula with its value")
for reader in bare: print("%-40s %8.2f       %8.2f" % (reader, bare[reader], given[reader]))
totals = [r for r in bare if "sum" not in r]
sys.exit(0 if all(bare[r] == 0 and given[r] == 412 for r in totals) and given["pandas' sum of the column"] == 824 else 1)
PY
venv/bin/python run.py || die "other figures"
echo "As described: 0.00 without the value, and twice the money with it."
