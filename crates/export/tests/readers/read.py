"""Reads an exported file with another program's parser and prints JSON: `read.py READER FILE`."""

import csv
import json
import re
import subprocess
import sys
from datetime import date, datetime, time
from decimal import Decimal

COLUMNS = ["date", "time", "operation", "opening", "amount", "closing", "category"]


def csv_russian(path):
    with open(path, "rb") as file:
        assert file.read(3) == b"\xef\xbb\xbf", "there is no byte order mark"
    header, *rows = rows_of(path, "utf-8-sig", ";")
    return {"header": header, "rows": [russian(row) for row in rows]}


def csv_plain(path):
    with open(path, "rb") as file:
        assert file.read(3) != b"\xef\xbb\xbf", "there is a byte order mark"
    header, *rows = rows_of(path, "utf-8", ",")
    return {"header": header, "rows": [dict(zip(header, row)) for row in rows]}


def rows_of(path, encoding, delimiter):
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=delimiter, strict=True))


def russian(row):
    day, clock, operation, *sums, category = row
    day = datetime.strptime(day, "%d.%m.%Y").date().isoformat()
    return dict(zip(COLUMNS, [day, clock, operation, *(figure.replace(",", ".") for figure in sums), category]))


def xlsx(path):
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    operations, months, totals = book.worksheets
    header, *_ = operations.iter_rows(values_only=True)
    written = load_workbook(path).worksheets[0]
    _, *lines = months.iter_rows(values_only=True)
    _, *sums = totals.iter_rows(values_only=True)
    return {
        "sheets": book.sheetnames,
        "header": header,
        "rows": rows_of_sheet(operations),
        "types": sorted({cell.data_type for cell in operations["C"][1:]}),
        "formulas": sum(cell.data_type == "f" for row in written for cell in row),
        "months": [list(map(plain, line)) for line in lines],
        "sums": [list(map(plain, line)) for line in sums],
        "title": book.properties.title,
    }


def rows_of_sheet(sheet):
    _, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(COLUMNS, map(plain, row))) for row in rows]


def sheet(path):
    """Returns the type and the text of every description in a workbook of another program."""
    from openpyxl import load_workbook

    column = load_workbook(path).worksheets[0]["C"]
    return [[cell.data_type, plain(cell.value)] for cell in column]


def plain(value):
    from openpyxl.utils.escape import unescape

    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case int() | float():
            return f"{Decimal(repr(value)):.2f}" if exact(value) else f"inexact {value!r}"
        case _:
            return unescape(value)


def exact(value):
    return Decimal(repr(value)) == Decimal(repr(value)).quantize(Decimal("0.01"))


