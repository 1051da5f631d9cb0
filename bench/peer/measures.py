"""The board's measures: how each is counted (SPECS) and the rows it counts (a function of the council each)."""
import numpy as np
import pandas as pd

from dates import DAY, add_working_days, age_at, age_band, august_before, least, months_between, nc_year

SPECS, ROWS = {}, {}
USUAL = ["locality", "primary_need", "age_band", "school_phase", "sex", "school"]


def measure(kind, periods, unit="number", splits=(), **more):
    def keep(function):
        SPECS[function.__name__] = {"kind": kind, "periods": periods.split(), "unit": unit, "splits": list(splits), **more}
        ROWS[function.__name__] = function
        return function
    return keep


def rate(periods, splits=()):
    return measure("rate", periods, "percent", splits)


def frame(**columns):
    return pd.DataFrame({name: column.values if isinstance(column, pd.Series) else column for name, column in columns.items()})


# Demand

@measure("count", "month rolling", splits=["request_source", "locality", "age_band", "sex"])
def requests_received(c):
    r = c.requests[c.requests.outcome != "H"]
    return r.assign(on=r.received, age_band=age_band(age_at(r.birth_date, r.received)))


@rate("month rolling")
def requests_from_parents(c):
    r = c.requests[c.requests.outcome != "H"]
    return r.assign(on=r.received, met=r.request_source == "1")


@rate("rolling")
def requests_triaged_1_week(c):
    r = c.requests.merge(c.x["casework"], left_on="request", right_on="requeststableid")
    r = r[(r.outcome != "H") & (r.triage_date >= r.received)]
    return r.assign(on=r.triage_date, met=(r.triage_date - r.received).dt.days <= 7)


@rate("rolling", ["locality", "primary_need", "age_band", "school_phase", "sex", "request_source"])
def requests_decided_6_weeks(c):
    r = c.requests.merge(c.request_plans, on="request", how="left")
    r = r[r.decision_date.notna() & r.days_to_outcome.notna() & ~(r.known_to <= r.decision_date)]
    phases = c.assessments.dropna(subset=["plan_id"]).set_index("plan_id")["school_phase"]
    return r.assign(on=r.decision_date, met=r.days_to_outcome <= 42, school_phase=r.plan_id.map(phases),
                    age_band=age_band(age_at(r.birth_date, r.decision_date)))


@rate("rolling")
def requests_agreed(c):
    r = c.requests[c.requests.decision_date.notna()]
    return r.assign(on=r.decision_date, met=r.outcome == "Y")


@measure("count", "day")
def requests_undecided_over_6_weeks(c):
    r = c.requests
    r = r[r.exported.isna() & ((r.outcome == "A") | (r.outcome.isin(["Y", "N", "W"]) & r.outcome_date.notna()))]
    return frame(start=r.received + 43 * DAY, stop=r.outcome_date.mask(r.outcome == "A"))


@measure("sum", "day")
def population_0_to_25(c):
    people = c.x["population"]
    people = people[people.age <= 25]
    days = []
    for day in c.calendar.days:
        year = people.year[people.year <= day.year].max()
        days.append(people[people.year == year].assign(at=day))
    both = pd.concat(days)
    return both.assign(value=both["count"])


# Timeliness

def issued(c, left_out):
    a = c.assessments[c.assessments.plan_id.notna() & ~c.assessments[left_out]]
    return a.assign(on=a.issued, met=a.days_to_issue <= 140, value=a.days_to_issue,
                    age_band=age_band(age_at(a.birth_date, a.issued)))


@rate("month rolling", ["locality", "primary_need", "age_band", "school_phase", "sex"])
def plans_issued_20_weeks(c):
    return issued(c, "exception")


@rate("month rolling", ["locality", "primary_need", "age_band", "school_phase", "sex"])
def plans_issued_20_weeks_all(c):
    return issued(c, "left_out")


@measure("median", "rolling", "weeks")
def weeks_to_issue(c):
    return issued(c, "left_out")


