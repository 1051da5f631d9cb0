"""Plants marked names, numbers, days and postcodes in every personal field of every extract, good and bad, runs every
command that is not asked for cases, and looks for the marks in all that they say and write.

usage: privacy.py PROGRAM ROOT FOLDER. Prints TAP lines. The warehouse and rejects/ hold the rows themselves, as they must."""
import csv
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

program, root, place = sys.argv[1:]
extracts = os.path.join(place, "extracts")
outputs = os.path.join(place, "outputs")
os.makedirs(outputs)
NAME, POSTCODE, NUMBER = "Zqxmark", "ZQ9 9ZQ", "7391{:06}"
DAY = "{year}-{month:02}-{day:02}"  # in two years of which no other row of the council has a day
MARKS = re.compile(r"z\W?q\W?x\W?m\W?a\W?r\W?k|zq9 ?9zq|7391\d{6}|(?:1931|1932)-\d\d-\d\d|\d\d?/\d\d?/193[12]|"
                   r"\b\d{1,2} [A-Z][a-z]+ 193[12]|[A-Z]7391\d{8}", re.IGNORECASE)
planted = []


def tell(name, holds, why=""):
    print(("ok - " if holds else "not ok - ") + name)
    for line in () if holds else why.splitlines()[:12]:
        print("# " + line[:300])


def mark(field, n):
    """A value of the field's type that nothing else has."""
    if field["type"] == "date":
        return DAY.format(year=1931 + n % 2, month=1 + n % 12, day=1 + n % 28)
    if field.get("x-check") == "upn":
        return f"A7391{n:08}"  # its check letter is wrong for most
    if field["name"] == "postcode":
        return POSTCODE
    if "pattern" in field.get("constraints", {}):
        return NUMBER.format(n)
    return f"{NAME}{n}"


def spoil(field, n):
    """A value that the field refuses, if it refuses any."""
    return f"{NAME}{n} 31/02/1931" if field["type"] == "date" else f"{mark(field, n)}\x00{NAME}"


def plant(path, schema):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    header, body = rows[0], rows[1:]
    personal = {field["name"].lower(): field for field in schema["fields"] if field.get("x-personal")}
    if not personal:
        return
    lacking = [field["name"] for name, field in personal.items() if name not in [label.lower() for label in header]]
    header += lacking
    body = [row + [""] * len(lacking) for row in body]
    places = [(i, personal[name.lower()]) for i, name in enumerate(header) if name.lower() in personal]
    for n, row in enumerate(body):
        for i, field in places:
            row[i] = mark(field, n)
    key = header.index(schema["primaryKey"][0]) if schema.get("primaryKey") else 0
    good = body[0]
    for n, (i, field) in enumerate(places):  # a row for each field, spoiled there
        row = list(good)
        row[key], row[i] = f"bad{n}", spoil(field, n)
        body.append(row)
    body.append(good)  # a key seen before
    body.append(list(good)[:-1] if len(good) > 1 else good)  # ragged
    body.append(list(good) + [NAME])
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header] + body)
    planted.append(path)
    os.makedirs(os.path.join(place, "headless"), exist_ok=True)
    with open(os.path.join(place, "headless", os.path.basename(path)), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(body)


def text_of(path):
    """All text that a file holds, of workbooks and PDFs what is within."""
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            return "\n".join(name + book.read(name).decode("utf-8", "replace") for name in book.namelist())
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".pdf"):
        seen = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
        laid_open = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, check=False).stdout
        data = seen + laid_open
    return data.decode("utf-8", "replace")


def find_marks(text):
    return sorted(set(match.group(0) for match in MARKS.finditer(text)))


def look(name, said):
    found = find_marks(said)
    tell(f"{name} says no personal value", not found, f"{found[:5]}\n" + "\n".join(line for line in said.splitlines() if MARKS.search(line)))


