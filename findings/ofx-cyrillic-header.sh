#!/usr/bin/env bash
# What surprises: which OFX header a file carries decides whether its Russian words arrive, and the
# newest header is not the safest. One and the same statement with a Cyrillic NAME and MEMO:
#   OFX 2 (XML, encoding="UTF-8")            ofxparse 0.21 refuses the whole file: it looks for the
#                                            encoding in OFX 1 headers only and otherwise takes ASCII;
#   OFX 1 with ENCODING:USASCII, CHARSET:1251 ofxtools 1.1.1 refuses the header, and libofx 0.10.9
#                                            reads the words as if they were in Western code page 1252;
#   OFX 1.6 with ENCODING:UTF-8, CHARSET:NONE all three read it, letter by letter.
# Source: seen by running the three readers; ofxparse's tracker has the first one open (issue 133).
# Why it matters: a program that exports OFX for Russian customers cannot know who will read it. Of
# these three headers only the last is read by all, though it is the older kind of file.
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
import io, subprocess, sys, warnings
warnings.filterwarnings("ignore")
from ofxparse import OfxParser
from ofxtools.Parser import OFXTree

WORDS = "Плата за ноябрь"
BODY = (
    "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
    "<DTSERVER>20261130120000</DTSERVER><LANGUAGE>RUS</LANGUAGE></SONRS></SIGNONMSGSRSV1>\r\n"
    "<BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
    "<STMTRS><CURDEF>RUB</CURDEF><BANKACCTFROM><BANKID>100</BANKID><ACCTID>777</ACCTID>"
    "<ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>\r\n"
    "<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261130</DTEND><STMTTRN><TRNTYPE>DEBIT</TRNTYPE>"
    "<DTPOSTED>20261104</DTPOSTED><TRNAMT>-588.00</TRNAMT><FITID>A1</FITID><NAME>" + WORDS + "</NAME>"
    "</STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>412.00</BALAMT><DTASOF>20261130</DTASOF></LEDGERBAL>"
    "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n"
)
TWO = ('<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n<?OFX OFXHEADER="200" VERSION="211" '
       'SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\r\n')
def one(encoding, charset):
    return ("OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:160\r\nSECURITY:NONE\r\nENCODING:%s\r\nCHARSET:%s\r\n"
            "COMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n" % (encoding, charset))
FILES = {
    "OFX 2, UTF-8": (TWO + BODY).encode(),
    "OFX 1.6, 1251": (one("USASCII", "1251") + BODY).encode("cp1251"),
    "OFX 1.6, UTF-8": (one("UTF-8", "NONE") + BODY).encode(),
}
def ofxparse(raw):
    return OfxParser.parse(io.BytesIO(raw)).account.statement.transactions[0].payee
def ofxtools(raw):
    tree = OFXTree(); tree.parse(io.BytesIO(raw))
    return tree.convert().statements[0].transactions[0].name
def libofx(raw):
    open("statement.ofx", "wb").write(raw)
    out = subprocess.run(["ofxdump", "statement.ofx"], capture_output=True).stdout.decode("utf-8", "replace")
    return next(l.split(":", 1)[1].strip() for l in out.splitlines() if "Name of payee" in l)
seen = {}
for header, raw in FILES.items():
    for reader in (ofxparse, ofxtools, libofx):
        try:
            got = reader(raw)
        except Exception as error:
            got = "refused: %s: %s" % (type(error).__name__, str(error)[:60])
        seen[header, reader.__name__] = got
        print("%-15s %-9s %s" % (header, reader.__name__, got))
wrong = []
if not seen["OFX 2, UTF-8", "ofxparse"].startswith("refused: UnicodeDecodeError"): wrong.append("ofxparse reads OFX 2")
if not seen["OFX 1.6, 1251", "ofxtools"].startswith("refused"): wrong.append("ofxtools takes 1251")
if seen["OFX 1.6, 1251", "libofx"] != WORDS.encode("cp1251").decode("cp1252"): wrong.append("libofx knows 1251")
if any(seen["OFX 1.6, UTF-8", r] != WORDS for r in ("ofxparse", "ofxtools", "libofx")): wrong.append("UTF-8 is not read by all")
sys.exit("; ".join(wrong) or 0)
PY
venv/bin/python run.py || die "see above"
echo "As described: only the OFX 1.6 header with ENCODING:UTF-8 is read by all three."