@rate("rolling")
def not_issued_16_weeks(c):
    a = c.assessments.drop_duplicates("assessmenttableid")
    a = a[(a.assessmentoutcome == "N") & (a.assessmentoutcomedate >= a.received)]
    return a.assign(on=a.assessmentoutcomedate, met=(a.assessmentoutcomedate - a.received).dt.days <= 112)


@rate("rolling", ["service"])
def advice_6_weeks(c):
    a = c.x["advice"]
    a = a[~(a.received_date < a.requested_date)]
    return a.assign(on=least(a.received_date, a.requested_date + 43 * DAY),
                    met=a.received_date <= a.requested_date + 42 * DAY)


@measure("count", "day", splits=["stage", "weeks_band"])
def open_assessments(c):
    advice = c.x["advice"]
    days = []
    for day in c.calendar.days:
        r = c.open_requests
        r = r[(r.from_date <= day) & ~(r.to_date <= day)].copy()
        asked = advice[advice.requested_date <= day]
        waiting = (~(asked.received_date <= day)).groupby(asked.requeststableid).max()
        age = (day - r.from_date).dt.days
        r["stage"] = np.select([r.decided.isna() | (r.decided > day), r.drafted <= day, r.request.map(waiting).eq(False)],
                               ["awaiting decision", "with family", "drafting"], "awaiting advice")
        r["weeks_band"] = np.select([age <= 42, age <= 112, age <= 140], ["0 to 6", "6 to 16", "16 to 20"], "over 20")
        days.append(r.assign(at=day))
    return pd.concat(days)


@measure("count", "day")
def open_over_20_weeks(c):
    return frame(start=c.open_requests.from_date + 141 * DAY, stop=c.open_requests.to_date)


@measure("count", "day")
def due_to_breach(c):
    r = c.open_requests
    return frame(start=r.from_date + (141 - 61) * DAY, stop=least(r.to_date, r.from_date + 141 * DAY))


@rate("rolling")
def meetings_held(c):
    a = c.assessments[c.assessments.plan_id.notna()].merge(c.x["casework"], on="requeststableid")
    return a.assign(on=a.issued, met=(a.first_meeting_date <= a.issued) & (a.second_meeting_date <= a.issued))


# Plans

@measure("count", "day", splits=["locality", "primary_need", "age_band", "school_phase", "sex", "placement_type", "nc_year",
                                 "ethnicity", "years_held"])
def plans_open(c):
    p = c.plan_days().rename(columns={"at_date": "at"})
    augusts = {day: august_before(day) for day in c.calendar.days}
    august = p["at"].map(augusts)
    p["age_band"] = age_band(age_at(p.birth_date, august))
    p["nc_year"] = pd.concat([nc_year(part.birth_date, day) for day, part in p.groupby(august)]).reindex(p.index)
    p["years_held"] = age_at(p.from_date, p["at"]).astype(int).astype(str)
    return p


@measure("count", "month rolling")
def plans_started(c):
    return frame(on=c.plans.from_date)


@measure("count", "month rolling", splits=["cease_reason"])
def plans_ceased(c):
    p = c.plans[c.plans.to_date.notna()]
    return p.assign(on=p.to_date)


@rate("day")
def personal_budgets(c):
    return frame(start=c.plans.from_date, stop=c.plans.to_date, met=c.plans.personal_budget)


@measure("count", "day", splits=["category"])
def placements_by_category(c):
    return c.plan_days().rename(columns={"at_date": "at"})


@rate("day")
def placements_independent(c):
    p = c.plan_days()
    return frame(at=p.at_date, met=p.category == "independent")


@rate("day")
def out_of_area(c):
    p = c.plan_days()
    other = p.la_code.notna() & (p.la_code != c.la_code)
    return frame(at=p.at_date, met=other | p.by_other_la)


