"""The tables between extracts and measures, one row a request, plan, placement, review …: what stages/models does in SQL."""
import csv
import re

import numpy as np
import pandas as pd

from dates import DAY, age_at, least

EVER = pd.Timestamp("1900-01-01")


class Council:
    """Extracts as frames, and the tables made of them."""

    def __init__(self, frames, counts, calendar, project):
        self.x, self.counts, self.calendar = frames, counts, calendar
        self.holidays = [row["date"] for row in read_codes(project, "bank_holidays")]
        self.kinds = {row["code"]: row for row in read_codes(project, "dsg_category")}
        self.schools = make_schools(frames["establishments"], self.kinds)
        self.locality_of = locality_finder(frames["localities"])
        self.children = make_children(frames["person"], self.locality_of)
        self.requests, self.request_plans = make_requests(frames, self.children)
        self.assessments = make_assessments(frames, self.requests, self.schools)
        self.plans = make_plans(frames, self.assessments, self.requests, self.children)
        self.main = make_main_placements(frames, self.plans, self.schools)
        self.settings = make_child_settings(self.plans, self.main)
        self.reviews = make_reviews(frames, self.assessments, self.children)
        self.open_requests = make_open_requests(frames, self.requests)
        self.pupils, self.sen_pupils = make_pupils(frames, self.schools, self.locality_of)
        code = frames["person"]["NativeId"].dropna()
        self.la_code = code.min() if len(code) else "895"

    def plan_days(self):
        """One row a plan held, day counted and main placement on that day."""
        stretches = self.plans.merge(self.main, left_on="plan", right_on="placed_plan")
        days = []
        for day in self.calendar.days:
            is_open = (stretches.from_date <= day) & ~(stretches.to_date <= day)
            is_main = (stretches.main_from <= day) & ~(stretches.main_to <= day)
            days.append(stretches[is_open & is_main].assign(at_date=day))
        return pd.concat(days, ignore_index=True)


