"""Odd places, closed streams, full disks, changing files, a second writer, a clock that steps back.

usage: hardship.py PROGRAM FAULT ROOT. Prints TAP lines."""
import contextlib
import fcntl
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import council
import state

source, fault, root = sys.argv[1:]
DAY = ["--as-at", "2021-01-21"]


def tell(name, holds, why=""):
    print(("ok - " if holds else "not ok - ") + name, flush=True)
    for line in () if holds else str(why).splitlines()[-6:]:
        print("# " + line[:300])


class Place:
    """A folder with the small council in it, and the program beside it."""

    def __init__(self, path):
        self.path = path
        self.program = council.install(source, root, os.path.join(path, "installed"))
        council.write_extracts(self.at("extracts"), 60, "YN")
        council.write_extracts(self.at("more"), 70, "YN")

    def at(self, name):
        return os.path.join(self.path, name)

    def run(self, *arguments, within=None, start=None, environment=None, **streams):
        streams.setdefault("stdout", subprocess.PIPE)
        streams.setdefault("stderr", subprocess.PIPE)
        streams.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run([*(within or []), self.program, *arguments], cwd=self.path, preexec_fn=start, env=environment, check=False, **streams)

    def board(self, warehouse="w.db", out="out", **more):
        return self.run("run", f"--extracts={more.pop('extracts', 'extracts')}", *DAY, f"--warehouse={warehouse}", f"--out={out}", **more)

    def outputs(self, out):
        """All but the manifest, which holds the arguments."""
        found = state.read_folder(self.at(out))
        if found:
            found.pop("manifest.json", None)
        return found

    def warehouse(self, name="w.db"):
        return state.read_warehouse(self.at(name), self.path)


def said(done):
    return ((done.stderr or b"") + (done.stdout or b"")).decode("utf-8", "replace")


def odd_paths(place, usual):
    for number, name in enumerate(["with space", "-leading-dash", "naïve – ñ", "two\nlines", "%s%n*?[", "it's \"quoted\"", "a" * 200]):
        shutil.copytree(place.at("extracts"), place.at(f"{name}.in"))
        done = place.board(f"{name}.db", name, extracts=f"{name}.in")
        tell(f"a run in odd place {number}", done.returncode == 0 and place.outputs(name) == usual, said(done))
    deep = place.at("/".join(["d" * 200] * 3))
    os.makedirs(deep)
    done = place.board(os.path.join(deep, "w.db"), os.path.join(deep, "out"))
    tell("a warehouse whose path is too long for SQLite is told, and not made", done.returncode == 4 and b"at most 504 bytes" in done.stderr and os.listdir(deep) == [], said(done))
    done = place.board("far.db", os.path.join(deep, "out"))
    tell("an output may lie as deep", done.returncode == 0 and place.outputs(os.path.join(deep, "out")) == usual, said(done))
    os.makedirs(place.at("deep/er"))
    done = place.board("deep/../up.db", "./deep/er/../out/")
    tell("a run in a place told in a roundabout way", done.returncode == 0 and place.outputs("deep/out") == usual, said(done))


def links(place, usual):
    os.makedirs(place.at("real"))
    place.board("real/w.db", "real/out")
    os.symlink("real/w.db", place.at("link.db"))
    os.symlink("real/out", place.at("link"))
    done = place.board("link.db", "link")
    tell("a warehouse and an output that are links are used where they lead",
         done.returncode == 0 and os.path.islink(place.at("link")) and os.path.islink(place.at("link.db")) and
         place.outputs("real/out") == usual, said(done))
    with open(place.at("treasure"), "w", encoding="utf-8") as file:
        file.write("mine")
    os.mkdir(place.at("trap"))
    os.symlink("../treasure", place.at("trap/sample-a.xlsx"))
    done = place.board("t.db", "trap")
    with open(place.at("treasure"), encoding="utf-8") as file:
        tell("what a link in the output leads to is not written", done.returncode in (0, 4) and file.read() == "mine", said(done))
    os.symlink("/nowhere/at/all", place.at(".caught.scorecard-new"))
    done = place.board("c.db", "caught")
    tell("a link where the new set is built is taken away, not followed", done.returncode == 0 and place.outputs("caught") == usual, said(done))
    os.mkdir(place.at("elsewhere"))
    shutil.copytree(place.at("real/out"), place.at("tricked"))
    os.symlink("../elsewhere", place.at("tricked/rejects-link"))
    done = place.board("real/w.db", "tricked")
    tell("a linked folder in the output is not written into", done.returncode in (0, 4) and os.listdir(place.at("elsewhere")) == [], said(done))