@measure("ratio", "as_at", "percent", ["provision", "school"])
def places_filled(c):
    places = c.x["places"]
    places = places[places.financial_year == c.calendar.financial_year()]
    whole = places.provision.isin(["special", "alternative provision"])
    offered = places.assign(part=places.provision.mask(whole, "whole school")).groupby(["urn", "part"])["provision"].max()
    p = c.plan_days()
    p = p[p.at_date == c.calendar.as_at].merge(offered.reset_index(), left_on=["school", "unit_provision"],
                                               right_on=["urn", "part"])
    return pd.concat([frame(school=places.urn, provision=places.provision, top=0, bottom=places.commissioned_places),
                      frame(school=p.school, provision=p.provision, top=1, bottom=0)]).assign(at=c.calendar.as_at)


@rate("rolling")
def consultations_15_days(c):
    a = c.x["consultations"]
    a = a[~(a.response_date < a.sent_date)]
    return a.assign(on=least(a.response_date, a.sent_date + 16 * DAY), met=a.response_date <= a.sent_date + 15 * DAY)


# Pupils

def of_pupils(provision, met):
    def rows(c):
        p = c.pupils if provision is None else c.pupils[c.pupils.provision == provision]
        return frame(at=p.at_date, met=met(p), school=p.school)
    return rows


for name, provision, met, split in [
        ("fsm_no_sen", "N", lambda p: p.has_meals, []), ("fsm_sen_support", "K", lambda p: p.has_meals, []),
        ("fsm_with_plan", "E", lambda p: p.has_meals, []), ("temporary_upns", None, lambda p: p.is_temporary, []),
        ("plans_per_100_pupils", None, lambda p: p.provision == "E", []),
        ("sen_support_rate", None, lambda p: p.provision == "K", ["school"])]:
    rows = of_pupils(provision, met)
    rows.__name__ = name
    rate("census", split)(rows)


@measure("count", "census", splits=["school", "school_phase", "primary_need", "locality", "sex"])
def sen_support_pupils(c):
    p = c.sen_pupils[c.sen_pupils.provision == "K"]
    return p.assign(at=p.at_date)


@measure("sum", "census")
def first_concerns_pupils(c):
    f = c.x["first_concerns"]
    return frame(at=f.censusdate, value=f.pupils)


@measure("sum", "census")
def need_expected_gap(c):
    expected, day = c.x["prevalence"], c.x["census_date"]
    expected = expected[expected.measure == "expected_need_5_to_18"]
    expected = expected[expected.year == expected.year[expected.year <= day.year].max()]
    p = c.sen_pupils[c.sen_pupils.age.between(5, 18)]
    return frame(value=pd.concat([expected.value, pd.Series(-1.0, index=range(len(p)))]), at=day)


# Annual reviews

def with_setting(c, table, on):
    """The rows with the child's need and school on a day of theirs."""
    table = table.reset_index(drop=True)
    table["row"], table["on"] = table.index, on.values
    fits = table[["row", "person", "on"]].merge(c.settings, on="person")
    fits = fits[(fits.set_from <= fits.on) & ~(fits.set_to <= fits.on)].drop(columns=["person", "on"])
    table = table.merge(fits, on="row", how="left")
    return table.assign(age_band=age_band(age_at(table.birth_date, table.on)))


@rate("month rolling", USUAL)
def reviews_held_12_months(c):
    r = c.reviews[~(c.reviews.plan_cease <= c.reviews.due_date)]
    return with_setting(c, r.assign(met=r.meeting_date <= r.due_date), r.due_date)


@rate("month rolling", USUAL)
def reviews_decided_4_weeks(c):
    r = c.reviews[c.reviews.meeting_date.notna() & ~(c.reviews.decision_date < c.reviews.meeting_date)]
    return with_setting(c, r.assign(met=(r.decision_date - r.meeting_date).dt.days <= 28), r.decision_on)


@rate("month rolling", USUAL)
def reviews_final_12_weeks(c):
    r = c.reviews[(c.reviews.decision == "A") & c.reviews.meeting_date.notna() &
                  ~(c.reviews.final_plan_date < c.reviews.meeting_date)]
    met = (r.final_plan_date - r.meeting_date).dt.days <= 84
    return with_setting(c, r.assign(met=met, known_from=r.decision_date), r.final_on)


