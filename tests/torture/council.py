"""A council of two extracts with the definitions it needs and no more, so that a run makes few system calls.

The definitions are those of this repository, but for a report, a measure and a model of its own. They are laid out as
an installed program has them (bin/, share/scorecard/): the program then looks nowhere else."""
import csv
import os
import shutil

SCHEMAS = ["person", "requests", "localities", "targets", "steps", "baselines", "commentary", "actions",
           "establishments", "survey_questions"]
CODES = ["sex", "ethnicity", "upn_unknown", "bank_holidays", "request_source", "request_outcome", "status",
         "audit_section", "audit_grade", "plan_kind"]
MODELS = ["mart_action", "stg_actions", "stg_person"]
CHECKS = ["request_decided_before_receipt", "request_undecided_with_date", "request_recorded_twice"]

MEASURE = """-- title:       Requests received
-- ref:         D01
-- kind:        count
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      neither
-- source:      SEN2
-- owner:       Head of SEND
-- needs:       requests
select requeststableid as case_id, receiveddate as on_date, row_id, requestoutcome as outcome
from current_requests
"""
REPORT = """{"title": "Requests", "subtitle": "A small council", "subject": "requests", "keywords": "requests",
 "how_to_read": ["Requests by month."],
 "pages": [{"id": "requests", "title": "Requests", "blocks": [
   {"chart": "spc", "measure": "requests_received", "period": "month"},
   {"chart": "table", "measure": "requests_received", "split": "outcome"}]}]}
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def install(program, root, place):
    """The program and the definitions under `place`; the program's new path."""
    share = os.path.join(place, "share", "scorecard")
    for folder, names, suffix in (("schemas", SCHEMAS, ".json"), ("schemas/codes", CODES, ".csv"),
                                  ("stages/models", MODELS, ".sql"), ("stages/checks", CHECKS, ".sql")):
        os.makedirs(os.path.join(share, folder))
        for name in names:
            shutil.copy(os.path.join(root, folder, name + suffix), os.path.join(share, folder))
    shutil.copy(os.path.join(root, "settings.json"), share)
    with open(os.path.join(root, "schemas/codes/split_labels.csv"), encoding="utf-8") as file:
        labels = [line for line in file if line.startswith(("split,", "sex,", "request_source,"))]
    write(os.path.join(share, "schemas/codes/split_labels.csv"), "".join(labels))
    write(os.path.join(share, "stages/measures/requests_received.sql"), MEASURE)
    shutil.copy(os.path.join(root, "tests/few/stages/models/mart_benchmark.sql"), os.path.join(share, "stages/models"))
    write(os.path.join(share, "reports/send-scorecard.json"), REPORT)
    os.makedirs(os.path.join(place, "bin"))
    shutil.copy(program, os.path.join(place, "bin", "scorecard"))
    return os.path.join(place, "bin", "scorecard")


def write_table(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_extracts(folder, children, outcomes):
    """Two registers and the localities; every 40th request is rejected, every 50th refers to nobody."""
    os.makedirs(folder)
    write_table(os.path.join(folder, "person.csv"),
                ["persontableid", "surname", "forename", "personbirthdate", "sex", "ethnicity", "postcode", "upn"],
                [[f"P{i}", f"Family{i}", f"Given{i}", f"20{8 + i % 9:02}-{1 + i % 12:02}-{1 + i % 28:02}", "MF"[i % 2],
                  "WBRI", f"CW{1 + i % 12} {i % 9}AB", ""] for i in range(children)])
    write_table(os.path.join(folder, "requests.csv"),
                ["requeststableid", "persontableid", "receiveddate", "rquestsource", "requestoutcomedate",
                 "requestoutcome"],
                [[f"R{i}", f"P{i if i % 50 else i + 100000}",
                  "2020-02-30" if i % 40 == 7 else f"20{19 + i % 2}-{1 + i % 12:02}-{1 + i % 28:02}", 1 + i % 5,
                  f"2020-{1 + i % 12:02}-{1 + i % 28:02}", outcomes[i % len(outcomes)]] for i in range(children)])
    write_table(os.path.join(folder, "localities.csv"), ["postcode_prefix", "locality"],
                [["CW1", "North"], ["CW12", "South"]])