def modes(place, _):
    for mask in (0, 0o777):
        name = f"mask{mask:o}"
        done = place.board(f"{name}.db", name, start=lambda mask=mask: os.umask(mask))
        paths = [name, f"{name}.db"] + [os.path.join(name, entry) for entry in os.listdir(place.at(name))]
        found = [f"{path} {os.stat(place.at(path)).st_mode & 0o777:o}" for path in paths
                 if os.stat(place.at(path)).st_mode & 0o777 != (0o700 if os.path.isdir(place.at(path)) else 0o600)]
        tell(f"under umask {mask:o} all is the owner's alone", done.returncode == 0 and not found, found or said(done))


def surroundings(place, usual):
    bare = {"PATH": "/usr/bin:/bin"}
    for name, environment in (("no HOME", bare), ("a HOME that is nowhere", {**bare, "HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere"}),
                              ("fonts set up elsewhere", {**bare, "FONTCONFIG_FILE": "/nowhere", "FONTCONFIG_PATH": "/nowhere"}),
                              ("no folder for temporary files", {**bare, "TMPDIR": "/nowhere", "TMP": "/nowhere", "SQLITE_TMPDIR": "/nowhere"})):
        done = place.board("s.db", "surroundings", environment=environment)
        tell(f"a run with {name}", done.returncode == 0 and place.outputs("surroundings") == usual and b"ontconfig" not in done.stderr, said(done))


def swayed(place, usual):
    """What libraries read of the environment changes no byte, and is not waited for."""
    os.mkfifo(place.at("zone"))
    for name, value in (("TZ", ":" + place.at("zone")), ("TZ", "X-167:59"), ("CHARSET", "UTF-7"), ("G_FILENAME_ENCODING", "ISO-8859-1"),
                        ("HB_SHAPER_LIST", "fallback"), ("PANGO_LANGUAGE", "zh"), ("CAIRO_DEBUG_PDF", "1"), ("FREETYPE_PROPERTIES", "truetype:interpreter-version=35")):
        done = place.board("swayed.db", "swayed", environment={**os.environ, name: value}, timeout=120)
        tell(f"a run with {name} set to something else writes the same", done.returncode == 0 and place.outputs("swayed") == usual, said(done))


def streams(place, usual):
    for number in (0, 2):
        name = f"closed{number}"
        done = place.board(f"{name}.db", name, start=lambda number=number: os.close(number))
        tell(f"a run with stream {number} closed ends well, and nothing is written where it should not be",
             done.returncode == 0 and place.outputs(name) == usual and bool(place.warehouse(f"{name}.db")), said(done))


def raw(place, name):
    """A file's bytes, or nothing where there is none."""
    with contextlib.suppress(FileNotFoundError), open(place.at(name), "rb") as file:
        return file.read()


SAMPLE = ["sample", "requests_received", *DAY, "--size", "5", "--seed", "a", "--warehouse", "told.db", "--out", "told"]