@rate("rolling", USUAL)
def review_contributions(c):
    r = c.reviews[c.reviews.meeting_date.notna()]
    return with_setting(c, r.assign(met=r.contributed), r.meeting_date)


@measure("count", "day", splits=[*USUAL, "months_overdue_band"])
def reviews_overdue(c):
    days = []
    for day in c.calendar.days:
        r = c.reviews
        r = r[(r.due_date < day) & ~(r.meeting_date <= day) & ~(r.plan_cease <= day)]
        days.append(r.assign(at=day))
    r = pd.concat(days)
    months = months_between(r.due_date, r["at"])
    r["months_overdue_band"] = np.select([months < 1, months < 3, months < 6, months < 12],
                                         ["under 1", "1 to 2", "3 to 5", "6 to 11"], "12 and over")
    return with_setting(c, r, r["at"]).drop(columns="on")


@rate("rolling", ["locality", "primary_need", "age_band", "school_phase", "sex", "school", "key_stage"])
def phase_transfers_in_time(c):
    active = c.x["activeplans"]
    active = active[active.phasetransferduedate.notna()]
    t = active.merge(c.requests, left_on="requeststableid", right_on="request")
    t = t.merge(c.request_plans, on="request", how="left")
    t = t[~(t.known_to <= t.phasetransferduedate)].reset_index(drop=True)
    t["plan"] = t.plan_id.mask(~t.request.isin(c.request_plans.request), "active " + t.activeplanstableid)
    t["on"], t["row"] = t.phasetransferduedate, t.index
    fits = t[["row", "plan", "on"]].merge(c.main, left_on="plan", right_on="placed_plan")
    fits = fits[(fits.main_from <= fits.on) & ~(fits.main_to <= fits.on)].drop(columns=["plan", "on"])
    t = t.merge(fits, on="row", how="left")
    year = age_at(t.birth_date, t.on.map(august_before)) - 4
    stage = np.select([year < 1, year < 3, year < 7, year < 10, year < 12, year >= 12],
                      ["early years", "key stage 1", "key stage 2", "key stage 3", "key stage 4", "post-16"], "unknown")
    return t.assign(met=t.phasetransferfinaldate <= t.phasetransferduedate, key_stage=stage,
                    age_band=age_band(age_at(t.birth_date, t.on)))


# Complaints and feedback

def complaints(c):
    return c.x["complaints"][c.x["complaints"].kind == "complaint"]


@measure("count", "month rolling", splits=["theme", "stage", "locality"])
def complaints_received(c):
    return complaints(c).assign(on=complaints(c).received_date)


@rate("rolling")
def complaints_upheld(c):
    a = complaints(c)
    a = a[a.responded_date.notna() & a.outcome.isin(["upheld", "partly upheld", "not upheld"])]
    return a.assign(on=a.responded_date, met=a.outcome.isin(["upheld", "partly upheld"]))


@rate("rolling")
def complaints_answered_in_time(c):
    a = complaints(c)
    a = a.assign(days=a.stage.fillna("1").map({"1": 10, "2": 20}))
    a = a[a.days.notna()]
    waits = a[a.acknowledged_date.isna() | (a.acknowledged_date > a.received_date)]
    clock = pd.concat([waits.assign(clock=waits.received_date, known_to=waits.acknowledged_date),
                       a[a.acknowledged_date.notna()].assign(clock=a.acknowledged_date, known_to=pd.NaT)])
    withdrawn = clock.outcome == "withdrawn"
    clock = clock[~withdrawn | clock.responded_date.notna()]
    withdrawn = clock.outcome == "withdrawn"
    clock["answered"] = clock.responded_date.mask(withdrawn)
    clock["known_to"] = clock.known_to.mask(withdrawn, least(clock.known_to, clock.responded_date))
    clock["late"] = add_working_days(clock.clock.reset_index(drop=True), (clock.days + 1).values, c.holidays).values
    clock["on"] = least(clock.answered, clock.late)
    clock = clock[~(clock.answered < clock.clock) & ~(clock.known_to <= clock.on)]
    return clock.assign(met=clock.answered < clock.late)