def run(name, *arguments, codes=(0,)):
    done = subprocess.run([program, *arguments], cwd=place, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode not in codes:
        tell(f"{name} ends with {codes}", False, f"{done.returncode}\n{said[-1000:]}")
    look(name, said)


def main():
    shutil.copytree(os.path.join(root, "fixtures/clean/council"), extracts)
    for path in glob.glob(os.path.join(root, "schemas", "*.json")):
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        for extract in glob.glob(os.path.join(extracts, "*.csv")):
            if "fields" in schema and re.fullmatch(rf"(?:.*_)?{schema['name']}\.csv", os.path.basename(extract)):
                plant(extract, schema)
    tell("marks are planted", len(planted) >= 4, str(planted))
    files = sorted(glob.glob(os.path.join(extracts, "*.csv")))
    common = ["--warehouse", "w.db"]
    run("check", "check", *files, codes=(3,))
    run("check --json", "check", "--json", "--progress", *files, codes=(3,))
    for path in planted:  # alone, and against a schema of another
        run(f"check {os.path.basename(path)}", "check", path, codes=(0, 3))
        run(f"check {os.path.basename(path)} without its header", "check", path.replace("/extracts/", "/headless/"), codes=(3,))
        run(f"check {os.path.basename(path)} as requests", "check", path, "--schema", os.path.join(root, "schemas/requests.json"), codes=(3,))
    run("load", "load", *files, *common, "--progress", codes=(0, 3))
    run("load --json", "load", "--json", *files, *common, codes=(0, 3))
    run("load without a header", "load", *sorted(glob.glob(os.path.join(place, "headless", "*.csv"))), "--warehouse", "headless.db", codes=(3,))
    run("run", "run", "--extracts", extracts, "--as-at", "2021-01-21", *common, "--out", "outputs/run", "--progress", "--charts", "--ees")
    run("run --unsuppressed", "run", "--extracts", extracts, "--as-at", "2021-01-21", *common, "--out", "outputs/all", "--unsuppressed", "--json")
    for report in ("recovery-plan", "overview-of-progress", "at-a-glance-for-families", "restatement"):
        run(f"report {report}", "report", report, "--as-at", "2021-01-21", *common, "--out", f"outputs/{report}")
    for measure in sorted(os.path.basename(path)[:-4] for path in glob.glob(os.path.join(root, "stages/measures/*.sql")))[::5]:
        done = subprocess.run([program, "explain", measure, "--as-at", "2021-01-21", *common, "--out", f"outputs/{measure}.csv"],
                              cwd=place, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        found = find_marks((done.stdout + done.stderr).decode("utf-8", "replace"))
        if found:
            tell(f"explain {measure} says no personal value", False, str(found))
    run("explain --json", "explain", "plans_open", "--as-at", "2021-01-21", "--json", *common, codes=(0, 1))
    run("explain --unsuppressed", "explain", "plans_open", "--as-at", "2021-01-21", "--unsuppressed", *common)
    run("explain --unsuppressed --json", "explain", "plans_open", "--as-at", "2021-01-21", "--unsuppressed", "--json", *common)
    run("check --by", "check", *files, "--by", "school", "--out", "outputs/by-school", codes=(0, 3))
    run("sample", "sample", "plans_open", "--as-at", "2021-01-21", "--size", "5", "--seed", "a", *common, "--out", "outputs/sample")
    run("history", "history", *common)
    run("history --json", "history", "--json", *common)
    for kind in ("extracts", "checks", "measures", "reports"):
        run(f"list {kind}", "list", kind)
    run("a file that is named as no extract", "check", os.path.join(extracts, "no such file.csv"), codes=(4,))
    for folder, _, names in os.walk(outputs):
        for name in names:
            path = os.path.join(folder, name)
            shown = os.path.relpath(path, outputs)
            if not shown.split(os.sep)[1:2] == ["rejects"]:
                found = find_marks(text_of(path))
                tell(f"{shown} holds no personal value", not found, str(found[:8]))
    rejects = "".join(text_of(path) for path in glob.glob(os.path.join(outputs, "run/rejects/*.csv")))
    tell("rejected rows stand in rejects/ to be corrected", NAME in rejects)


main()