def open_unread():
    """A pipe whose reader is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    return os.fdopen(writer, "w", encoding="utf-8")


def unread(place, _):
    """Where nothing is to be kept, a reader who has seen enough ends the program as he ends others, without a word."""
    for arguments in (["list", "extracts"], ["explain", "requests_received", *DAY, "--warehouse", "usual.db", "--unsuppressed"], ["--help"]):
        with open_unread() as stream:
            done = place.run(*arguments, stdout=stream)
        tell(f"{arguments[0]} whose reader leaves ends like others", done.returncode == -signal.SIGPIPE and done.stderr == b"", f"{done.returncode} {said(done)}")


def untold(place, _):
    """A result that nobody could be told is none: exit 4, and every byte as it was."""
    board = ["run", "--extracts=extracts", *DAY, "--warehouse", "told.db", "--out", "told"]
    load = ["load", "extracts/person.csv", "extracts/requests.csv", "--warehouse", "told.db"]
    report = ["report", "send-scorecard", *DAY, "--warehouse", "told.db", "--out", "told"]
    for past in (None, ["load", "extracts/localities.csv", "--warehouse", "told.db"], board):
        if past is not None and place.run(*past).returncode != 0:
            tell("what comes before", False)
        for arguments in (load, board, report, SAMPLE, [*load, "--json"], [*SAMPLE, "--json"]):
            if past is not board and arguments not in (load, board):
                continue
            for way in ("closed", "full", "left by its reader"):
                before = (raw(place, "told.db"), place.outputs("told"), sorted(os.listdir(place.path)))
                with open("/dev/full", "w", encoding="utf-8") as full, open_unread() as unread:
                    done = place.run(*arguments, start=(lambda: os.close(1)) if way == "closed" else None,
                                     stdout=full if way == "full" else unread)
                after = (raw(place, "told.db"), place.outputs("told"), sorted(os.listdir(place.path)))
                name = f"{' '.join(arguments[:1] + arguments[6:][-1:])} with standard output {way} ends with 4 and changes no byte"
                tell(name, done.returncode == 4 and b"standard output" in done.stderr and after == before,
                     f"{done.returncode} {[a == b for a, b in zip(before, after)]} {said(done)}")


def stuck(place, _):
    """What of the old set cannot be taken away stays beside it; the run is done."""
    place.board("stuck.db", "stuck")
    notes = place.at("stuck/notes")
    os.mkdir(notes)
    with open(os.path.join(notes, "mine.txt"), "w", encoding="utf-8") as file:
        file.write("kept")
    os.chmod(notes, 0o500)
    place.run("load", "changing/person.csv", "--warehouse", "stuck.db")
    done = place.board("stuck.db", "stuck")
    tell("a folder in the output that is read-only is taken along, and nothing is left of the old one",
         done.returncode == 0 and place.outputs("stuck").get("notes/mine.txt") and
         not [name for name in os.listdir(place.path) if name.startswith(".stuck")], said(done))
    done = place.board("stuck.db", "stuck", within=[fault, "--calls", "rmdir", "--error", "EPERM", "--at", "1", "--sticky", "--"])
    left = [name for name in os.listdir(place.path) if name.startswith(".stuck")]
    tell("an old set that cannot be taken away is said and fails nothing", done.returncode == 0 and b"old set" in done.stderr and len(left) == 1, said(done))
    done = place.board("stuck.db", "stuck")
    tell("and the next run takes it away", done.returncode == 0 and not [name for name in os.listdir(place.path) if name.startswith(".stuck")], said(done))


def taken_away(place, _):
    """A warehouse that is removed or replaced while a run works on it is not what the run keeps its work in."""
    place.board("gone.db", "gone")
    kept = place.outputs("gone")
    for name, command in (("removed", "rm gone.db"), ("replaced", "cp gone.db new.db && mv new.db gone.db")):
        shutil.copy(place.at("usual.db"), place.at("gone.db"))
        done = place.board("gone.db", "gone", extracts="changing", within=[fault, "--calls", "renameat2", "--at", "1", "--command", command, "--"])
        tell(f"a warehouse that is {name} meanwhile is told", done.returncode == 4 and b"gone.db was taken away or replaced" in done.stderr and
             place.outputs("gone") == kept, said(done))


def locks(place, _):
    """A lock that cannot be had or given back, at each call: loaded and said so, or neither."""
    faults = []
    for n in range(1, 40):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place.at("locks.db"))
        done = place.run("load", "extracts/person.csv", "extracts/localities.csv", "--warehouse", "locks.db",
                         within=[fault, "--calls", "fcntl", "--error", "ENOLCK", "--at", str(n), "--"])
        loads = 0
        if os.path.exists(place.at("locks.db")):
            database = sqlite3.connect(place.at("locks.db"))
            with contextlib.suppress(sqlite3.OperationalError):
                loads = database.execute("select count(*) from load").fetchone()[0]
            database.close()
        if (done.returncode, loads) not in ((0, 2), (4, 0)):
            faults.append(f"{n}: ends with {done.returncode}, {loads} loads {said(done)[-100:]}")
    tell("a lock that fails lets a load be kept and done, or neither", not faults, faults)


def written_ahead(place, _):
    """Pages that are written before the commit (db_write_ahead): where one cannot be, no journal is left either."""
    place.board("ahead.db", "ahead")
    before, faults = (raw(place, "ahead.db"), place.outputs("ahead")), []
    place.board("counted.db", "counted", extracts="changing", within=[fault, "--calls", "pwrite64", "--log", place.at("log"), "--"])
    shutil.copy(place.at("ahead.db"), place.at("counted.db"))
    place.board("counted.db", "counted", extracts="changing", within=[fault, "--calls", "pwrite64", "--log", place.at("log"), "--"])
    with open(place.at("log"), encoding="utf-8") as lines:
        total = sum(1 for _ in lines)
    for call, error, at in [("fdatasync", "EIO", 1)] + [("pwrite64", "ENOSPC", total * i // 8) for i in range(1, 8)]:
        done = place.board("ahead.db", "ahead", extracts="changing", within=[fault, "--calls", call, "--error", error, "--at", str(at), "--"])
        if done.returncode != 4 or os.path.exists(place.at("ahead.db-journal")) or (raw(place, "ahead.db"), place.outputs("ahead")) != before:
            faults.append(f"{call} {at}: ends with {done.returncode} {said(done)[-200:]}")
    tell("a page that cannot be written before the commit leaves the warehouse as it was, and no journal", not faults, faults)


def lasting(place, _):
    """What is committed outlasts the power: the journal is gone from the disk, too, before a run ends with 0."""
    place.board("last.db", "last", within=[fault, "--calls", "unlink,fsync,fdatasync", "--log", place.at("log"), "--"])
    with open(place.at("log"), encoding="utf-8") as lines:
        calls = [line.split()[1:3] for line in lines]
    gone = calls.index(["unlink", place.at("last.db-journal")])
    tell("the folder of a warehouse is synced once its journal is gone", calls[gone + 1][0] in ("fsync", "fdatasync") and calls[gone + 1][1] == place.path, calls[gone:gone + 3])
    syncs = sum(name == calls[gone + 1][0] for name, _ in calls[:gone + 2])
    shutil.rmtree(place.at("last"))
    os.unlink(place.at("last.db"))
    done = place.board("last.db", "last", within=[fault, "--calls", calls[gone + 1][0], "--error", "EIO", "--at", str(syncs), "--"])
    tell("where that fails all is kept already, and cannot be taken back", done.returncode == 0 and bool(place.warehouse("last.db")), said(done))


def sizes(place, _):
    """Files that may not grow beyond a size (SIGXFSZ)."""
    place.board("sizes.db", "sizes")
    before, codes, faults = (raw(place, "sizes.db"), place.outputs("sizes")), [], []
    for size in (0, 1000, 20000, 60000):
        done = place.board("sizes.db", "sizes", extracts="changing", start=lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        codes.append(done.returncode)
        if done.returncode != 4 or b"scorecard: " not in done.stderr or (raw(place, "sizes.db"), place.outputs("sizes")) != before:
            faults.append(f"{size}: ends with {done.returncode} {said(done)[-200:]}")
    tell("where no file may grow, a run says so and changes nothing", not faults, faults)


def starved(place, usual):
    """Little memory, few descriptors: done, or told, and the next run does it. Where the machine has none left at all the program
    ends as if killed, but with a word: GLib calls itself then until the stack is full, qpdf and cairo abort."""
    faults, codes = [], set()
    limits = [(resource.RLIMIT_AS, size << 20) for size in (50, 90, 130, *range(150, 178, 4), 200)]
    limits += [(resource.RLIMIT_NOFILE, number) for number in (4, 6, 8)]
    for what, limit in limits:
        done = place.board("starved.db", "starved", extracts="changing", start=lambda what=what, limit=limit: resource.setrlimit(what, (limit, limit)))
        codes.add(done.returncode)
        if done.returncode not in (0, 4, 127) or (done.returncode == 4 and b"scorecard: " not in done.stderr):
            faults.append(f"{what} {limit}: ends with {done.returncode} {said(done)[-200:]}")
    done = place.board("starved.db", "starved")
    tell("with little memory and few descriptors a run is done or says why not", not faults and 4 in codes, faults)
    tell("and the next one does it", done.returncode == 0 and set(place.outputs("starved")) == set(usual) and
         not [name for name in os.listdir(place.path) if name.startswith((".starved", "starved.db-"))], said(done))


def samples(place, _):
    """Files and register change together or not at all."""
    place.board("told.db", "told")
    names = ("told/sample-requests_received.xlsx", "told/sample-requests_received.json")
    def look():
        return (raw(place, "told.db"), *(raw(place, name) for name in names), sorted(os.listdir(place.at("told"))))
    for drawn in (False, True):
        sample = [*SAMPLE, "--personal"] if drawn else SAMPLE
        for call, error, at in (("renameat2", "EIO", "1"), ("renameat2", "EIO", "2"), ("fdatasync", "EIO", "1"), ("fsync", "EIO", "1"),
                                ("fsync", "EIO", "4"), ("pwrite64", "ENOSPC", "2"), ("unlink", "EPERM", "1")):
            before = look()
            done = place.run(*sample, within=[fault, "--calls", call, "--error", error, "--at", at, "--"])
            if done.returncode != 0:
                tell(f"a {'second' if drawn else 'first'} sample at whose {call} {at} there is {error} changes no byte",
                     done.returncode == 4 and look() == before, f"{done.returncode} {said(done)}")
        tell(f"a {'second' if drawn else 'first'} sample after faults", place.run(*sample).returncode == 0)
    os.symlink("../treasure", place.at("told/.sample-requests_received.xlsx.scorecard-new"))
    done = place.run(*SAMPLE)
    tell("a link where a sample is built is not followed", done.returncode == 0 and raw(place, "treasure") == b"mine", said(done))
    holder = os.open(place.at("told"), os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    before = look()
    done = place.run(*SAMPLE[:-2], "--repeat", "--out", "told")
    tell("a sample waits for whoever writes into its folder, then says so", done.returncode == 4 and b"another run is writing here" in done.stderr and look() == before, said(done))
    os.close(holder)


def two_at_once(place, usual):
    done = place.board("two.db", "two")
    holder = sqlite3.connect(place.at("two.db"), isolation_level=None)
    holder.execute("begin immediate")
    began = time.monotonic()
    with open(place.at("extracts/person.csv"), "a", encoding="utf-8") as file:
        file.write("P99999,Late,Comer,2011-01-01,F,WBRI,CW1 1AB,\n")
    done = place.board("two.db", "two")
    took = time.monotonic() - began
    tell("a warehouse that another writes into is in use", done.returncode == 4 and b"in use" in done.stderr and 4 < took < 120, said(done))
    tell("and the output stays", place.outputs("two") == usual)
    holder.execute("rollback")
    holder.close()
    runs = [subprocess.Popen([place.program, "load", *(f"extracts/{name}.csv" for name in ("person", "requests", "localities")),
                              "--warehouse", "many.db", "--quiet"], cwd=place.path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(4)]
    ends = [(run.communicate()[1], run.returncode) for run in runs]
    database = sqlite3.connect(place.at("many.db"))
    loads = database.execute("select count(*) from load").fetchone()[0]
    tell("of four first loads at once, each ends well or says that it is in use, and each file is loaded once",
         all(code == 0 or (code == 4 and b"in use" in words) for words, code in ends) and loads == 3, f"{ends} {loads} loads")
    database.close()
    writers = [subprocess.Popen([place.program, "run", "--extracts", "extracts", *DAY, "--warehouse", "many.db", "--out", "same", "--quiet"],
                                cwd=place.path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(3)]
    ends = [(run.communicate()[1], run.returncode) for run in writers]
    last = place.board("many.db", "same")
    tell("of three runs into one output, each ends well or says why not, and the set is whole",
         all(code == 0 or (code == 4 and words.startswith(b"scorecard: ")) for words, code in ends) and last.returncode == 0 and
         not [name for name in os.listdir(place.path) if name.startswith(".same")], ends)


def another_first(place, _):
    """A run that begins in between, at each call that has to do with where the new set is built, keeps its folder."""
    faults, tried = [], 0
    log, staging, begun = place.at("log"), place.at(".first.scorecard-new"), place.at("begun")
    calls = "openat,open,newfstatat,stat,lstat,mkdir,unlink,rmdir"
    command = f"mkdir {staging} && echo theirs >{staging}/work && {{ flock -nF {staging} sleep 60 >/dev/null 2>&1 3>&- & echo $! >{begun}; sleep 0.2; }}"
    place.board("first.db", "first", within=[fault, "--calls", calls, "--log", log, "--"])
    with open(log, encoding="utf-8") as lines:
        first = next(int(line.split(" ")[0]) for line in lines if staging in line)
    for at in range(first, first + 3):
        shutil.rmtree(place.at("first"), ignore_errors=True)
        done = place.board("first.db", "first", within=[fault, "--calls", calls, "--at", str(at), "--command", command, "--"], timeout=120)
        if os.path.exists(begun):
            tried += 1
            if done.returncode != 4 or b"another run is writing here" not in done.stderr or raw(place, ".first.scorecard-new/work") != b"theirs\n":
                faults.append(f"{at}: ends with {done.returncode} {os.path.exists(staging)} {said(done)[-200:]}")
            with open(begun, encoding="utf-8") as holder, contextlib.suppress(ProcessLookupError):
                os.kill(int(holder.read()), signal.SIGKILL)
            os.unlink(begun)
        shutil.rmtree(staging, ignore_errors=True)
    tell("a run that begins in between keeps the folder it builds in", tried > 1 and not faults, faults)


def clocks(place, usual):
    """A clock that stands at the ends of what clocks show, that stands still, and that goes back within a run."""
    library = os.path.join(os.path.dirname(fault), "clock.so")
    faults = []
    for name, at, step in (("1970", 0, 0), ("after 2038", 2**31 + 5, 1), ("2261", 9_180_000_000, 0), ("going back", 2_000_000_000, -3600)):
        environment = {**os.environ, "LD_PRELOAD": library, "CLOCK_AT": str(at), "CLOCK_STEP": str(step), "TZ": "Pacific/Kiritimati"}
        for extracts in ("extracts", "more", "extracts"):
            done = place.board("clocks.db", "clocks", extracts=extracts, environment=environment)
        database = sqlite3.connect(place.at("clocks.db"))
        times = [row[0] for row in database.execute("select loaded_at from load order by load_id")]
        database.close()
        if done.returncode != 0 or not times[0].startswith(str(1970 + int(at / 31_556_952))) or times != sorted(times) or {**place.outputs("clocks"), "issues.csv": 0} != {**usual, "issues.csv": 0}:
            faults.append(f"{name}: ends with {done.returncode} {times} {said(done)[-200:]}")
        os.unlink(place.at("clocks.db"))
        shutil.rmtree(place.at("clocks"))
    tell("whatever the clock shows, loads follow each other and outputs are the same", not faults, faults)


def odd_warehouses(place, _):
    """What is no file is neither opened nor waited for, and nothing is made beside it."""
    odd = place.at("odd")
    for name, make in (("a folder", lambda path: os.mkdir(path)), ("a pipe", lambda path: os.mkfifo(path)), ("a link that leads nowhere", lambda path: os.symlink("nowhere", path)),
                       ("a link to itself", lambda path: os.symlink(path, path))):
        for end in ("w.db", "w.db-journal"):
            shutil.rmtree(odd, ignore_errors=True)
            os.mkdir(odd)
            make(os.path.join(odd, end))
            done = place.board("odd/w.db", "odd/out", timeout=120)
            tell(f"{name} in place of a {'warehouse' if end == 'w.db' else 'journal'} is told",
                 done.returncode == 4 and end.encode() in done.stderr and os.listdir(odd) == [end], f"{os.listdir(odd)} {said(done)}")


def strange_warehouses(place, _):
    """What acts by itself, or stands where a table of ours stood, is told before it can."""
    for name, change in (("a trigger", "create trigger strange after insert on load begin delete from load; end"),
                         ("a view in place of a table", "alter table run rename to other; create view run as select * from other"),
                         ("a table that is a module's", "create virtual table strange using fts5(a)")):
        shutil.copy(place.at("usual.db"), place.at("strange.db"))
        database = sqlite3.connect(place.at("strange.db"))
        database.executescript(change)
        database.close()
        before, faults = raw(place, "strange.db"), []
        for arguments in (["history", "--warehouse", "strange.db"], ["run", "--extracts=more", *DAY, "--warehouse=strange.db", "--out=strange"]):
            done = place.run(*arguments, timeout=120)
            if done.returncode != 4 or b"which scorecard never makes" not in done.stderr or raw(place, "strange.db") != before or os.path.exists(place.at("strange")):
                faults.append(f"{arguments[0]} ends with {done.returncode} {said(done)}")
        tell(f"{name} in a warehouse is told", not faults, faults)


def clock(place, _):
    place.run("load", "extracts/localities.csv", "--warehouse", "clock.db")
    database = sqlite3.connect(place.at("clock.db"))
    database.execute("update load set loaded_at = '2999-12-31T23:59:59.999Z'")
    database.commit()
    done = place.run("load", "extracts/person.csv", "extracts/requests.csv", "--warehouse", "clock.db")
    times = [row[0] for row in database.execute("select loaded_at from load order by load_id")]
    tell("a load is never earlier than the one before it, whatever the clock", done.returncode == 0 and len(times) == 3 and times == sorted(times), times)


def changing_file(place, _):
    changes = {"appended to": "echo more,cells >> FILE", "cut short": "truncate -s -20 FILE", "replaced": "cp FILE FILE.new && echo x >> FILE.new && mv FILE.new FILE",
               "written over": "sed -i 's/Given5,/Other5,/' FILE", "taken away": "rm FILE",
               "written over within its size and its time": "t=$(stat -c %y FILE); printf X | dd of=FILE bs=1 seek=3000 conv=notrunc status=none; touch -d \"$t\" FILE"}
    for name, command in changes.items():
        target = place.at("changing/person.csv")
        shutil.rmtree(place.at("changing"), ignore_errors=True)
        council.write_extracts(place.at("changing"), 3000, "YN")
        place.run("load", "extracts/person.csv", "--warehouse", "changed.db")
        before = place.warehouse("changed.db")
        reads = count_reads(place, target)
        if reads == 0:  # the program lets nobody look into it
            print(f"ok - a file that is {name} while it is read is noticed # skip: only root sees which file is read")
            continue
        done = place.run("load", "changing/person.csv", "--warehouse", "changed.db",
                         within=[fault, "--calls", "pread64,read", "--at", str(reads), "--command", command.replace("FILE", target), "--"])
        tell(f"a file that is {name} while it is read is noticed",
             b"scorecard: " in done.stderr and b"person.csv" in done.stderr and place.warehouse("changed.db") == before,
             f"{before} {place.warehouse('changed.db')} {said(done)}")


def count_reads(place, target):
    """The number of the last read of the file's beginning: that is where it is loaded."""
    place.run("load", "changing/person.csv", "--warehouse", "changed.db", "--dry-run", "--quiet", within=[fault, "--calls", "pread64,read", "--log", place.at("log"), "--"])
    shutil.copy(place.at("changed.db"), place.at("counted.db"))
    place.run("load", "changing/person.csv", "--warehouse", "counted.db", "--quiet", within=[fault, "--calls", "pread64,read", "--log", place.at("log"), "--"])
    with open(place.at("log"), encoding="utf-8") as lines:
        return max((int(line.split(" ")[0]) for line in lines if target in line), default=0)


