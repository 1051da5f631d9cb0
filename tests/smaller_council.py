"""Makes a smaller council of the demo's extracts: python3 smaller_council.py DEMO OUT SHARE SEED

Of the children, complaints, referrals, answers and pupils a SHARE is kept, chosen by SEED, with all that hangs on them; every other file
is copied. Nothing else changes, so that what is hidden of a council of any size can be attacked."""
import csv
import hashlib
import io
import os
import sys

# files (the end of their names), the column that chooses, and what it chooses by: a kind of its own, or the ids of a file before
FILES = [("_person.csv", "persontableid", None, "persontableid"), ("_requests.csv", "persontableid", "_person.csv", "requeststableid"),
         ("_assessment.csv", "requeststableid", "_requests.csv", "assessmenttableid"),
         ("_namedplan.csv", "assessmenttableid", "_assessment.csv", "namedplantableid"),
         ("_plandetail.csv", "namedplantableid", "_namedplan.csv", None),
         ("_activeplans.csv", "requeststableid", "_requests.csv", "activeplanstableid"),
         ("_placementdetail.csv", "activeplanstableid", "_activeplans.csv", None),
         ("_senneed.csv", "activeplanstableid", "_activeplans.csv", None), ("advice.csv", "requeststableid", "_requests.csv", None),
         ("casework.csv", "RequestsTableId", "_requests.csv", None), ("annual_reviews.csv", "persontableid", "_person.csv", None),
         ("audits.csv", "persontableid", "_person.csv", None), ("consultations.csv", "persontableid", "_person.csv", None),
         ("destinations.csv", "persontableid", "_person.csv", None), ("dynamic_support.csv", "persontableid", "_person.csv", None),
         ("complaints.csv", "case_id", None, None), ("health_waits.csv", "referral_id", None, None),
         ("survey_answers.csv", "response_id", None, None), ("_pupilonroll.csv", "pupilonrolltableid", None, "pupilonrolltableid"),
         ("_fsmperiod.csv", "pupilonrolltableid", "_pupilonroll.csv", None),
         ("_senneeds.csv", "pupilonrolltableid", "_pupilonroll.csv", None)]


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    except UnicodeDecodeError:
        return list(csv.reader(io.StringIO(data.decode("cp1252"))))


def main(demo, out, share, seed):
    def is_kept(kind, key):
        return int(hashlib.sha256(f"{seed}:{kind}:{key}".encode()).hexdigest()[:12], 16) < float(share) * 16 ** 12

    os.makedirs(out)
    ids, done = {}, set()
    for end, column, parent, key in FILES:
        name = next(name for name in sorted(os.listdir(demo)) if name == end or (end[0] == "_" and name.endswith(end)))
        header, *rows = read(os.path.join(demo, name))
        at = header.index(column)
        rows = [row for row in rows if len(row) > at and (row[at] in ids[parent] if parent else is_kept(end, row[at]))]
        if key:
            ids[end] = {row[header.index(key)] for row in rows}
        with open(os.path.join(out, name), "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        done.add(name)
    for name in set(os.listdir(demo)) - done:
        with open(os.path.join(demo, name), "rb") as source, open(os.path.join(out, name), "wb") as file:
            file.write(source.read())


main(*sys.argv[1:])
