"""load.py ROWS RUNS [NINE]: loads one census file with each tool in turn, RUNS times, and prints medians, ratios, peak
memory and whether the tools count the same. NINE: the same for nine million rows, thrice, ours and DuckDB only."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys

import measure

PLACE = "build/bench/load"
DATABASE = f"{PLACE}/measured.db"
SCORECARD = "build/scorecard"
PROJECT = "bench/project"
SCHEMA = f"{PROJECT}/schemas/bench_census.json"
CODES = "schemas/codes"
LINE = "{:<52} {:>8} {:>8} {:>8} {:>8} {:>6}"


def make(rows, bad, name):
    """A census of so many rows, `bad` in a thousand of them with a fault."""
    path = f"{PLACE}/2021_spring_{name}.csv"
    with open(path, "w", encoding="ascii") as file:
        subprocess.run([f"{PLACE}/census", str(rows), str(bad)], stdout=file, check=True)
    return path


def load(path, project=PROJECT):
    return [SCORECARD, "load", path, "--warehouse", DATABASE, "--quiet", *(["--project", project] if project else [])]


def python_of_pandas():
    for python in ("python3", "/usr/bin/python3"):
        if shutil.which(python) and subprocess.run([python, "-c", "import pandas"], capture_output=True).returncode == 0:
            return python
    return None


def has_duckdb():
    found = shutil.which("node") and subprocess.run(["node", "-e", "require('@duckdb/node-api')"], cwd="bench/load_peer",
                                                    capture_output=True).returncode == 0
    return bool(found)


def peers(path):
    """Label and command of each tool that is installed, for a file."""
    known = []
    if has_duckdb():
        known.append(("DuckDB", ["node", "bench/load_peer/with_duckdb.js", SCHEMA, CODES, path, DATABASE]))
    python = python_of_pandas()
    if python:
        known.append(("pandas, to_sql", [python, "-W", "ignore", "bench/load_peer/with_pandas.py", SCHEMA, CODES, path, DATABASE]))
    return known


def clear():
    for name in os.listdir(PLACE):
        if name.startswith("measured.db"):
            os.remove(f"{PLACE}/{name}")


def median(values):
    return sorted(values)[(len(values) - 1) // 2]


def our_counts():
    """Rows loaded and findings by code, as the warehouse has them."""
    with sqlite3.connect(DATABASE) as connection:
        loaded, = connection.execute("select sum(loaded) from load").fetchone()
        return loaded, dict(connection.execute("select code, count(*) from issue group by code"))


def counts_of(label, output):
    if label.startswith("scorecard"):
        return our_counts()
    if label.startswith("sqlite3"):
        with sqlite3.connect(DATABASE) as connection:
            return connection.execute("select count(*) from census").fetchone()[0], None
    told = json.loads(output)
    return told["loaded"], told["codes"]


class Tool:
    def __init__(self, label, command, is_fresh=True):
        self.label, self.command, self.is_fresh = label, command, is_fresh
        self.seconds, self.inner, self.memory, self.processor, self.counts = [], [], [], [], (None, None)

    def run(self):
        """A tool that fails is told of, and stays out of the table."""
        if self.is_fresh:
            clear()
        try:
            seconds, memory, processor, output = measure.run(self.command)
        except (OSError, SystemExit) as fault:
            print(f"{self.label} stopped: {fault}", file=sys.stderr)
            return
        self.counts = counts_of(self.label, output)
        told = json.loads(output)["seconds"] if output.startswith('{"version"') else seconds
        for values, value in ((self.seconds, seconds), (self.inner, told), (self.memory, memory), (self.processor, processor)):
            values.append(value)

    def print(self, ours):
        start = median(self.seconds) - median(self.inner)
        label = self.label + (f" (and {start:.2f} s to start)" if start > 0.01 else "")
        print(LINE.format(label, f"{median(self.inner):.3f}", f"{median(self.inner) / median(ours.seconds):.2f}",
                          f"{median(self.processor):.3f}", f"{median(self.processor) / median(ours.processor):.2f}",
                          f"{max(self.memory) / 1024:.0f}"))


def measure_all(title, tools, runs):
    """In turn, so that what else the machine does strikes all alike. The first tool is what the others are put beside."""
    for _ in range(runs):
        for tool in tools:
            tool.run()
    print(LINE.format(title, "seconds", "x ours", "cpu s", "x ours", "MiB"))
    for tool in tools:
        if tool.seconds:
            tool.print(tools[0])
    print(flush=True)


def agree(tools):
    """Whether all who judge the rows count the same; what the first counts is printed."""
    loaded, codes = tools[0].counts
    others = [tool for tool in tools[1:] if tool.counts[1] is not None]
    differ = [f"{tool.label}: {tool.counts}" for tool in others if tool.counts != (loaded, codes)]
    told = ", ".join(f"{n} {code}" for code, n in sorted(codes.items())) or "no finding"
    print(f"{loaded} rows loaded, {told}: " + ("; ".join(differ) + " DIFFER" if differ else f"{len(others)} other tools count the same"))
    print(flush=True)


def clean_and_bad(rows, runs):
    clean, bad = make(rows, 0, "bench_census"), make(rows, 10, "bad_bench_census")
    ours = Tool("scorecard load", load(clean))
    plain = Tool("sqlite3 .import, nothing validated", ["sqlite3", DATABASE, ".mode csv", f".import {clean} census"])
    clean_tools = [ours, plain, *(Tool(label, command) for label, command in peers(clean))]
    again = Tool("scorecard load, nothing changed", load(clean), is_fresh=False)
    measure_all(f"{rows} census rows, 14 of 20 columns kept", clean_tools, runs)
    agree(clean_tools)
    clear()
    measure.run(load(clean))
    bad_tools = [Tool("scorecard load, 1% of rows bad", load(bad)), Tool("scorecard load, clean", load(clean)),
                 *(Tool(label, command) for label, command in peers(bad))]
    measure_all(f"{rows} rows, 1 in 100 bad", bad_tools, runs)
    agree([bad_tools[0], *bad_tools[2:]])
    clear()
    measure.run(load(clean))
    measure_all("the same file again", [again], runs)
    os.remove(bad)
    return clean, ours


def other_schemas(clean, rows, runs):
    text, census = f"{PLACE}/bench_text.csv", f"{PLACE}/2021_spring_pupilonroll.csv"
    for name in (text, census):
        os.link(clean, name)
    tools = [Tool("scorecard load, all 20 columns kept as text", load(text)),
             Tool("sqlite3 .import, nothing validated", ["sqlite3", DATABASE, ".mode csv", f".import {clean} census"])]
    measure_all(f"{rows} rows, every column kept", tools, runs)
    measure_all("as pupilonroll, checks included", [Tool("scorecard load", load(census, None))], runs)
    for name in (text, census):
        os.remove(name)


def nine_million(one):
    print("Nine million rows, thrice: some minutes; NINE_MILLION=no leaves them out.", flush=True)
    path = make(9000000, 0, "nine_bench_census")
    tools = [Tool("scorecard load", load(path)), *(Tool(label, command) for label, command in peers(path) if label == "DuckDB")]
    measure_all("9000000 census rows", tools, 3)
    agree(tools)
    print(f"nine million rows take {median(tools[0].seconds) / median(one.seconds):.2f} times as long as one "
          f"(processors' time {median(tools[0].processor) / median(one.processor):.2f} times)")


def main():
    rows, runs = int(sys.argv[1]), int(sys.argv[2])
    shutil.rmtree(PLACE, ignore_errors=True)
    os.makedirs(PLACE)
    subprocess.run(["cc", "-O2", "-o", f"{PLACE}/census", "bench/census.c"], check=True)
    clean, ours = clean_and_bad(rows, runs)
    other_schemas(clean, rows, runs)
    os.remove(clean)
    if len(sys.argv) > 3:
        nine_million(ours)
    shutil.rmtree(PLACE)


main()
