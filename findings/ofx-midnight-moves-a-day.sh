#!/usr/bin/env bash
# What surprises: a day written into OFX as Moscow's midnight, 20261104000000[3:MSK], is 4 November
# for libofx and 3 November for the two Python readers; noon with the same zone is the 4th for all
# three here, and so is the day alone. ofxparse 0.21 takes the zone off and answers with a time that
# no longer says which zone it is in, so its caller sees 21:00 of the day before; ofxtools 1.1.1
# answers in UTC, the day before too; libofx 0.10.9 seems to take a midnight for "no time given", drops
# the zone and puts 10:59 UTC in its place so that the day stays.
# And a late evening without a zone, 20261104233000, is UTC for all: in Moscow libofx shows the 5th.
# Source: seen by running the three readers.
# Why it matters: an account page of a provider gives days in local time. Whoever writes them as exact
# moments moves charges of the 1st into the month before, for a part of the readers. DTPOSTED and
# DTASOF are safest as a day alone.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

dpkg-query -W -f='${Status}' ofx 2>/dev/null | grep -q 'ok installed' ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends ofx; } >apt.log 2>&1
dpkg-query -W ofx
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install ofxparse==0.21 beautifulsoup4==4.15.0 lxml==6.1.3 \
    six==1.17.0 ofxtools==1.1.1 2>pip.log
venv/bin/pip freeze --disable-pip-version-check | grep -i '^ofx'

cat >run.py <<'PY'
import io, os, subprocess, sys, warnings
warnings.filterwarnings("ignore")
from ofxparse import OfxParser
from ofxtools.Parser import OFXTree

HEAD = "\r\n".join(("OFXHEADER:100", "DATA:OFXSGML", "VERSION:160", "SECURITY:NONE", "ENCODING:UTF-8",
    "CHARSET:NONE", "COMPRESSION:NONE", "OLDFILEUID:NONE", "NEWFILEUID:NONE", "", ""))
OK = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
def file(posted):
    return (HEAD + "<OFX><SIGNONMSGSRSV1><SONRS>" + OK + "<DTSERVER>20261130120000</DTSERVER><LANGUAGE>RUS"
        "</LANGUAGE></SONRS></SIGNONMSGSRSV1>\r\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID>" + OK +
        "<STMTRS><CURDEF>RUB</CURDEF><BANKACCTFROM><BANKID>100</BANKID><ACCTID>777</ACCTID><ACCTTYPE>CHECKING"
        "</ACCTTYPE></BANKACCTFROM>\r\n<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261130</DTEND>"
        "<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>" + posted + "</DTPOSTED><TRNAMT>-588.00</TRNAMT>"
        "<FITID>A1</FITID><NAME>Charge</NAME></STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>412.00</BALAMT>"
        "<DTASOF>20261130</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n").encode()
def ofxparse(raw):
    return OfxParser.parse(io.BytesIO(raw)).account.statement.transactions[0].date.isoformat()
def ofxtools(raw):
    tree = OFXTree(); tree.parse(io.BytesIO(raw))
    return tree.convert().statements[0].transactions[0].dtposted.isoformat()
def libofx(raw, zone):
    open("day.ofx", "wb").write(raw)
    out = subprocess.run(["ofxdump", "day.ofx"], capture_output=True, env={**os.environ, "TZ": zone, "LC_ALL": "C"})
    return next(l.split(b":", 1)[1].strip().decode() for l in out.stdout.splitlines() if b"Date posted" in l)
seen = {}
for posted in ("20261104", "20261104000000[3:MSK]", "20261104120000[3:MSK]", "20261104233000"):
    raw = file(posted)
    seen[posted] = row = (ofxparse(raw), ofxtools(raw), libofx(raw, "UTC"), libofx(raw, "MSK-3"))
    print("%s\n    ofxparse          %s\n    ofxtools          %s\n    libofx, UTC       %s\n    libofx, Moscow    %s"
          % ((posted,) + row))
def days(posted):
    a, b, c, d = seen[posted]
    return [a[8:10], b[8:10]] + ["%02d" % int(x.split()[2]) for x in (c, d)]
want = {"20261104": ["04"] * 4, "20261104000000[3:MSK]": ["03", "03", "04", "04"],
        "20261104120000[3:MSK]": ["04"] * 4, "20261104233000": ["04", "04", "04", "05"]}
sys.exit("; ".join("%s: %s" % (p, days(p)) for p in want if days(p) != want[p]) or 0)
PY
venv/bin/python run.py || die "see above"
echo "As described: midnight with a zone is the day before for two readers of three; a day alone is that day for all."
