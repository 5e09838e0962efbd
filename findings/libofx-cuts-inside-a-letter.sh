#!/usr/bin/env bash
# What surprises: libofx 0.10.9 (behind GnuCash, KMyMoney, Skrooge, HomeBank) keeps a fixed number of
# BYTES of a text, not of letters, and cuts without looking: Cyrillic is two bytes a letter, so a long
# text may end in half a letter and is then no longer valid UTF-8. The cuts found here: NAME after 97
# bytes (48 Cyrillic letters and a half; the format itself gives NAME 32 characters), MEMO after 391.
# A MEMO of 255 Cyrillic letters, within what the format allows, is cut.
# Source: seen by running ofxdump, libofx's own tool, with one letter more each time.
# Why it matters: an exporter that counts characters, as the format's text does, hands over a valid
# file whose words arrive broken. Cut by bytes, before a letter and better before a word.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

dpkg-query -W -f='${Status}' ofx 2>/dev/null | grep -q 'ok installed' ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends ofx; } >apt.log 2>&1
dpkg-query -W ofx
ofxdump --version | head -1

cat >run.py <<'PY'
import subprocess, sys
HEAD = "\r\n".join(("OFXHEADER:100", "DATA:OFXSGML", "VERSION:160", "SECURITY:NONE", "ENCODING:UTF-8",
    "CHARSET:NONE", "COMPRESSION:NONE", "OLDFILEUID:NONE", "NEWFILEUID:NONE", "", ""))
OK = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
def read(name, memo):
    open("long.ofx", "w", encoding="utf-8", newline="").write(
        HEAD + "<OFX><SIGNONMSGSRSV1><SONRS>" + OK + "<DTSERVER>20261130120000</DTSERVER><LANGUAGE>RUS</LANGUAGE>"
        "</SONRS></SIGNONMSGSRSV1>\r\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID>" + OK + "<STMTRS><CURDEF>RUB"
        "</CURDEF><BANKACCTFROM><BANKID>100</BANKID><ACCTID>777</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE>"
        "</BANKACCTFROM>\r\n<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261130</DTEND><STMTTRN>"
        "<TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20261104</DTPOSTED><TRNAMT>-588.00</TRNAMT><FITID>A1</FITID>"
        "<NAME>" + name + "</NAME><MEMO>" + memo + "</MEMO></STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>1.00"
        "</BALAMT><DTASOF>20261130</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n")
    out = subprocess.run(["ofxdump", "long.ofx"], capture_output=True).stdout.splitlines()
    field = lambda key: next(l for l in out if key in l).split(b":", 1)[1].strip()
    return field(b"Name of payee"), field(b"(memo)")
def whole(raw):
    try: raw.decode("utf-8"); return True
    except UnicodeDecodeError: return False
wrong = []
for letters, memo_letters in ((32, 100), (48, 195), (49, 196), (60, 255)):
    name, memo = read("Ж" * letters, "Ж" * memo_letters)
    for field, asked, got, most in (("NAME", letters, name, 97), ("MEMO", memo_letters, memo, 391)):
        print("%s of %3d letters, %3d bytes: %3d bytes arrive, %s"
              % (field, asked, asked * 2, len(got), "valid UTF-8" if whole(got) else "the last letter is half: …%r" % got[-3:]))
        if len(got) != min(asked * 2, most) or whole(got) != (asked * 2 <= most):
            wrong.append("%s of %d letters" % (field, asked))
sys.exit("; ".join(wrong) or 0)
PY
python3 run.py || die "see above"
echo "As described: the cut falls inside a letter."