@measure("count", "month rolling")
def compliments_received(c):
    a = c.x["complaints"]
    return frame(on=a[a.kind == "compliment"].received_date)


def challenged(c, request, first, other):
    a = c.assessments.drop_duplicates("assessmenttableid")
    r = c.requests
    return frame(on=pd.concat([r.outcome_date[r[request] == 1], a.assessmentoutcomedate[a[first] == 1],
                               a.assessmentoutcomedate[a[other] == 1]]))


@measure("count", "rolling")
def appeals(c):
    return challenged(c, "tribunal", "assessmenttribunal", "othertribunal")


@measure("count", "rolling")
def mediations(c):
    return challenged(c, "mediation", "assessmentmediation", "othermediation")


@rate("rolling", ["survey", "question", "respondent", "plan_year", "locality"])
def survey_positive(c):
    asked = c.x["survey_questions"].dropna(subset=["positive_answers"])
    good = {(s, q): {part.strip().lower() for part in text.split(";")} for s, q, text in
            zip(asked.survey, asked.question, asked.positive_answers)}
    a = c.x["survey_answers"].dropna(subset=["answer"])
    keys = list(zip(a.survey, a.question))
    a = a.assign(on=a.answered_date, met=[answer.strip().lower() in good.get(key, ()) for key, answer in zip(keys, a.answer)])
    a = a[[key in good for key in keys]]
    year = a.plan_year.map(lambda number: str(int(number)), na_action="ignore")
    return a.assign(question=a.survey + "/" + a.question, plan_year=year)


@measure("sum", "rolling", splits=["activity", "locality"])
def participation_people(c):
    a = c.x["participation"]
    return a.assign(on=a.activity_date, value=a.people.fillna(0))


@measure("sum", "month rolling")
def local_offer_visits(c):
    a = c.x["local_offer"]
    return frame(on=pd.to_datetime(a.month + "-01"), value=a.visits)


@measure("ratio", "rolling", "percent")
def local_offer_positive(c):
    a = c.x["local_offer"].dropna(subset=["feedback_count"])
    return frame(on=pd.to_datetime(a.month + "-01"), top=a.feedback_positive.fillna(0), bottom=a.feedback_count)


# Quality

@rate("rolling", ["locality", "plan_kind", "month"])
def audits_good_or_better(c):
    a = c.x["audits"]
    a = a[a.section == "overall"]
    return a.assign(on=a.audit_date, met=a.grade.isin(["outstanding", "good with elements of outstanding", "good"]),
                    month=a.audit_date.dt.strftime("%Y-%m"))


@measure("count", "rolling", splits=["section", "grade", "section|grade"])
def audit_grades(c):
    a = c.x["audits"].assign(on=c.x["audits"].audit_date)
    a["section|grade"] = a.section + "|" + a.grade
    return a


@measure("count", "month rolling")
def audits_done(c):
    return frame(on=c.x["audits"].groupby("audit_id")["audit_date"].min())


# Health

def waits(c):
    a = c.x["health_waits"]
    return a.assign(ended=least(a.outcome_date, a.closed_date))


@measure("count", "day", splits=["pathway", "provider", "weeks_band"])
def waiting(c):
    a, days = waits(c), []
    for day in c.calendar.days:
        open_ = a[(a.referral_date <= day) & ~(a.ended <= day)]
        age = (day - open_.referral_date).dt.days
        band = np.select([age <= 84, age <= 126, age <= 364], ["0 to 12", "12 to 18", "18 to 52"], "over 52")
        days.append(open_.assign(at=day, weeks_band=band))
    return pd.concat(days)


@measure("count", "day", splits=["pathway"])
def waiting_over_12_weeks(c):
    a = waits(c)
    return a.assign(start=a.referral_date + 85 * DAY, stop=least(a.ended, a.first_appointment_date))


