#!/bin/sh
# Texts that people paste: pictures, other scripts, control characters, more than a cell of Excel takes. They are no
# fault, and the report comes out.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

cp -r fixtures/clean/council "$scratch/extracts"
python3 - "$scratch/extracts" <<'PYTHON'
import csv, sys
folder = sys.argv[1]
odd = ["\U0001F600 \u4E2D\u6587 \u202Eback \u200B \u2028", "\uFFFE\uFFFF\uFDD0", "\x01\x07\x1B[31m", "x" * 40000, "\u00E9 " * 20000,
       "two\nlines\r\nor three", "=1+1", "<b>&amp;</b>", "%s%n"]
with open(folder + "/commentary.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(["measure", "as_at", "text", "author"])
    for measure, text in zip(["plans_issued_20_weeks", "plans_open", "requests_from_parents", "complaints_received", "weeks_to_issue",
                              "requests_received", "plans_issued_20_weeks_all", "plans_per_100_pupils", "survey_positive"], odd):
        writer.writerow([measure, "2021-01-21", text, text[:50]])
PYTHON
mkdir "$scratch/project"
printf '{"marking": "%0300d"}\n' 0 >"$scratch/project/settings.json"
build/scorecard run --project "$scratch/project" --extracts "$scratch/extracts" --as-at 2021-01-21 --warehouse "$scratch/w.db" --out "$scratch/out" >"$scratch/said" 2>&1
is "odd texts end with 0" 0 $?
grep -q '^.WARNING' "$scratch/said"
is "no library warns of a marking of 300 characters" 1 $?
python3 - "$scratch/out" <<'PYTHON'
import subprocess, sys, xml.dom.minidom, zipfile
def tell(name, holds):
    print(("ok - " if holds else "not ok - ") + name)
def parses(data):
    try:
        return xml.dom.minidom.parseString(data) is not None
    except Exception:
        return False
book = zipfile.ZipFile(sys.argv[1] + "/send-scorecard.xlsx")
tell("the workbook's parts are XML", all(parses(book.read(name)) for name in book.namelist() if name.endswith((".xml", ".rels"))))
text = subprocess.run(["pdftotext", sys.argv[1] + "/send-scorecard.pdf", "-"], capture_output=True).stdout.decode()
tell("a text that looks like a formula is a text", not any(b"1+1</f>" in book.read(name) for name in book.namelist()))
tell("what has a shape is shown", "or three" in text)
tell("no control character is shown", "\x1b" not in text and "\x07" not in text)
PYTHON
