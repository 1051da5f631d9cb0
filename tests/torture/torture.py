"""Injects a fault at one system call after another of load and run, and looks at what is left.

usage: torture.py PROGRAM FAULT ROOT [--quick N | --every N] [--only SCENARIO] [--kind KIND] [--start N] [--extracts DIR] [--verbose]

--quick makes N faults of each kind, --every one at each N-th call, of each scenario from another one on.
--extracts takes a council's files and all definitions of ROOT in place of a small council: minutes for a few faults.

After each fault: the warehouse is whole and holds the state before or the state after; the output folder is the old set or
the new one, and after an error that was told both are as they were; the exit code and the message are those of the design; nothing lies about that a next run does
not clear away; and that next run ends with the bytes of an undisturbed one. Prints TAP lines."""
import argparse
import collections
import os
import shutil
import subprocess
import sys
import tempfile

import council
import state

# What each call can fail with; the first is the likeliest.
ERRORS = {
    "openat": ["EACCES", "EMFILE", "EINTR"], "read": ["EIO", "EINTR"], "pread64": ["EIO", "EINTR"], "write": ["ENOSPC", "EIO", "EINTR"],
    "pwrite64": ["ENOSPC", "EIO", "EINTR", "EDQUOT"], "close": ["EIO"], "fsync": ["EIO"], "fdatasync": ["EIO"], "ftruncate": ["EIO"],
    "fallocate": ["ENOSPC"], "lseek": ["EIO"], "fcntl": ["ENOLCK"], "flock": ["ENOLCK"], "fstat": ["EIO"],
    "newfstatat": ["EIO", "EACCES"], "statx": ["EIO"], "fstatfs": ["EIO"], "getdents64": ["EIO"], "readlink": ["EIO"],
    "access": ["EACCES"], "mkdir": ["ENOSPC"], "rmdir": ["EPERM"], "unlink": ["EPERM"], "rename": ["ENOSPC"],
    "renameat2": ["EIO", "EINVAL"], "chmod": ["EPERM"], "fchmod": ["EPERM"], "fchown": ["EPERM"], "mmap": ["ENOMEM"],
    "mremap": ["ENOMEM"], "mprotect": ["ENOMEM"], "brk": ["ENOMEM"], "clone3": ["EAGAIN"],
    "getrandom": ["ENOSYS"],
}
# GLib ends the program where it gets no memory or no thread: that is like a kill, but told (4).
MEMORY = ("mmap", "mremap", "mprotect", "brk", "clone3")
# Between two of these nothing on the disk changes, so that a kill at each of them is a kill at every instant.
CHANGING = ("write", "pwrite64", "writev", "ftruncate", "fallocate", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat",
            "rename", "renameat2", "chmod", "fchmod", "fchmodat", "fchown", "linkat", "symlinkat", "fsync", "fdatasync")
# A fault here may hit the clearing away itself.
STUBBORN = (*MEMORY, "unlink", "rmdir", "openat", "newfstatat", "getdents64", "read")
REFUSED_ON_READ_ONLY = ("openat", *CHANGING)
GROWING = ("write", "pwrite64", "writev", "fallocate", "mkdir")


def is_kill_of_its_own(outcome):
    """Without memory or threads GLib ends the program wherever it is, also when all is kept already."""
    return outcome.hit.split(" ")[0] in MEMORY


class Scenario:
    def __init__(self, name, arguments, has_past):
        self.name, self.arguments, self.has_past = name, arguments, has_past


LOAD = ["load", "new/person.csv", "new/requests.csv", "new/localities.csv", "--warehouse", "w.db"]
RUN = ["run", "--extracts", "new", "--as-at", "2021-01-21", "--warehouse", "w.db", "--out", "out"]
PAST = ["run", "--extracts", "old", "--as-at", "2020-11-19", "--warehouse", "w.db", "--out", "out"]
SAMPLE = ["sample", "requests_received", "--as-at", "2021-01-21", "--size", "5", "--seed", "a", "--warehouse", "w.db", "--out", "out"]
SCENARIOS = [Scenario("first load", LOAD, False), Scenario("later load", LOAD, True),
             Scenario("first run", RUN, False), Scenario("later run", RUN, True),
             Scenario("sample", SAMPLE, True)]