def signals(place, _):
    """Whoever starts the tests with nohup or in the background has them ignored: a signal that is caught here is not in what is started."""
    place.board("signal.db", "signal", extracts="changing")
    usual = place.outputs("signal")
    shutil.rmtree(place.at("signal"))
    os.unlink(place.at("signal.db"))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGPIPE"):
        for where in ("pwrite64", "fsync", "renameat2"):
            place.board("signal.db", "signal", extracts="changing", within=[fault, "--calls", where, "--at", "1", "--signal", str(int(getattr(signal, name))), "--"])
            whole = place.outputs("signal")
            with contextlib.suppress(FileNotFoundError):
                os.unlink(place.at("signal.db"))
            if whole not in (None, usual):
                tell(f"{name} at {where} leaves no mixture", False, whole)
                return
        shutil.rmtree(place.at("signal"), ignore_errors=True)
    tell("signals leave the old set or the new", True)
    done = place.board("signal.db", "signal")
    tell("and the next run clears away", done.returncode == 0 and not [name for name in os.listdir(place.path) if name.startswith(".signal")], said(done))


def full_disks(place, _):
    """A file system of rising size. Needs root."""
    disk = place.at("disk")
    os.mkdir(disk)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        print("ok - full disks # skip: no file system can be mounted here")
        return
    codes, faults = [], []
    try:
        for size in (16, 48, 96, 192, 320, 448, 512, 544, 576, 608, 672, 768, 1024, 4096):
            subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)
            done = place.board("disk/w.db", "disk/out")
            codes.append(done.returncode)
            seen = state.read_warehouse(place.at("disk/w.db"), place.path)
            beside = [name for name in os.listdir(disk) if name not in ("w.db", "out")]
            if done.returncode not in (0, 4) or beside or (done.returncode == 4) != (place.outputs("disk/out") is None) or b"scorecard: " not in (done.stderr or b"scorecard: ") + b"scorecard: " * (done.returncode == 0):
                faults.append(f"{size}k: {done.returncode} {beside} {list(seen)} {said(done)[-200:]}")
            if done.returncode == 0:
                break
        again = place.board("again.db", "again")
        tell("on a disk that is too small a run says so and leaves nothing half-made", not faults and codes[-1] == 0 and codes[0] == 4 and again.returncode == 0, f"{codes} {faults}")
        tell("and on one that is not it is the usual set", place.outputs("disk/out") == place.outputs("again"))
    finally:
        subprocess.run(["umount", disk], check=False)