@measure("median", "month rolling", "weeks", ["pathway"])
def weeks_to_first_appointment(c):
    a = c.x["health_waits"]
    a = a.assign(on=a.first_appointment_date, value=(a.first_appointment_date - a.referral_date).dt.days)
    return a[a.value >= 0]


@rate("rolling", ["pathway"])
def outcomes_18_weeks(c):
    a = c.x["health_waits"]
    a = a.assign(on=a.outcome_date, days=(a.outcome_date - a.referral_date).dt.days)
    return a[a.days >= 0].assign(met=a.days <= 126)


@measure("count", "day", splits=["rating", "age_band", "with_plan"])
def dynamic_support(c):
    days = []
    for day in c.calendar.days:
        s = c.x["dynamic_support"]
        s = s[(s.from_date <= day) & ~(s.to_date <= day)]
        held = c.plans[(c.plans.from_date <= day) & ~(c.plans.to_date <= day)].person
        days.append(s.assign(at=day, with_plan=np.where(s.persontableid.isin(held), "yes", "no")))
    s = pd.concat(days).merge(c.children, left_on="persontableid", right_on="person", how="left")
    return s.assign(age_band=age_band(age_at(s.birth_date, s["at"])))


# Adulthood and workforce

@rate("rolling")
def destinations_known(c):
    d = c.x["destinations"]
    return frame(on=d.left_date, met=d.destination != "unknown")


@rate("rolling")
def destinations_not_neet(c):
    d = c.x["destinations"]
    d = d[d.destination != "unknown"]
    return frame(on=d.left_date, met=d.destination != "NEET")


@measure("sum", "rolling")
def sencos_trained(c):
    return frame(on=c.x["training"].event_date, value=c.x["training"].sencos)


@measure("count", "day")
def settings_with_access(c):
    a = c.x["setting_access"].dropna(subset=["portal_from_date"])
    return frame(start=a.portal_from_date, stop=a.portal_to_date)


@measure("count", "rolling")
def school_reviews_done(c):
    return frame(on=c.x["school_reviews"].review_date)


def staffing_days(c):
    staff, days = c.x["staffing"], []
    for day in c.calendar.days:
        month = staff.month[staff.month <= day.strftime("%Y-%m")].max()
        days.append(staff[staff.month == month].assign(at=day))
    s = pd.concat(days)
    return s.assign(permanent=(s.permanent_fte * 1e6).round(), agency=(s.agency_fte * 1e6).round())


@measure("ratio", "day", "percent", ["team"])
def agency_share(c):
    s = staffing_days(c)
    return s.assign(top=s.agency, bottom=s.permanent + s.agency)


@measure("ratio", "day")
def plans_per_keyworker(c):
    s = staffing_days(c)
    held = [frame(at=day, top=1e6 * ((c.plans.from_date <= day) & ~(c.plans.to_date <= day)).sum(), bottom=[0.0])
            for day in c.calendar.days]
    return pd.concat([frame(at=s["at"], top=0.0, bottom=s.permanent + s.agency), *held])


# Money and actions

def year_start(years):
    return pd.to_datetime(years.str[:4] + "-04-01")


def spending(c):
    s = c.x["high_needs_lines"]
    order = s.basis.map({"outturn": 1, "forecast": 2}).fillna(3)
    current = order == order.groupby(s.financial_year).transform("min")
    return s.assign(on=year_start(s.financial_year), is_current=current, value=s.amount)


@measure("sum", "financial", "pounds", ["basis", "basis|category", "basis|line"], has_all=False)
def high_needs_spend(c):
    s = spending(c)
    return s.assign(**{"basis|category": s.basis + "|" + s.category, "basis|line": s.basis + "|" + s.line})