def warehouse_letters(words):
    return [word.split(":")[1] for word in words.split() if not word.startswith("out:")]


class Outcome:
    def __init__(self, line, said):
        words = line.split(" ", 3)
        self.calls, self.kind, self.code = int(words[0]), words[1], int(words[2])
        self.hit = words[3].strip() if len(words) > 3 else ""
        self.said = said


class Torture:
    def __init__(self, options, place):
        self.fault, self.place, self.options = options.fault, place, options
        self.program = options.program if options.extracts else \
            council.install(options.program, options.root, os.path.join(place, "installed"))
        self.work = os.path.join(place, "work")
        self.faults, self.injections, self.tried = [], collections.Counter(), set()
        self.states = collections.Counter()

    def run(self, arguments, flags=()):
        """Runs the program under `fault`."""
        read, write = os.pipe()
        def place_descriptor():
            os.dup2(write, 3)
        process = subprocess.run([self.fault, *flags, self.program, *arguments], cwd=self.work, pass_fds=(3,) if write == 3 else (),
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 preexec_fn=place_descriptor, close_fds=False, check=False)
        os.close(write)
        with os.fdopen(read, encoding="utf-8", errors="replace") as lines:
            return Outcome(lines.read() or "0 exit -1", process.stdout.decode("utf-8", "replace"))

    def write_extracts(self, name, children, outcomes):
        folder = os.path.join(self.before_place, name)
        if not self.options.extracts:
            council.write_extracts(folder, children, outcomes)
            return
        shutil.copytree(self.options.extracts, folder)
        if name == "old":
            os.unlink(os.path.join(folder, "health_waits.csv"))

    def prepare(self, scenario):
        """The folder as it is before, and as an undisturbed command leaves it."""
        self.scenario = scenario
        self.before_place = os.path.join(self.place, "before")
        shutil.rmtree(self.before_place, ignore_errors=True)
        os.makedirs(self.before_place, 0o700)
        self.write_extracts("new", 240, "YNYWA")
        if scenario.has_past:
            self.write_extracts("old", 150, "YNA")
            self.reset()
            self.run(PAST)
            with open(os.path.join(self.work, "out", "notes.txt"), "w", encoding="utf-8") as notes:
                notes.write("kept\n")
            os.chmod(os.path.join(self.work, "out", "notes.txt"), 0o600)
            shutil.rmtree(self.before_place)
            shutil.copytree(self.work, self.before_place)
        self.reset()
        self.before = self.look()
        self.undisturbed = self.run(scenario.arguments)
        self.after = self.look()
        if self.undisturbed.code != 0:
            raise SystemExit(f"{scenario.name} fails undisturbed: {self.undisturbed.said}")
        self.tried = set()

    def reset(self):
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.before_place, self.work)

    def look(self):
        known = {"new", "old", "w.db", "out"}
        return {"warehouse": state.read_warehouse(os.path.join(self.work, "w.db"), self.place),
                "out": state.read_folder(os.path.join(self.work, "out")),
                "beside": sorted(set(os.listdir(self.work)) - known)}

    def word(self, seen, group):
        """How a group of tables stands: as before (B), as after (A), both (=), or neither (X)."""
        before, after = self.before["warehouse"].get(group), self.after["warehouse"].get(group)
        now = seen["warehouse"].get(group)
        return "=" if now == before == after else "B" if now == before else "A" if now == after else "X"

    def describe(self, seen):
        out = "=" if seen["out"] == self.before["out"] == self.after["out"] else \
            "B" if seen["out"] == self.before["out"] else "A" if seen["out"] == self.after["out"] else \
            "P" if self.is_part(seen["out"]) else "X"
        groups = " ".join(f"{group}:{self.word(seen, group)}" for group in ("schema", "data", "checks", "record", "register"))
        return f"{groups} out:{out}"

    def is_part(self, out):
        """A sample is two files, put into place one after the other; hidden ones are on their way."""
        if self.scenario.arguments is not SAMPLE:
            return False
        shown = {name: digest for name, digest in out.items() if not name.endswith(".scorecard-new")}
        return self.before["out"].items() <= shown.items() <= self.after["out"].items()

    def complain(self, label, outcome, why):
        self.faults.append(f"{label}: {why} [{outcome.kind} {outcome.code} at: {outcome.hit}]")
        if self.options.verbose:
            print("# " + self.faults[-1] + " " + outcome.said[-300:].replace("\n", " | "), flush=True)

    def judge_ending(self, label, outcome, is_kill):
        if is_kill:
            return
        if outcome.kind == "signal":
            self.complain(label, outcome, "ended by a signal")
        elif outcome.code not in (0, 4):
            self.complain(label, outcome, f"ends with {outcome.code}: {outcome.said[-200:]!r}")
        elif outcome.code == 4 and "scorecard: " not in outcome.said:
            self.complain(label, outcome, "says nothing")

    def judge_state(self, label, outcome, seen, may_leave):
        # Where nothing at all can be written, SQLite cannot roll back: the next who opens the file does. Nor can
        # anything be taken away.
        cannot_go = {"w.db-journal"} if "full" in label else set(seen["beside"]) if "read-only" in label else set()
        seen = {**seen, "beside": [name for name in seen["beside"] if name not in cannot_go]}
        words = self.describe(seen)
        self.states[words] += 1
        if "X" in words:
            self.complain(label, outcome, f"a state in between: {words}")
        if "A" in warehouse_letters(words) and "B" in warehouse_letters(words):
            self.complain(label, outcome, f"a warehouse between before and after: {words}")
        # What is in its place then can no more be put back than after a kill; the warehouse is as before.
        kept = warehouse_letters(words) if "read-only" in label else words
        if outcome.kind == "exit" and outcome.code == 4 and ("A" in kept or "P" in kept) and not is_kill_of_its_own(outcome):
            self.complain(label, outcome, f"ends with 4 but has changed something: {words}")
        if outcome.kind == "exit" and outcome.code == 0 and (words.count("B") > 0):
            self.complain(label, outcome, f"ends with 0 but is not done: {words}")
        if seen["beside"] and not may_leave:
            self.complain(label, outcome, f"leaves {seen['beside']}")
        loose = state.loose_modes(self.work, {os.path.join(self.work, "new"), os.path.join(self.work, "old")})
        if loose:
            self.complain(label, outcome, f"open to others: {loose}")

    def judge_next(self, label, scenario, outcome, seen):
        """The next run. A place whose bytes were tried before need not be tried again."""
        key = repr((seen["warehouse"], seen["out"], seen["beside"]))
        if key in self.tried:
            return
        self.tried.add(key)
        following = self.run(scenario.arguments)
        then = self.look()
        if following.code != 0:
            self.complain(label, outcome, f"the next run ends with {following.code}: {following.said[-200:]!r}")
        elif then["out"] != self.after["out"]:
            self.complain(label, outcome, "the next run's output differs")
        elif "X" in self.describe(then).replace("record:X", "") or "B" in self.describe(then):
            self.complain(label, outcome, f"the next run's warehouse differs: {self.describe(then)}")
        elif then["beside"]:
            self.complain(label, outcome, f"the next run leaves {then['beside']}")

    def inject(self, scenario, label, flags, is_kill):
        self.reset()
        outcome = self.run(scenario.arguments, flags)
        self.injections[scenario.name] += 1
        self.judge_ending(label, outcome, is_kill)
        try:
            seen = self.look()
        except state.Damaged as damage:
            self.complain(label, outcome, f"the warehouse is damaged: {damage}")
            return
        stubborn = is_kill or outcome.hit.split(" ")[0] in STUBBORN
        self.judge_state(label, outcome, seen, stubborn)
        self.judge_next(label, scenario, outcome, seen)

    def count(self, scenario, calls, *flags):
        self.reset()
        log = os.path.join(self.place, "calls.log")
        outcome = self.run(scenario.arguments, ["--calls", ",".join(calls), "--log", log, *flags])
        return outcome.calls

    def first(self):
        """Each scenario begins elsewhere, so that together they meet more places than one."""
        return self.options.start + SCENARIOS.index(self.scenario) % self.options.every

    def chosen(self, total):
        """Every place, or a spread of them that is the same each time."""
        if not self.options.quick:
            return range(self.first(), total + 1, self.options.every)
        wanted = self.options.quick
        return sorted({1 + (2 * i + 1) * total // (2 * wanted) for i in range(min(wanted, total))})

    def kill_everywhere(self, scenario):
        for n in self.chosen(self.count(scenario, CHANGING)):
            self.inject(scenario, f"{scenario.name}, killed at {n}", ["--calls", ",".join(CHANGING), "--kill", "--at", str(n)], True)

    def fail_everywhere(self, scenario):
        """One error at each call; the second error of a call at each of that call."""
        for call, errors in ERRORS.items():
            total = self.count(scenario, [call])
            for error in errors:
                for n in self.chosen_of(total):
                    self.inject(scenario, f"{scenario.name}, {call} {n} {error}",
                                ["--calls", call, "--error", error, "--at", str(n)], False)

    def chosen_of(self, total):
        if not self.options.quick:
            return range(self.first(), total + 1, self.options.every)
        return [(total + 1) // 2] if total > 0 else []

    def fill_everywhere(self, scenario):
        for n in self.chosen(self.count(scenario, GROWING)):
            self.inject(scenario, f"{scenario.name}, disk full from {n} on",
                        ["--calls", ",".join(GROWING), "--error", "ENOSPC", "--sticky", "--at", str(n)], False)

    def forbid_everywhere(self, scenario):
        """The file system is read-only from one call on, as a kernel makes it that met an error."""
        calls = ",".join(REFUSED_ON_READ_ONLY)
        for n in self.chosen(self.count(scenario, REFUSED_ON_READ_ONLY, "--writing")):
            self.inject(scenario, f"{scenario.name}, read-only from {n} on",
                        ["--calls", calls, "--writing", "--error", "EROFS", "--sticky", "--at", str(n)], False)

    def shorten_everywhere(self, scenario):
        """Of one call half is done, then of all from one on."""
        for call in ("write", "pwrite64", "read", "pread64"):
            total = self.count(scenario, [call])
            for n in self.chosen_of(total):
                self.inject(scenario, f"{scenario.name}, half of {call} {n}", ["--calls", call, "--short", "--at", str(n)], False)
            if total > 0:
                self.inject(scenario, f"{scenario.name}, half of each {call}", ["--calls", call, "--short", "--sticky", "--at", "1"], False)


KINDS = {"kill": Torture.kill_everywhere, "full": Torture.fill_everywhere,
         "read-only": Torture.forbid_everywhere, "error": Torture.fail_everywhere,
         "short": Torture.shorten_everywhere}


def report(torture, scenario, kind, found):
    name = f"{scenario.name}: {kind}"
    print(f"{'not ok' if found else 'ok'} - {name}: {torture.injections[scenario.name]} faults so far", flush=True)
    for line in found[:40]:
        print(f"# {line}"[:600])
    for words, number in sorted(torture.states.items()):
        print(f"# {number} × {words}")
    torture.states.clear()
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("fault")
    parser.add_argument("root")
    parser.add_argument("--quick", type=int, default=0)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--kind")
    parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--extracts")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    os.umask(0)
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="torture", dir=base) as place:
        torture = Torture(options, place)
        for scenario in SCENARIOS:
            if options.only not in (None, scenario.name):
                continue
            torture.prepare(scenario)
            for kind, inject in KINDS.items():
                left_out = options.quick and kind in ("error", "short") and not scenario.has_past
                if options.kind in (None, kind) and not left_out:
                    start = len(torture.faults)
                    inject(torture, scenario)
                    report(torture, scenario, kind, torture.faults[start:])
        print(f"# {sum(torture.injections.values())} faults injected, {len(torture.faults)} not borne")
    sys.exit(1 if torture.faults else 0)


if __name__ == "__main__":
    main()
