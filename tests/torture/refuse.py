"""Makes one library call after another fail that the program makes, and looks at what is left (refuse.c).

usage: refuse.py PROGRAM LIBRARY ROOT [--spread N | --every N] [--only COMMAND] [--jobs N] [--depth N]

A call is told from others by the way the program came to it. Every such place fails once, and, where it was met more than
once, at the last time too; with --every N, each N-th of these; with --spread N, N places of each command (2 where a council is counted whole); with --depth N,
ways that are the same in their innermost N steps are one place, which fails in one command only. After each the exit code
and the message are those of the design; the warehouse is whole; it and all files are as they were, or, where the command
bore it, as an undisturbed command leaves them; and the same command then does its work. Prints TAP lines."""
import argparse
import collections
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile
import threading

import council
import state

DAY = ["--as-at", "2021-01-21", "--warehouse", "w.db"]
RUN = ["run", "--extracts", "new", *DAY, "--out", "out"]
# What is met after all is kept: the old set cannot be taken away, or the result cannot be said.
LATE = ("unlink", "rmdir", "lstat", "g_dir_open", "g_dir_read_name", "fflush", "ferror", "close")
# A file is in its place before the folder that holds it is on the disk.
KEEPING = ("open", "fsync")
# A PDF of our own that qpdf does not understand is our own fault.
OWN = ("qpdf_read_memory", "qpdf_write", "qpdf_has_error", "qpdf_init_write_memory", "qpdf_oh_get_page_content_data")


class Command:
    """`past`: a run is behind it. `code`: what it ends with undisturbed. `whole`: over every extract and definition."""

    def __init__(self, name, arguments, past=True, code=0, whole=False):
        self.name, self.arguments, self.past, self.code, self.whole = name, arguments, past, code, whole


COMMANDS = [
    Command("first load", ["load", "new/person.csv", "new/requests.csv", "new/localities.csv", "--warehouse", "w.db"], past=False),
    Command("later load", ["load", "new/person.csv", "new/requests.csv", "--warehouse", "w.db"]),
    Command("refused load", ["load", "bad/person.csv", "new/requests.csv", "--warehouse", "w.db", "--json"], code=3),
    Command("correction", ["load", "bad/requests.csv", "--warehouse", "w.db"]),
    Command("check", ["check", "new/person.csv", "new/requests.csv", "bad/person.csv"], code=3),
    Command("check as JSON", ["check", "new/person.csv", "new/requests.csv", "--json"], code=3),
    Command("check by school", ["check", "new/person.csv", "new/requests.csv", "--by", "school", "--out", "by"], whole=True),
    Command("check by a schema", ["check", "new/person.csv", "--schema", "schema.json"]),
    Command("first run", RUN, past=False),
    Command("later run", [*RUN, "--ees", "--charts"]),
    Command("report", ["report", "send-scorecard", *DAY, "--out", "again", "--unsuppressed"]),
    Command("explain", ["explain", "requests_received", *DAY, "--out", "cases.csv", "--personal", "--unsuppressed"]),
    Command("explain as JSON", ["explain", "requests_received", *DAY, "--json", "--unsuppressed"]),
    Command("sample", ["sample", "requests_received", *DAY, "--size", "5", "--seed", "a", "--by", "outcome", "--out", "out"]),
    Command("template", ["template", "person", "--out", "person.csv"]),
    Command("history", ["history", "--warehouse", "w.db", "--json"]),
    Command("list", ["list", "measures", "--json"]),
    Command("init", ["init", "ours"], whole=True),
    Command("whole run", RUN, past=False, whole=True),
    Command("recovery plan", ["report", "recovery-plan", *DAY, "--out", "plan"], whole=True),
    Command("restatement", ["report", "restatement", *DAY, "--known-at", "2020-01-01", "--out", "again"], whole=True),
    Command("whole explain", ["explain", "plans_issued_20_weeks", *DAY, "--json", "--unsuppressed"], whole=True),
]


