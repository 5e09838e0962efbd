"""Reads the same pages as the benchmark `reading` does, with lxml, and prints what that took.

The pages are read by their labels: decoded, parsed, tables found by their headers, figures exact,
a month proven by its totals. Nothing is known of visibility, spans, cards, other services or doubt.
"""

import json
import re
import sys
import time
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import html

PASSES = 7
FIELDS = ["number", "balance", "tariff_price", "next_debit"]
ROWS = html.etree.XPath("//tr[not(.//tr)] | //*[@role='row']")
TEXTS = html.etree.XPath("//body//text()[not(parent::script or parent::style or parent::title)]")
WORD = re.compile(r"\w+")
AMOUNT = re.compile(r"^\s*([-−–]?)\s*(\d[\d  \u202f'’]*(?:[.,]\d{1,2})?)(?:\s*(?:₽|руб|р\b).*|\s*(?:/|$).*)?$")
NUMBER = re.compile(r"^\W*(\d{4,})\b")
DAY = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
WORDED_DAY = re.compile(r"^(\d{1,2}) (\w{3,8}) (\d{4})")
MONTH = re.compile(r"^(\d{1,2})[./-](\d{4})")
WORDED_MONTH = re.compile(r"^(\w{3,8}) (\d{4})")
NAMES = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]


def key(text):
    return " ".join(WORD.findall(text.lower().replace("ё", "е").replace("_", " ")))


def text_of(element):
    return " ".join(element.text_content().split())


def named_month(name):
    name = name.lower()
    return next(number for number, stem in reversed(list(enumerate(NAMES, 1))) if name.startswith(stem))


def month_of(text):
    if found := MONTH.match(text):
        return f"{int(found[2]):04}-{int(found[1]):02}"
    if found := WORDED_MONTH.match(text):
        return f"{int(found[2]):04}-{named_month(found[1]):02}"
    return None


def day_of(text):
    if found := DAY.match(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return date(year, int(found[2]), int(found[1]))
    if found := ISO_DAY.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := WORDED_DAY.match(text):
        return date(int(found[3]), named_month(found[2]), int(found[1]))
    return None


def money(text):
    found = AMOUNT.match(text)
    if not found:
        return None
    size = Decimal(re.sub(r"[^\d.,]", "", found[2]).replace(",", "."))
    return (-size if found[1] else size).quantize(Decimal("0.01"))


class Labels:
    """The labels of the provider's description."""

    def __init__(self, file):
        description = tomllib.loads(Path(file).read_text("utf-8"))
        table = lambda name, columns: [set(description[name][column]["synonyms"]) for column in columns]
        self.months = table("months", ["month", "opening", "paid", "charged", "closing"])
        self.entries = table("entries", ["date", "operation", "opening", "amount", "closing"])
        self.account = {
            tuple(synonym.split()): (rank, field)
            for field in FIELDS
            for rank, synonym in enumerate(description["account"][field]["synonyms"])
        }


def header(cells, columns):
    """Returns the place of each column; of one name the first is before and the last after."""
    keys = [key(cell).removesuffix(" руб").removesuffix(" р") for cell in cells]
    places = []
    for at, names in enumerate(columns):
        found = [place for place, said in enumerate(keys) if said in names]
        if not found:
            return None
        places.append(found[-1] if at == 4 else found[0])
    return places if len(set(places)) == len(places) else None


def rows(tree, columns):
    places = None
    for row in ROWS(tree):
        cells = [text_of(cell) for cell in row if isinstance(cell.tag, str)]
        if places and len(cells) == width:
            yield [cells[place] for place in places]
        elif not places and len(cells) >= len(columns) and (places := header(cells, columns)):
            width = len(cells)


def read_months(tree, labels, _):
    found = []
    for month, *sums in rows(tree, labels.months):
        named, sums = month_of(month), [money(text) for text in sums]
        if named and None not in sums:
            opening, paid, charged, closing = sums
            assert opening + paid - charged == closing
            found.append(" ".join([named, *map(str, sums)]))
    return found


def read_month(tree, labels, totals):
    found, balance = [], None
    opening, paid, charged, closing = map(Decimal, totals)
    for day, _, before, amount, after in rows(tree, labels.entries):
        day, sums = day_of(day), [money(text) for text in (before, amount, after)]
        if day and None not in sums:
            found.append((day, sums))
    if found and found[0][1][0] != opening:
        found.reverse()
    balance = opening
    for _, (before, amount, after) in found:
        assert before == balance and before + amount == after
        balance = after
    assert balance == closing and sum(amount for _, (_, amount, _) in found) == paid - charged
    return [f"{day} {amount} {before} {after}" for day, (before, amount, after) in found]


def read_account(tree, labels, _):
    """Returns the figures behind their labels: in the same text or in the next one."""
    texts = [" ".join(text.split()) for text in TEXTS(tree)]
    texts = [text for text in texts if text]
    best = {}
    for at, text in enumerate(texts):
        words = list(WORD.finditer(text.lower().replace("ё", "е")))[:7]
        said = tuple(word[0] for word in words)
        label = next((said[:count] for count in range(len(said), 0, -1) if said[:count] in labels.account), None)
        if label is None:
            continue
        rank, field = labels.account[label]
        rest = text[words[len(label) - 1].end() :].lstrip(" :")
        value = rest or (texts[at + 1] if at + 1 < len(texts) else "")
        read = VALUES.get(field, money)(value)
        if read is not None and (field not in best or rank < best[field][0]):
            best[field] = (rank, read)
    return [str(best[field][1]) if field in best else "-" for field in FIELDS]


def number(text):
    found = NUMBER.match(text)
    return found and found[1]


VALUES = {"number": number, "next_debit": day_of}
READERS = {"account": read_account, "months": read_months, "month": read_month}


def read(page, body, labels):
    tree = html.document_fromstring(body.decode(page["charset"], "replace"))
    return READERS[page["kind"]](tree, labels, page["totals"])


def measured(page, body, labels):
    best = None
    try:
        for _ in range(PASSES):
            begun = time.process_time_ns()
            figures = read(page, body, labels)
            took = time.process_time_ns() - begun
            best = took if best is None else min(best, took)
    except (AssertionError, ArithmeticError, LookupError, StopIteration, ValueError):
        return {"nanos": 0, "figures": []}
    return {"nanos": best, "figures": figures}


def main():
    description, folder = sys.argv[1:]
    labels = Labels(description)
    pages = json.loads((Path(folder) / "pages.json").read_text("utf-8"))
    bodies = [(Path(folder) / f"{at}.html").read_bytes() for at in range(len(pages))]
    print(json.dumps([measured(page, body, labels) for page, body in zip(pages, bodies)]))


main()
