#!/usr/bin/env bash
# What surprises: Skrooge 2.29 knows an imported row again by an id. For OFX that is the bank's FITID,
# and a row whose words have changed since is the same one. Of a row of QIF or CSV it makes the id itself,
# and the words are in it: "Charge" that the bank later calls "Charge for October" is another row, and
# importing the newer file books the money twice. Rows that have not changed keep their ids.
# Source: seen by converting two states of one statement with Skrooge's own tool, and comparing the ids
# in its document (t_import_id).
# Why it matters: providers reword («в обработке», a month added). Who keeps statements in Skrooge should
# be given OFX.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

dpkg-query -W -f='${Status}' skrooge 2>/dev/null | grep -q 'ok installed' ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends skrooge dbus-daemon; } >apt.log 2>&1
dpkg-query -W skrooge
export LC_ALL=C.UTF-8 HOME="$tmp" XDG_RUNTIME_DIR="$tmp" QT_QPA_PLATFORM=offscreen

cat >run.py <<'PY'
import json, subprocess, sys
HEAD = "\r\n".join(("OFXHEADER:100", "DATA:OFXSGML", "VERSION:160", "SECURITY:NONE", "ENCODING:UTF-8",
    "CHARSET:NONE", "COMPRESSION:NONE", "OLDFILEUID:NONE", "NEWFILEUID:NONE", "", ""))
OK = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
def ofx(rows):
    return (HEAD + "<OFX><SIGNONMSGSRSV1><SONRS>" + OK + "<DTSERVER>20261130120000</DTSERVER><LANGUAGE>RUS</LANGUAGE>"
        "</SONRS></SIGNONMSGSRSV1>\r\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID>" + OK + "<STMTRS><CURDEF>RUB</CURDEF>"
        "<BANKACCTFROM><BANKID>100</BANKID><ACCTID>777</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>\r\n"
        "<BANKTRANLIST><DTSTART>20261001</DTSTART><DTEND>20261031</DTEND>" + "".join(
            "<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>%s</DTPOSTED><TRNAMT>%s</TRNAMT><FITID>%s</FITID><NAME>%s</NAME>"
            "</STMTTRN>" % (day.replace("-", ""), sum, sum, words) for day, sum, words in rows) +
        "</BANKTRANLIST><LEDGERBAL><BALAMT>412.00</BALAMT><DTASOF>20261031</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS>"
        "</BANKMSGSRSV1></OFX>\r\n")
def qif(rows):
    return "!Type:Bank\n" + "".join("D%s\nT%s\nP%s\n^\n" % row for row in rows)
def csv(rows):
    return "date,amount,comment\n" + "".join("%s,%s,%s\n" % row for row in rows)
before = [("2026-10-04", "-588.00", "Charge"), ("2026-10-20", "1000.00", "Payment")]
after = [("2026-10-04", "-588.00", "Charge for October"), ("2026-10-20", "1000.00", "Payment")]
def ids(name, text):
    open(name, "w", encoding="utf-8", newline="").write(text)
    subprocess.run(["dbus-run-session", "--", "skroogeconvert", "--in", name, "--out", "out.json"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    rows = [it for it in json.load(open("out.json"))["operation"] if it["d_date"] != "0000-00-00"]
    return [it["t_import_id"] for it in sorted(rows, key=lambda it: it["d_date"])]
wrong = []
for form in (ofx, qif, csv):
    name = form.__name__
    first, same, newer = (ids("file." + name, form(rows)) for rows in (before, before, after))
    print("%s: the unchanged row has the same id: %s; the reworded one: %s" % (name, newer[1] == first[1], newer[0] == first[0]))
    if first != same or not all(first) or newer[1] != first[1] or (newer[0] == first[0]) != (form is ofx):
        wrong.append(name)
sys.exit(", ".join(wrong) or 0)
PY
python3 run.py || die "other ids"
echo "As described: only OFX lets Skrooge see that a reworded row is the same."