class Worker:
    """A folder in which a command is disturbed over and over."""

    def __init__(self, refusal, command, place):
        self.refusal, self.command, self.place = refusal, command, place
        self.work = os.path.join(place, "work")
        self.before_place = os.path.join(place, "before")

    def run(self, arguments, **environment):
        done = subprocess.run([self.refusal.program(self.command), *arguments], cwd=self.work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False, timeout=300,
                              env={**os.environ, "LD_PRELOAD": self.refusal.options.library, **environment} if environment else None)
        return done.returncode, done.stderr.decode("utf-8", "replace"), done.stdout

    def write_extracts(self):
        if self.command.whole:
            shutil.copytree(os.path.join(self.refusal.options.root, "fixtures/clean/council"), os.path.join(self.before_place, "new"))
            return
        council.write_extracts(os.path.join(self.before_place, "old"), 40, "YNA")
        council.write_extracts(os.path.join(self.before_place, "new"), 60, "YNYWA")
        council.write(os.path.join(self.before_place, "bad/person.csv"), 'persontableid,personbirthdate,sex,ethnicity\nP1,31/02/2010,F,WBRI\n"P2,2011\n')
        council.write(os.path.join(self.before_place, "schema.json"), '{"fields": [{"name": "persontableid", "constraints": {"unique": true}},'
                      '{"name": "personbirthdate", "type": "date"}], "fieldsMatch": ["subset"]}')

    def prepare(self):
        os.makedirs(self.before_place, 0o700)
        self.write_extracts()
        if self.command.past:
            self.reset()
            self.run(["run", "--extracts", "new" if self.command.whole else "old", "--as-at", "2020-11-19", "--warehouse", "w.db", "--out", "out"])
            rejects = os.path.join(self.work, "out/rejects/requests.csv")
            if os.path.exists(rejects):
                with open(rejects, encoding="utf-8") as file:
                    council.write(os.path.join(self.work, "bad/requests.csv"), file.read().replace("2020-02-30", "2020-02-28"))
            shutil.rmtree(self.before_place)
            shutil.copytree(self.work, self.before_place)
        self.reset()
        self.before = self.look()
        code, said, self.said = self.run(self.command.arguments)
        if code != self.command.code:
            raise SystemExit(f"{self.command.name} ends undisturbed with {code}: {said}")
        self.after = self.look()

    def reset(self):
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.before_place, self.work)

    def look(self):
        files = state.read_folder(self.work)
        files.pop("w.db", None)
        return {"warehouse": state.read_warehouse(os.path.join(self.work, "w.db"), self.place), "files": files}

    def list_places(self):
        """(place, function, times) of every place that an undisturbed command meets, in a fixed order."""
        log = os.path.join(self.place, "log")
        self.reset()
        self.run(self.command.arguments, REFUSE_LOG=log, **self.refusal.depth)
        with open(log, encoding="utf-8") as lines:
            found = [line.split() for line in lines]
        return sorted((function, place, int(times)) for place, function, times in found)

    def disturb(self, function, place, time):
        """What is wrong after the call at `place` failed the `time`th time; "" when nothing is."""
        self.reset()
        code, said, out = self.run(self.command.arguments, REFUSE_AT=f"{place}:{time}", **self.refusal.depth)
        seen = self.look()
        wrong = self.judge_ending(function, code, said, out) or self.judge_state(function, code, seen)
        if not wrong and seen not in (self.before, self.after):
            wrong = self.judge_next()
        return f"{wrong} [{code} {said.strip()[-200:]!r}]" if wrong else ""

    def judge_ending(self, function, code, said, out):
        if code == self.command.code:
            return "" if out == self.said else "its result is another"
        if code != 4 and not (code == 5 and function in OWN):
            return f"ends with {code}"
        return "says not what failed" if "not an error" in said else "" if "scorecard: " in said else "says nothing"

    def judge_state(self, function, code, seen):
        if code == self.command.code:
            left = [name for name in self.difference(seen, self.after) if not (function in LATE and ".scorecard-" in name)]
            return "" if not left else f"is not what it would have done: {self.difference(seen, self.after)}"
        is_whole = seen["warehouse"] == self.before["warehouse"] and seen["files"] == self.after["files"]
        if seen == self.before or function in LATE or self.command.name == "sample" or (is_whole and function in KEEPING):
            return ""
        return f"has changed something: {self.difference(seen, self.before)}"

    def judge_next(self):
        code, said, _ = self.run(self.command.arguments)
        if code != self.command.code:
            return f"the next ends with {code}: {said.strip()[-200:]!r}"
        then = self.look()
        return "" if then["files"] == self.after["files"] else f"the next leaves {self.difference(then, self.after)}"

    @staticmethod
    def difference(seen, wanted):
        return sorted(f"{kind} {name}" for kind in seen for name in {**seen[kind], **wanted[kind]}
                      if seen[kind].get(name) != wanted[kind].get(name))


class Refusal:
    def __init__(self, options, place):
        self.options, self.place = options, place
        self.depth = {"REFUSE_DEPTH": str(options.depth)} if options.depth else {}
        self.tried = set()
        self.small = council.install(options.program, options.root, os.path.join(place, "small"))
        self.whole = os.path.join(place, "whole/bin/scorecard")
        os.makedirs(os.path.join(place, "whole/bin"))
        os.makedirs(os.path.join(place, "whole/share"))
        os.symlink(os.path.abspath(options.root), os.path.join(place, "whole/share/scorecard"))
        shutil.copy(options.program, self.whole)

    def program(self, command):
        return self.whole if command.whole else self.small

    def chosen(self, command, places):
        """Every place at its first time and its last; or a spread of them that is the same each time."""
        calls = [(function, place, time) for function, place, times in places for time in sorted({1, times})
                 if place not in self.tried]
        if self.options.depth:
            self.tried.update(place for _, place, _ in calls)
        if not self.options.spread:
            return calls[:: self.options.every]
        count = min(self.options.spread if not command.whole else 2, len(calls))
        return [calls[(2 * i + 1) * len(calls) // (2 * count)] for i in range(count)]

    def disturb_all(self, command):
        """The faults found, and how many calls failed."""
        workers = threading.local()

        def disturb(call):
            if not hasattr(workers, "mine"):
                workers.mine = idle.pop() if idle else self.make(command)
            return call, workers.mine.disturb(*call)

        first = self.make(command)
        calls = self.chosen(command, first.list_places())
        idle = [first]
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            return [(call, wrong) for call, wrong in pool.map(disturb, calls) if wrong], len(calls)

    def make(self, command):
        worker = Worker(self, command, tempfile.mkdtemp(dir=self.place))
        worker.prepare()
        return worker


def report(command, found, total):
    print(f"{'not ok' if found else 'ok'} - {command.name}: {total} calls refused", flush=True)
    kinds = collections.Counter()
    for (function, place, time), wrong in found:
        kinds[function] += 1
        if kinds[function] <= 8:
            print(f"# {function} at {place}:{time}: {wrong}"[:500], flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("library")
    parser.add_argument("root")
    parser.add_argument("--spread", type=int, default=0)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--depth", type=int, default=0)
    options = parser.parse_args()
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="refuse", dir=base) as place:
        refusal = Refusal(options, place)
        failures = 0
        for command in COMMANDS:
            if options.only in (None, command.name):
                found, total = refusal.disturb_all(command)
                report(command, found, total)
                failures += len(found)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