def read_codes(project, name):
    with open(f"{project}/schemas/codes/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_of(frame, by, order):
    """The first row of each group in an order."""
    return frame.sort_values([*by, *order], na_position="first", kind="stable").drop_duplicates(by)


def make_schools(gias, kinds):
    schools = pd.DataFrame({
        "urn": gias["URN"], "la_code": gias["LA (code)"], "la_number": gias["LA (code)"] + gias["EstablishmentNumber"],
        "establishment_type": gias["TypeOfEstablishment (name)"], "school_phase": gias["PhaseOfEducation (name)"]})
    schools["dsg_category"] = schools.establishment_type.map(lambda kind: kinds.get(kind, {}).get("category"))
    schools["is_mainstream"] = schools.establishment_type.map(lambda kind: kinds.get(kind, {}).get("mainstream") == "1")
    return schools


def locality_finder(localities):
    prefixes = sorted(((re.sub(r"\s+", " ", p.upper().strip()), name) for p, name in
                       zip(localities["postcode_prefix"], localities["locality"])), key=lambda a: (-len(a[0]), a[1]))

    def find(text):
        if text != text or text is None:
            return np.nan
        squeezed = re.sub(r"\s", "", text).upper()
        postcode = squeezed if len(squeezed) < 5 else f"{squeezed[:-3]} {squeezed[-3:]}"
        for prefix, name in prefixes:
            after = postcode[len(prefix):len(prefix) + 1]
            same_kind = (prefix[-1].isdigit() and after.isdigit()) or (prefix[-1].isalpha() and after.isalpha())
            if postcode.startswith(prefix) and not same_kind:
                return name
        return np.nan

    return lambda postcodes: postcodes.map({text: find(text) for text in postcodes.unique()})


def make_children(person, locality_of):
    return pd.DataFrame({"person": person["persontableid"], "birth_date": person["personbirthdate"], "sex": person["sex"],
                         "ethnicity": person["ethnicity"], "locality": locality_of(person["postcode"])})


def make_needs(frames):
    """The primary need of each request with an open plan."""
    needs = frames["senneed"].merge(frames["activeplans"][["activeplanstableid", "requeststableid"]], on="activeplanstableid")
    first = first_of(needs, ["requeststableid"], ["sentyperank", "sentype"])
    return first.set_index("requeststableid")["sentype"]


def make_requests(frames, children):
    requests = frames["requests"].rename(columns={
        "requeststableid": "request", "persontableid": "person", "receiveddate": "received", "rquestsource": "request_source",
        "requestoutcome": "outcome", "requestoutcomedate": "outcome_date", "requestmediation": "mediation",
        "requesttribunal": "tribunal"})
    issued = frames["namedplan"].merge(frames["assessment"][["assessmenttableid", "requeststableid"]], on="assessmenttableid")
    issued = issued.sort_values(["requeststableid", "startdate", "namedplantableid"])
    first = issued.groupby("requeststableid")["startdate"].min()
    requests = requests.merge(children, on="person", how="left")
    requests["primary_need"] = requests.request.map(make_needs(frames))
    requests["first_plan_date"] = requests.request.map(first)
    decided = requests.outcome.isin(["Y", "N"])
    requests["decision_date"] = requests.outcome_date.where(decided)
    days = (requests.outcome_date - requests.received).dt.days
    requests["days_to_outcome"] = days.where(days >= 0)
    # What a window knows of the plans that came of a request: none before the first, then each until the next begins.
    before = pd.DataFrame({"request": first.index, "plan_id": np.nan, "known_from": pd.NaT, "known_to": first.values})
    after = pd.DataFrame({"request": issued.requeststableid, "plan_id": issued.namedplantableid, "known_from": issued.startdate,
                          "known_to": issued.groupby("requeststableid")["startdate"].shift(-1)})
    known = pd.concat([before, after], ignore_index=True)
    return requests, known[known.known_from.isna() | known.known_to.isna() | (known.known_from < known.known_to)]


def plan_phases(frames, schools):
    """The phase of the setting of the lowest rank named in each plan."""
    details = frames["plandetail"].assign(rank=frames["plandetail"]["placementrank"].fillna(99))
    first = first_of(details, ["namedplantableid"], ["rank", "plandetailtableid"])
    return first.set_index("namedplantableid")["urn"].map(schools.set_index("urn")["school_phase"])


def make_assessments(frames, requests, schools):
    wanted = ["request", "person", "received", "birth_date", "sex", "locality", "primary_need", "mediation", "tribunal"]
    table = frames["assessment"].merge(requests[wanted], left_on="requeststableid", right_on="request")
    table = table.merge(frames["namedplan"], on="assessmenttableid", how="left", suffixes=("", "_plan"))
    table = table.rename(columns={"namedplantableid": "plan_id", "startdate": "issued", "ceasedate": "cease_date",
                                  "ceasereason": "cease_reason", "pb": "personal_budget"})
    table["school_phase"] = table.plan_id.map(plan_phases(frames, schools))
    table["days_to_issue"] = (table.issued - table.received).dt.days
    flags = table[["mediation", "tribunal", "assessmentmediation", "assessmenttribunal", "othermediation", "othertribunal"]]
    table["left_out"] = table.assessmentoutcome.isin(["H", "S"]) | (table.issued < table.received) | (flags == 1).any(axis=1)
    table["exception"] = table.left_out | (table.week20 == 1)
    return table


def make_plans(frames, assessments, requests, children):
    issued = assessments[assessments.plan_id.notna()]
    issued = pd.DataFrame({"plan": issued.plan_id, "case": issued.plan_id, "plan_id": issued.plan_id, "request": issued.request,
                           "person": issued.person, "from_date": issued.issued, "to_date": issued.cease_date,
                           "cease_reason": issued.cease_reason, "personal_budget": issued.personal_budget.fillna(0)})
    active = frames["activeplans"].merge(requests[requests.first_plan_date.isna()], left_on="requeststableid", right_on="request")
    moved = pd.DataFrame({"plan": "active " + active.activeplanstableid, "case": active.activeplanstableid, "plan_id": np.nan,
                          "request": active.request, "person": active.person, "from_date": active.received,
                          "to_date": pd.NaT, "cease_reason": np.nan, "personal_budget": 0.0})
    plans = pd.concat([issued, moved], ignore_index=True).merge(children, on="person", how="left")
    plans["primary_need"] = plans.request.map(requests.set_index("request")["primary_need"])
    plans = plans.sort_values(["person", "from_date", "case"], kind="stable")
    plans["next_from"] = plans.groupby("person")["from_date"].shift(-1)
    return plans.reset_index(drop=True)


def offered_settings(frames, plans):
    """Settings that a plan may have as its main placement: its placements, then those named in it."""
    active = frames["activeplans"][["activeplanstableid", "requeststableid"]]
    placed = frames["placementdetail"].merge(active, on="activeplanstableid").merge(
        plans[["plan", "request"]], left_on="requeststableid", right_on="request")
    placed = placed.rename(columns={"placementdetailtableid": "setting"}).assign(source=1)
    named = frames["plandetail"].merge(plans[["plan", "plan_id"]], left_on="namedplantableid", right_on="plan_id")
    named = named.rename(columns={"plandetailtableid": "setting"}).assign(source=2, entrydate=pd.NaT, leavingdate=pd.NaT)
    columns = ["plan", "source", "placementrank", "setting", "urn", "sensetting", "senunitindicator",
               "resourcedprovisionindicator", "entrydate", "leavingdate"]
    offered = pd.concat([placed[columns], named[columns]], ignore_index=True)
    return offered.assign(placementrank=offered.placementrank.fillna(99))


def make_main_placements(frames, plans, schools):
    """Stretches of days on which a plan's main placement is the same: the open one of the lowest rank, unless one of a lower
    rank has left."""
    offered = offered_settings(frames, plans)
    edges = pd.concat([pd.DataFrame({"plan": plans.plan, "main_from": EVER}),
                       offered[["plan", "entrydate"]].rename(columns={"entrydate": "main_from"}),
                       offered[["plan", "leavingdate"]].rename(columns={"leavingdate": "main_from"})]).dropna()
    edges = edges.drop_duplicates().sort_values(["plan", "main_from"])
    edges["main_to"] = edges.groupby("plan")["main_from"].shift(-1)
    fits = edges.merge(offered, on="plan")
    has_left = fits.leavingdate <= fits.main_from
    left_rank = fits.placementrank.where(has_left).groupby([fits.plan, fits.main_from]).transform("min")
    is_barred = (fits.source == 1) & (fits.placementrank > left_rank)
    fits = fits[~(fits.entrydate > fits.main_from) & ~has_left & ~is_barred]
    chosen = first_of(fits, ["plan", "main_from"], ["source", "placementrank", "setting"])
    main = edges.merge(chosen.drop(columns="main_to"), on=["plan", "main_from"], how="left")
    main = main.merge(schools, on="urn", how="left").rename(columns={"plan": "placed_plan", "urn": "school"})
    in_unit, in_provision = main.senunitindicator == 1, main.resourcedprovisionindicator == 1
    main["placement_type"] = main.establishment_type.where(main.school.notna(), main.sensetting)
    main["category"] = main.dsg_category.fillna("other").mask(main.is_mainstream.eq(True) & (in_unit | in_provision), "resourced")
    main["unit_provision"] = np.select([in_provision, in_unit], ["resourced provision", "SEN unit"], "whole school")
    main["by_other_la"] = main.sensetting == "OLA"
    return main[["placed_plan", "main_from", "main_to", "school", "school_phase", "la_code", "placement_type", "category",
                 "unit_provision", "by_other_la"]]


def make_child_settings(plans, main):
    """The need and school of each child's latest plan, by stretch of days."""
    both = plans.merge(main, left_on="plan", right_on="placed_plan")
    both = both[~(both.next_from <= both.from_date) & ~(both.main_to <= both.from_date) & ~(both.main_from >= both.next_from)]
    return pd.DataFrame({"person": both.person, "primary_need": both.primary_need, "school": both.school,
                         "school_phase": both.school_phase, "set_from": both[["main_from", "from_date"]].max(axis=1),
                         "set_to": least(both.next_from, both.main_to)})


def make_reviews(frames, assessments, children):
    plans = assessments[assessments.plan_id.notna()].groupby(["person", "issued"])["cease_date"].agg(["max", "count", "size"])
    plans["plan_cease"] = plans["max"].where(plans["count"] == plans["size"])
    reviews = frames["annual_reviews"].rename(columns={"persontableid": "person", "plan_start_date": "issued"})
    reviews = reviews.merge(plans[["plan_cease"]].reset_index(), on=["person", "issued"], how="left")
    reviews = reviews.merge(children, on="person", how="left")
    given = reviews[["health_contributed", "care_contributed", "child_contributed"]]
    reviews["contributed"] = (given == 1).all(axis=1)
    reviews["decision_on"] = least(reviews.decision_date, reviews.meeting_date + 29 * DAY)
    reviews["final_on"] = least(reviews.final_plan_date, reviews.meeting_date + 85 * DAY)
    return reviews


def make_open_requests(frames, requests):
    """Requests that were or are open, from the day received until refused, withdrawn or a plan began."""
    assessed = frames["assessment"]
    closed = assessed[assessed.assessmentoutcome.isin(["N", "W"])].groupby("requeststableid")["assessmentoutcomedate"].min()
    never = assessed.assessmentoutcome.isin(["H", "S"]) | (assessed.assessmentoutcome.isin(["N", "W"]) &
                                                           assessed.assessmentoutcomedate.isna())
    never = set(assessed[never].requeststableid)
    table = requests.assign(closed=requests.request.map(closed), from_date=requests.received)
    refused = table.outcome.isin(["N", "W"])
    held = table.request.isin(frames["activeplans"].requeststableid)
    known = table.request.isin(assessed.requeststableid)
    table["to_date"] = least(table.outcome_date.where(refused), table.closed, table.first_plan_date)
    table["decided"] = table.outcome_date.fillna(table.received).mask(table.outcome == "A")
    table["decided"] = table.decided.mask(table.outcome == "H", table.received)
    drafts = frames["casework"].set_index("requeststableid")["draft_issued_date"]
    table["drafted"] = table.request.map(drafts)
    left_out = (table.exported.notna() | table.request.isin(never) | (refused & table.outcome_date.isna()) |
                ((table.outcome == "H") & ~known) | (held & table.first_plan_date.isna()))
    return table[~left_out]


def make_pupils(frames, schools, locality_of):
    roll = frames["pupilonroll"]
    census = frames["census_date"]
    pupils = roll[roll.enrolstatus.isin(["C", "M"])].rename(columns={"pupilonrolltableid": "pupil", "senprovision": "provision"})
    by_number = schools.dropna(subset=["la_number"]).groupby("la_number")["urn"].min()
    pupils["school"] = pupils.urn.fillna(pupils.NativeId.str.replace("/", "", regex=False).map(by_number))
    meals = frames["fsmperiod"]
    eligible = meals[(meals.fsmstartdate <= census) & ~(meals.fsmenddate < census)].pupilonrolltableid.unique()
    pupils["has_meals"] = pupils.pupil.isin(eligible)
    pupils["is_temporary"] = pupils.upn.str[12:13].between("A", "Z")
    pupils["at_date"] = census
    sen = pupils[pupils.provision.isin(["K", "E"])].merge(schools[["urn", "school_phase"]], left_on="school", right_on="urn",
                                                          how="left", suffixes=("", "_gias"))
    needs = first_of(frames["senneeds"], ["pupilonrolltableid"], ["sentyperank", "sentype"])
    sen["primary_need"] = sen.pupil.map(needs.set_index("pupilonrolltableid")["sentype"])
    sen["locality"] = locality_of(sen.postcode)
    august = pd.Timestamp(census.year - (1 if (census.month, census.day) <= (8, 31) else 0), 8, 31)
    sen["age"] = age_at(sen.dob, august)
    return pupils, sen