def read_only(place, usual):
    disk = place.at("still")
    os.mkdir(disk)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        print("ok - a read-only file system # skip: none can be mounted here")
        return
    try:
        place.board("still/w.db", "still/out")
        before = (place.warehouse("still/w.db"), place.outputs("still/out"))
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        done = place.board("still/w.db", "still/out")
        tell("a run on a read-only file system says so", done.returncode == 4 and b"scorecard: " in done.stderr and
             (place.warehouse("still/w.db"), place.outputs("still/out")) == before, said(done))
        done = place.run("report", "send-scorecard", *DAY, "--warehouse", "still/w.db", "--out", "apart")
        tell("a report is made from a read-only warehouse", done.returncode == 0 and place.outputs("apart") is not None and
             place.outputs("apart")["figures.csv"] == place.outputs("still/out")["figures.csv"], said(done))
        done = place.run("load", "changing/person.csv", "--warehouse", "still/w.db")
        tell("a load into it says so", done.returncode == 4, said(done))
    finally:
        subprocess.run(["umount", disk], check=False)


def main():
    with tempfile.TemporaryDirectory(prefix="hardship") as path:
        place = Place(path)
        done = place.board("usual.db", "usual")
        usual = place.outputs("usual")
        tell("an undisturbed run", done.returncode == 0 and usual, said(done))
        traces = subprocess.run([fault, "--", "/bin/true"], pass_fds=(), check=False).returncode == 0
        for hardship in (odd_paths, links, modes, surroundings, swayed, streams, untold, unread, clock, clocks, odd_warehouses, strange_warehouses, full_disks):
            hardship(place, usual)
        if traces:
            changing_file(place, usual)
            signals(place, usual)
            stuck(place, usual)
            taken_away(place, usual)
            another_first(place, usual)
            locks(place, usual)
            written_ahead(place, usual)
            lasting(place, usual)
            starved(place, usual)
            sizes(place, usual)
            samples(place, usual)
        else:
            print("ok - files that change and signals # skip: the kernel does not allow calls to be watched here")
        read_only(place, usual)
        two_at_once(place, usual)


main()