@measure("sum", "financial", "pounds", ["category"])
def high_needs_variance(c):
    s = spending(c)
    s = s[s.basis.isin(["forecast", "budget"])]
    both = s.groupby("financial_year").basis.transform("nunique") == 2
    s = s[both | (s.financial_year == c.calendar.financial_year())]
    return s.assign(value=s.amount.where(s.basis == "forecast", -s.amount))


def balance(c):
    a, s = c.x["dsg_allocations"], spending(c)
    a = a[a.block == "high needs"]
    s = s[s.is_current]
    return pd.concat([frame(year=a.financial_year, value=a.allocation + a.transfer_in.fillna(0)),
                      frame(year=s.financial_year, value=-s.amount)])


@measure("sum", "financial", "pounds")
def in_year_balance(c):
    b = balance(c)
    return b.assign(on=year_start(b.year))


@measure("sum", "financial", "pounds", ["scenario"], has_all=False)
def cumulative_balance(c):
    a = c.x["dsg_allocations"]
    a = a[(a.block == "high needs") & a.brought_forward.notna()].sort_values("financial_year").iloc[:1]
    b, s = balance(c), c.x["savings_schemes"]
    saved = frame(year=s.financial_year, value=np.floor(s.saving * s.confidence_percent / 100 + 0.5))
    opening = frame(year=a.financial_year, value=a.brought_forward)
    rows = []
    for year in sorted(b.year.unique()):
        for scenario, parts in [("unmitigated", [opening, b]), ("mitigated", [opening, b, saved])]:
            moved = pd.concat(parts)
            moved = moved[(moved.year <= year) & (moved.year >= opening.year.min())]
            rows.append(moved.assign(scenario=scenario, on=pd.Timestamp(int(year[:4]), 4, 1)))
    return pd.concat(rows)


@measure("ratio", "financial_now", "pounds", ["category"])
def cost_per_plan(c):
    s, p = spending(c), c.plan_days()
    s = s[s.is_current & (s.financial_year == c.calendar.financial_year())]
    p = p[p.at_date == c.calendar.as_at]
    return pd.concat([frame(on=s.on, category=s.category, top=s.amount, bottom=0.0),
                      frame(on=s.on.iloc[0], category=p.category, top=0.0, bottom=1.0)])


def savings(column):
    def rows(c):
        s = c.x["savings_schemes"]
        return frame(on=year_start(s.financial_year), value=s[column].fillna(0))
    return rows


for name, column in [("savings_planned", "saving"), ("savings_delivered", "delivered")]:
    rows = savings(column)
    rows.__name__ = name
    measure("sum", "financial", "pounds")(rows)


def reported_actions(c):
    a = c.x["actions"]
    a = a[a.updated_date <= c.calendar.as_at].sort_values("updated_date", kind="stable").drop_duplicates("ref", keep="last")
    overdue = (a.complete_by < c.calendar.as_at) | (a.complete_by.isna() & (a.status == "overdue"))
    return a.assign(at=c.calendar.as_at, met=a.status.isin(["on track", "done"]), is_overdue=overdue & (a.status != "done"))


@rate("as_at")
def actions_on_track(c):
    return reported_actions(c)


@measure("count", "as_at", splits=["priority", "owner"])
def actions_overdue(c):
    a = reported_actions(c)
    return a[a.is_overdue]


# Data quality

@measure("ratio", "as_at", "percent", ["extract"])
def rows_rejected(c):
    counts = pd.DataFrame([(name, *pair) for name, pair in c.counts.items()], columns=["extract", "rejected", "loaded"])
    return counts.assign(at=c.calendar.as_at, top=counts.rejected, bottom=counts.rejected + counts.loaded)


@measure("ratio", "as_at", "percent", ["extract", "extract|field"])
def fields_complete(c):
    rows = [(name, f"{name}|{field}", (table[field].notna() & (table[field] != "")).sum(), len(table)) for name, table in c.x.items()
            if isinstance(table, pd.DataFrame) for field in table.columns]
    filled = pd.DataFrame(rows, columns=["extract", "extract|field", "top", "bottom"])
    return filled.assign(at=c.calendar.as_at)
