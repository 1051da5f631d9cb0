"""What a command may change, as values that can be compared: the warehouse, the output folder, and whatever else lies
beside them."""
import hashlib
import os
import shutil
import sqlite3

# Columns that hold the clock.
VOLATILE = {"load": {"loaded_at"}, "sample_draw": {"drawn_at"}, "run": {"started_at", "finished_at", "seconds"}}
GROUPS = {"checks": ("check_issue", "check_state"), "record": ("run", "figure"),
          "register": ("sample_draw", "sample_stratum", "sample_case")}


class Damaged(Exception):
    pass


def group_of(table):
    for group, tables in GROUPS.items():
        if table in tables:
            return group
    return "data"


def digest(value):
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


def dump_table(database, table):
    left_out = VOLATILE.get(table, set())
    columns = [row[1] for row in database.execute(f'pragma table_info("{table}")') if row[1] not in left_out]
    names = ", ".join(f'"{name}"' for name in columns)
    return sorted(map(repr, database.execute(f'select {names} from "{table}"')))


def read_warehouse(path, scratch):
    """Group → digest, of a copy, so that what a killed writer left is left for the next run. Without a file, or with an
    empty one, nothing."""
    if not os.path.exists(path):
        return {}
    copy = os.path.join(scratch, "copy.db")
    for suffix in ("", "-journal"):
        if os.path.exists(copy + suffix):
            os.unlink(copy + suffix)
        if os.path.exists(path + suffix):
            shutil.copy(path + suffix, copy + suffix)
    database = sqlite3.connect(copy)
    try:
        verdict = database.execute("pragma integrity_check").fetchall()
        if verdict != [("ok",)]:
            raise Damaged(f"integrity_check: {verdict[:3]}")
        tables = [row[0] for row in database.execute("select name from sqlite_schema where type = 'table' order by 1")]
        rows = {}
        rows["schema"] = database.execute("select type, name, sql from sqlite_schema order by 1, 2").fetchall()
        for table in tables:
            dump = dump_table(database, table)
            if dump:
                rows.setdefault(group_of(table), []).append((table, dump))
        return {group: digest(contents) for group, contents in rows.items() if contents}
    except sqlite3.DatabaseError as error:
        raise Damaged(str(error)) from error
    finally:
        database.close()


def read_folder(path):
    """Name → SHA-256 of every file below; None when there is no folder."""
    if not os.path.isdir(path):
        return None
    found = {}
    for folder, _, names in os.walk(path):
        for name in names:
            full = os.path.join(folder, name)
            with open(full, "rb") as file:
                found[os.path.relpath(full, path)] = hashlib.sha256(file.read()).hexdigest()
    return found


def loose_modes(place, known):
    """What others than its owner may read or write, below `place`."""
    found = []
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in known]
        for name in folders + names:
            mode = os.lstat(os.path.join(folder, name)).st_mode
            if mode & 0o077:
                found.append(f"{os.path.relpath(os.path.join(folder, name), place)} {mode & 0o777:03o}")
    return found
