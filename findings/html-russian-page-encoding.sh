#!/usr/bin/env bash
# What surprises: one windows-1251 page that names its encoding in <meta> only, as old billing sites do,
# is read rightly by lxml 6.1.3, html5lib 1.1 and BeautifulSoup 4.15, but
#   selectolax 1.0.2 (lexbor) does not look at it and takes the bytes for UTF-8: replacement characters;
#   requests 2.34 answers with text in ISO-8859-1 where the header says text/html and no charset.
# With the label x-cp1251, in the browsers' list of names for the same encoding, lxml gives Western
# letters, html5lib the right ones. And where the header says windows-1251 and a forgotten <meta> says
# koi8-r, lxml reads by <meta>, wrongly and as good Cyrillic letters, since the header is not in the
# bytes that it gets; html5lib, told the header, takes it first, as browsers do.
# Source: seen by running the five on made-up pages.
# Why it matters: wrong Cyrillic is no error, it is text in which no label is found. A reader must decode
# by itself: byte order mark, header, <meta>, with the browsers' list of names.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install html5lib==1.1 webencodings==0.6.1 six==1.17.0 selectolax==1.0.2 \
    lxml==6.1.3 beautifulsoup4==4.15.0 soupsieve==4.1.3 requests==2.34.2 2>pip.log
venv/bin/pip freeze --disable-pip-version-check | grep -iE '^(html5lib|selectolax|lxml|beautifulsoup4|requests)='

cat >run.py <<'PY'
import http.server, sys, threading
import bs4, html5lib, lxml.html, requests
from selectolax.lexbor import LexborHTMLParser
WORD = "Баланс"
def page(label):
    return ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=%s"><title>-</title></head>'
            "<body><p>%s</p></body></html>" % (label, WORD)).encode("cp1251")
def lxml_(raw, header=None): return lxml.html.document_fromstring(raw).xpath("string(//p)")
def html5(raw, header=None): return html5lib.parse(raw, namespaceHTMLElements=False, transport_encoding=header).find(".//p").text
def soup(raw, header=None): return bs4.BeautifulSoup(raw, "html.parser", from_encoding=header).p.text
def lexbor(raw, header=None): return LexborHTMLParser(raw).css_first("p").text()
class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.send_header("Content-Type", "text/html"); self.end_headers(); self.wfile.write(page("windows-1251"))
    def log_message(self, *_): pass
def by_requests():
    with http.server.HTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        session = requests.Session(); session.trust_env = False
        text = session.get("http://127.0.0.1:%d/" % site.server_port, timeout=10).text
        site.shutdown()
    return text.split("<p>")[1].split("</p>")[0]
wrong = []
def check(case, reader, got, want):
    print("%-42s %-10s %s" % (case, reader, got))
    if got != want: wrong.append("%s, %s" % (case, reader))
western, koi8 = WORD.encode("cp1251").decode("latin-1"), WORD.encode("cp1251").decode("koi8-r")
case = "<meta> windows-1251"
for name, read in (("lxml", lxml_), ("html5lib", html5), ("bs4", soup)): check(case, name, read(page("windows-1251")), WORD)
check(case, "selectolax", lexbor(page("windows-1251")), "\ufffd" * len(WORD))
check("the same by HTTP, header without charset", "requests", by_requests(), western)
check("<meta> x-cp1251", "html5lib", html5(page("x-cp1251")), WORD)
check("<meta> x-cp1251", "lxml", lxml_(page("x-cp1251")), western)
case = "header windows-1251, <meta> koi8-r"
check(case, "html5lib", html5(page("koi8-r"), "windows-1251"), WORD)
check(case, "lxml", lxml_(page("koi8-r"), "windows-1251"), koi8)
sys.exit("; ".join(wrong) or 0)
PY
PYTHONIOENCODING=utf-8 venv/bin/python run.py || die "see above"
echo "As described."
