"""Does with exported files what a person does with them in another program: `cases.py READER CASE FILE...`.

CASE is `whole` (one file), `periods` (two files that follow each other), `again`, `late` or `moved` (a
file, and later a newer one of the same account). Prints JSON: the sums that the program shows then.
"""

import base64
import csv
import glob
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from decimal import Decimal
from pathlib import Path

import read

HERE = Path(__file__).resolve().parent


def run(*command, **options):
    env = os.environ | {"LC_ALL": "C.UTF-8"} | options.pop("env", {})
    done = subprocess.run(command, capture_output=True, text=True, env=env, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


def total(amounts):
    return f"{sum(map(Decimal, amounts), Decimal()):.2f}"


def merged(case, readings):
    """Returns the rows after readings of one file or two.

    Two periods are put together. Of a newer file, rows with a known `id` are skipped; rows without
    ids are replaced as a whole.
    """
    first, *rest = readings
    for newer in rest:
        if case == "periods":
            first = first + newer
        elif all("id" in row for row in newer):
            known = {row["id"] for row in first}
            first = first + [row for row in newer if row["id"] not in known]
        else:
            first = newer
    return first


def sums(rows, **more):
    return {"rows": len(rows), "sum": total(row["amount"] for row in rows), **more}


def rows_of_exchange(path):
    found = read.ofx(path)
    rows = [{"id": id, "amount": row["amount"]} for id, row in zip(found["ids"], found["rows"])]
    return rows, found["closing"]


def rows_of_ofxparse(path):
    found = read.ofxparse(path)
    return found["rows"], found["closing"]


def rows_of_libofx(path):
    blocks = run("ofxdump", path).split("\n\n")
    field = lambda block, name: re.search(rf"{name}[^:]*: *(\S+)", block).group(1)
    closing = next(field(block, "Ledger balance") for block in blocks if "Ledger balance:" in block)
    rows = [
        {"id": field(block, "Financial institution's ID"), "amount": field(block, "Total money amount")}
        for block in blocks
        if "ofx_proc_transaction" in block
    ]
    return rows, closing


def exchange(rows_of):
    def reader(case, files):
        readings = [rows_of(file) for file in files]
        return sums(merged(case, [rows for rows, _ in readings]), closing=readings[-1][1])

    return reader


def skrooge(case, files):
    readings, openings = [], []
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            source, target = f"{folder}/in{Path(file).suffix}", f"{folder}/out.json"
            shutil.copy(file, source)
            env = {"HOME": folder, "XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "offscreen"}
            run("dbus-run-session", "--", "skroogeconvert", "--in", source, "--out", target, env=env)
            book = json.loads(Path(target).read_text())
        amounts = {part["rd_operation_id"]: str(part["f_value"]) for part in book["suboperation"]}
        dated = lambda operation: operation["d_date"] != "0000-00-00"
        openings.append([amounts[it["id"]] for it in book["operation"] if not dated(it)])
        readings.append(
            [
                {"amount": amounts[it["id"]]} | ({"id": it["t_import_id"]} if it["t_import_id"] else {})
                for it in book["operation"]
                if dated(it)
            ]
        )
    rows = merged(case, readings)
    return sums(rows, closing=total(openings[0] + [row["amount"] for row in rows]))


def gnucash(case, files):
    """Runs the assistant's own code for QIF, and answers its questions as a user does."""
    (library,) = glob.glob("/usr/lib/*/gnucash/gnucash")
    libraries = f"{Path(library).parent}:{library}"
    env = {
        "GUILE_AUTO_COMPILE": "0",
        "GUILE_LOAD_PATH": "/usr/share/guile/site/3.0",
        "GUILE_LOAD_COMPILED_PATH": f"{Path(library).parents[1]}/guile/3.0/site-ccache",
        "GUILE_EXTENSIONS_PATH": libraries,
        "LD_LIBRARY_PATH": libraries,
    }
    paths = map(os.path.abspath, files)
    with tempfile.TemporaryDirectory() as home:
        script = str(HERE / "gnucash.scm")
        return json.loads(run("guile", script, *paths, env=env | {"HOME": home}, cwd=home))


def actual(case, files):
    module = Path(os.environ["NODE_MODULES"]) / "@actual-app/api/dist/index.js"
    with tempfile.TemporaryDirectory() as data:
        return json.loads(run("node", str(HERE / "actual.mjs"), str(module), data, *map(os.path.abspath, files)))


def quiffen(case, files):
    readings = [read.qif(file) for file in files]
    return {"closing": total(row["amount"] for row in merged(case, readings))}


def balances(journal):
    """Returns the balances of a journal by the first part of an account's name."""
    rows = csv.DictReader(io.StringIO(run("hledger", "-f", journal, "balance", "--flat", "-N", "-O", "csv")))
    found = {}
    for row in rows:
        top = row["account"].split(":")[0]
        found[top] = found.get(top, Decimal()) + Decimal(row["balance"].removesuffix(" RUB"))
    return {"closing": f"{found.get('assets', 0):.2f}", "cost": f"{found.get('expenses', 0):.2f}"}


def joined(folder, case, files):
    """Returns one journal of two periods, or the newest file."""
    texts = [Path(file).read_text() for file in (files if case == "periods" else files[-1:])]
    journal = Path(folder) / "joined.journal"
    journal.write_text("\n".join(texts))
    return str(journal)


def hledger(case, files):
    with tempfile.TemporaryDirectory() as folder:
        journal = joined(folder, case, files)
        run("hledger", "-f", journal, "check", "--strict")
        return balances(journal)


def hledger_import(case, files):
    with tempfile.TemporaryDirectory() as folder:
        main, incoming = Path(folder) / "main.journal", Path(folder) / "incoming.journal"
        main.write_text("")
        for file in files:
            shutil.copy(file, incoming)
            run("hledger", "-f", str(main), "import", str(incoming))
        run("hledger", "-f", str(main), "check")
        return balances(str(main))


def ledger(case, files):
    with tempfile.TemporaryDirectory() as folder:
        journal = joined(folder, case, files)
        found = {}
        for key, account in [("closing", "^assets"), ("cost", "^expenses")]:
            text = run(
                "ledger", "--strict", "--pedantic", "-f", journal, "balance", account, "--flat", "--no-total"
            )
            amount = re.search(r"(\S+) RUB", text)
            found[key] = f"{Decimal(amount.group(1)) if amount else 0:.2f}"
        return found


def beancount(case, files):
    with tempfile.TemporaryDirectory() as folder:
        converted = Path(folder) / "converted.beancount"
        converted.write_text(run("ledger2beancount", joined(folder, case, files)))
        found = read.beancount(str(converted))
    amount = lambda top: total(sum for account, sum in found["sums"].items() if account.startswith(top))
    errors = [error for error in found["errors"] if case != "periods" or error != "Unused Pad entry"]
    return {"closing": amount("Assets"), "cost": amount("Expenses"), "errors": errors}


def table(rows_of):
    """Reads rows of `date`, `amount` and `closing`; a newer table takes the place of the older."""

    def reader(case, files):
        rows = merged(case, [rows_of(file) for file in files])
        return sums(rows, closing=f"{Decimal(rows[-1]['closing']):.2f}")

    return reader


def openpyxl(path):
    from openpyxl import load_workbook

    return read.rows_of_sheet(load_workbook(path, data_only=True).worksheets[0])


def pandas(path):
    """Sums a column and groups by another, which a row of totals would falsify."""
    import pandas

    is_book = path.endswith("xlsx")
    frame = pandas.read_excel(path, engine="openpyxl") if is_book else pandas.read_csv(path)
    english = dict(zip(["Сумма", "Остаток после", "Категория"], ["amount", "closing", "category"]))
    frame = frame.rename(columns=english)
    grouped = frame.groupby("category")["amount"].sum().sum()
    assert round(grouped, 2) == round(frame["amount"].sum(), 2), "the categories do not add up to the column"
    return [{"amount": f"{a:.2f}", "closing": f"{c:.2f}"} for a, c in zip(frame["amount"], frame["closing"])]


def calamine(path):
    from python_calamine import CalamineWorkbook

    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    amount, closing = header.index("Сумма"), header.index("Остаток после")
    return [{"amount": f"{row[amount]:.2f}", "closing": f"{row[closing]:.2f}"} for row in rows]


def values(path, delimiter=","):
    """Returns the rows of a table of values that a spreadsheet wrote."""
    header, *rows = read.rows_of(path, "utf-8", delimiter)
    amount, closing = header.index("Сумма"), header.index("Остаток после")
    plain = lambda cell: re.sub(r"[\s\u202f,](?=\d{3})", "", cell)
    return [{"amount": plain(row[amount]), "closing": plain(row[closing])} for row in rows]


def ssconvert(path):
    with tempfile.TemporaryDirectory() as folder:
        target = f"{folder}/out.csv"
        run("ssconvert", "--export-type=Gnumeric_stf:stf_csv", path, target, env={"HOME": folder})
        return values(target)


def libreoffice(path):
    """Converts with the settings of a Russian desktop."""
    russian = "Text - txt - csv (StarCalc):59,34,76,1,,1049,false,true,false"
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        filters = [f"--infilter={russian}"] if path.endswith("csv") else []
        command += [*filters, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, path]
        run(*command)
        return openpyxl(f"{folder}/{Path(path).stem}.xlsx")


def document(path):
    months = json.loads(Path(path).read_text())["months"]
    return [row for month in months for row in month["entries"]]


def pdftotext(path):
    return [{"amount": row[3], "closing": row[4]} for row in read.pdf(path)["rows"]]


def qpdf(case, files):
    for file in files:
        run("qpdf", "--check", file)
    catalog = json.loads(run("qpdf", "--json=1", "--json-key=objects", files[-1]))["objects"]
    marked = [it["/MarkInfo"]["/Marked"] for it in catalog.values() if isinstance(it, dict) and "/MarkInfo" in it]
    return {"valid": True, "tagged": marked == [True]}


def icalendar(case, files):
    events = {}
    for file in files:
        calendar = read.ics(file)
        assert calendar["errors"] == [], calendar["errors"]
        events |= {event["uid"]: event for event in calendar["events"]}
    return calendar_of((event["date"], len(event["alarms"])) for event in events.values())


def calendar_of(events):
    events = sorted(events)
    return {"days": [day for day, _ in events], "alarms": [alarms for _, alarms in events]}


def events_of(texts):
    from icalendar import Calendar

    events = [event for text in texts for event in Calendar.from_ical(text).events]
    return calendar_of((event.start.isoformat(), len(event.walk("VALARM"))) for event in events)


def khal(case, files):
    with tempfile.TemporaryDirectory() as folder:
        calendar, config = Path(folder) / "calendar", Path(folder) / "khal.conf"
        calendar.mkdir()
        forms = "longdateformat dateformat timeformat datetimeformat longdatetimeformat".split()
        patterns = ["%Y-%m-%d", "%Y-%m-%d", "%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M"]
        locale = "\n".join(f"{form} = {pattern}" for form, pattern in zip(forms, patterns))
        config.write_text(f"[calendars]\n[[debits]]\npath = {calendar}\n[locale]\n{locale}\n")
        env = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder}
        for file in files:
            run("khal", "-c", str(config), "import", "--batch", file, env=env)
        listed = run("khal", "-c", str(config), "list", "--format", "", "--day-format", "{date}", "2026-11-01",
                     "900d", env=env)
        found = events_of(path.read_text() for path in calendar.iterdir())
        assert listed.split() == found["days"], f"khal lists {listed.split()}, and keeps {found['days']}"
        return found


def calcurse(case, files):
    with tempfile.TemporaryDirectory() as folder:
        at = ["-q", "-C", folder, "-D", folder]
        for file in files:
            run("calcurse", *at, "-i", file)
        return events_of([run("calcurse", *at, "-x")])


def radicale(case, files):
    """Serves an empty collection, and puts each event there by its UID, as calendar programs do."""
    from http.client import HTTPConnection
    from urllib.parse import quote

    from icalendar import Calendar
    from radicale import config, server

    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = probe.getsockname()
        probe.close()
        settings = config.load()
        settings.update(
            {
                "server": {"hosts": "%s:%s" % address},
                "auth": {"type": "none"},
                "storage": {"filesystem_folder": folder},
                "logging": {"level": "critical"},
            },
            "the check",
        )
        stop, stopped = socket.socketpair()
        thread = threading.Thread(target=server.serve, args=(settings, stopped), daemon=True)
        thread.start()

        def request(method, path, body=""):
            connection = HTTPConnection(*address, timeout=30)
            user = base64.b64encode(b"user:any").decode()
            headers = {"Authorization": f"Basic {user}", "Content-Type": "text/calendar"}
            connection.request(method, path, body.encode(), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status >= 300:
                sys.exit(f"Radicale answers {answer.status} to {method} {path}: {text}")
            return text

        try:
            first, *rest = files
            reached = lambda: socket.create_connection(address, timeout=30).close()
            wait_for(reached)
            request("PUT", "/user/debits/", Path(first).read_text())
            for file in rest:
                for event in Calendar.from_ical(Path(file).read_text()).events:
                    single = Calendar()
                    single.add("version", "2.0")
                    single.add("prodid", "-//Check//EN")
                    single.add_component(event)
                    path = f"/user/debits/{quote(str(event['UID']))}.ics"
                    request("PUT", path, single.to_ical().decode())
            return events_of([request("GET", "/user/debits/")])
        finally:
            stop.close()
            thread.join(timeout=30)


def wait_for(attempt):
    """Tries again until the server listens, at most 30 seconds."""
    import time

    until = time.monotonic() + 30
    while True:
        try:
            return attempt()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


READERS = {
    "ofxtools": exchange(rows_of_exchange),
    "ofxparse": exchange(rows_of_ofxparse),
    "libofx": exchange(rows_of_libofx),
    "skrooge": skrooge,
    "gnucash": gnucash,
    "actual": actual,
    "quiffen": quiffen,
    "hledger": hledger,
    "hledger_import": hledger_import,
    "ledger": ledger,
    "beancount": beancount,
    "openpyxl": table(openpyxl),
    "pandas": table(pandas),
    "calamine": table(calamine),
    "ssconvert": table(ssconvert),
    "libreoffice": table(libreoffice),
    "json": table(document),
    "pdftotext": table(pdftotext),
    "qpdf": qpdf,
    "icalendar": icalendar,
    "khal": khal,
    "calcurse": calcurse,
    "radicale": radicale,
}

if __name__ == "__main__":
    _, reader, case, *files = sys.argv
    json.dump(READERS[reader](case, files), sys.stdout)