def pdf(path):
    """Returns the rows of a document: a date, a description, sums; more text on the lines below."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    structure = subprocess.run(["pdfinfo", "-struct-text", path], check=True, capture_output=True, text=True).stdout
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    figure = r"(−?\d{1,3}(?:[\u202f ]\d{3})*,\d\d)[\u202f ]₽"
    row = re.compile(rf"^ *(\d\d\.\d\d\.\d{{4}})(?: (\d\d:\d\d))? +(.*?)  +{figure}  +{figure}$")
    rows = []
    for line in text.splitlines():
        if found := row.match(line):
            day, clock, words, amount, closing = found.groups()
            day = datetime.strptime(day, "%d.%m.%Y").date().isoformat()
            rows.append([day, clock or "", words, sum_of(amount), sum_of(closing)])
        elif rows and line.startswith(" " * 10) and not re.search(figure, line):
            rows[-1][2] += line
    totals = re.findall(rf"^ *(Остаток на начало|Оплачено|Списано|Остаток на конец) +{figure}$", text, re.M)
    return {
        "rows": [[day, clock, re.sub(r"\s", "", words), *sums] for day, clock, words, *sums in rows],
        "pages": [re.findall(r"Страница (\d+) из (\d+)", page) for page in text.split("\f") if page.strip()],
        "totals": [[name, sum_of(value)] for name, value in totals],
        "fonts": [line.split()[0].split("+")[1] for line in fonts.splitlines()[2:]],
        "embedded": [line.split()[-5:-2] for line in fonts.splitlines()[2:]],
        "text": text,
        "is_tagged": "Tagged:          yes" in info,
        "structure": structure,
    }


def pdf_boxes(path):
    """Returns the edges of every word of a document, in points."""
    command = ["pdftotext", "-bbox", path, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    edges = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">', text)
    return [dict(zip(["xMin", "yMin", "xMax", "yMax"], map(float, word))) for word in edges]


def sum_of(figure):
    return re.sub(r"[\u202f ]", "", figure).replace("−", "-").replace(",", ".")


def ofx(path):
    from ofxtools.Parser import OFXTree

    tree = OFXTree()
    tree.parse(path)
    statement = tree.convert().statements[0]
    return {
        "rows": [
            {
                "date": transaction.dtposted.date().isoformat(),
                "amount": str(transaction.trnamt),
                "operation": transaction.memo or transaction.name or "",
                "kind": transaction.trntype,
            }
            for transaction in statement.transactions
        ],
        "ids": [transaction.fitid for transaction in statement.transactions],
        "account": statement.account.acctid,
        "currency": statement.curdef,
        "closing": str(statement.balance.balamt),
        "as_of": statement.balance.dtasof.date().isoformat(),
    }


def ofxparse(path):
    from ofxparse import OfxParser

    with open(path, "rb") as file:
        account = OfxParser.parse(file).account
    return {
        "rows": [
            {
                "id": it.id,
                "date": it.date.date().isoformat(),
                "amount": str(it.amount),
                "name": it.payee,
                "memo": it.memo,
            }
            for it in account.statement.transactions
        ],
        "closing": str(account.statement.balance),
        "account": account.account_id,
    }


def beancount(path):
    from beancount import loader
    from beancount.core import data

    entries, errors, _ = loader.load_file(path)
    sums = {}
    for entry in data.filter_txns(entries):
        for posting in entry.postings:
            sums[posting.account] = sums.get(posting.account, 0) + posting.units.number
    return {
        "errors": [error.message.strip() for error in errors],
        "sums": {account: f"{total:.2f}" for account, total in sums.items()},
    }


def qif(path):
    from quiffen import Qif

    (account,) = Qif.parse(path, day_first=False).accounts.values()
    (transactions,) = account.transactions.values()
    return [
        {
            "date": transaction.date.date().isoformat(),
            "amount": str(transaction.amount),
            "operation": transaction.payee or "",
        }
        for transaction in transactions
    ]


def ics(path):
    from icalendar import Calendar

    with open(path, "rb") as file:
        raw = file.read()
    calendar = Calendar.from_ical(raw)
    return {
        "name": str(calendar["X-WR-CALNAME"]),
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "errors": [str(error) for event in calendar.events for error in event.errors],
        "events": [
            {
                "uid": str(event["UID"]),
                "date": event.start.isoformat(),
                "whole_day": type(event.start) is date,
                "title": str(event["SUMMARY"]),
                "text": str(event["DESCRIPTION"]),
                "stamp": event.stamp.isoformat(),
                "alarm_uids": [str(alarm["UID"]) for alarm in event.walk("VALARM")],
                "alarms": [alarm["TRIGGER"].dt.total_seconds() for alarm in event.walk("VALARM")],
            }
            for event in calendar.events
        ],
    }


def register(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [[row["date"], row["description"], row["amount"], row["total"]] for row in csv.DictReader(file)]


READERS = {
    "csv": csv_russian,
    "csv_plain": csv_plain,
    "xlsx": xlsx,
    "sheet": sheet,
    "pdf": pdf,
    "pdf_boxes": pdf_boxes,
    "ofx": ofx,
    "ofxparse": ofxparse,
    "beancount": beancount,
    "qif": qif,
    "ics": ics,
    "register": register,
    "json": lambda path: json.load(open(path, encoding="utf-8")),
}

if __name__ == "__main__":
    _, reader, file = sys.argv
    json.dump(READERS[reader](file), sys.stdout)
