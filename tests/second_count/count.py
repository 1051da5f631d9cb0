"""Counts the measures a second time, from what they are defined as and not from their SQL: python3 count.py WAREHOUSE AS-AT FIGURES.

Reads the loaded rows (current_<extract>), counts by walking over them, and compares every figure of the measures below with figures.csv,
two-way splits apart. Prints what differs; ends with 1 when anything does.
"""
import csv
import json
import math
import os
import sqlite3
import sys
from collections import defaultdict
from datetime import date, timedelta

WAREHOUSE, AS_AT, FIGURES = sys.argv[1], date.fromisoformat(sys.argv[2]), sys.argv[3]
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
warehouse = sqlite3.connect(WAREHOUSE)
warehouse.row_factory = sqlite3.Row
figures = {}  # (measure, start, end, breakdown, category) → (numerator, denominator, value)


def rows_of(extract):
    return [dict(row) for row in warehouse.execute(f'select * from current_{extract}')]


def day(text):
    return date.fromisoformat(text) if text else None


def days(n):
    return timedelta(n)


def codes(name):
    with open(os.path.join(ROOT, 'schemas', 'codes', name + '.csv')) as file:
        return list(csv.DictReader(file))


# The calendar
def month_end(of):
    return date(of.year + of.month // 12, of.month % 12 + 1, 1) - days(1)


def year_to(end):
    """The twelve months that end on a day."""
    after = end + days(1)
    try:
        return after.replace(year=after.year - 1), end
    except ValueError:
        return date(after.year - 1, 3, 1), end


def list_month_ends():
    end = AS_AT if month_end(AS_AT) == AS_AT else AS_AT.replace(day=1) - days(1)
    ends = []
    for _ in range(24):
        ends.insert(0, end)
        end = end.replace(day=1) - days(1)
    return ends


def find_previous_board():
    with open(os.path.join(ROOT, 'settings.json')) as file:
        before = [board for board in map(day, json.load(file)['board_dates']) if board < AS_AT]
    if before:
        return max(before)
    months = AS_AT.year * 12 + AS_AT.month - 3
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(AS_AT.day, month_end(first).day))


month_ends = list_month_ends()
counted_days = sorted({*month_ends, find_previous_board(), AS_AT})
months = [(end.replace(day=1), end) for end in month_ends]
if month_ends[-1] != AS_AT:
    months.append((AS_AT.replace(day=1), AS_AT))
years = [year_to(end) for end in counted_days]
holidays = {day(row['date']) for row in codes('bank_holidays')}


def add_working_days(start, n):
    while n > 0:
        start += days(1)
        n -= start.weekday() < 5 and start not in holidays
    return start


def age_on(birth, on):
    if birth is None or birth > on:
        return None
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def august_before(on):
    return date(on.year if on.month >= 9 else on.year - 1, 8, 31)


def months_between(start, end):
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


# Bands
def band(n, bands, last):
    if n is None:
        return 'unknown'
    return next((name for most, name in bands if n <= most), last)


def age_band(age):
    return band(age, [(4, 'under 5'), (10, '5 to 10'), (15, '11 to 15'), (19, '16 to 19'), (25, '20 to 25')], 'over 25')


def year_group(birth, on):
    age = age_on(birth, august_before(on))
    if age is None:
        return 'unknown'
    return ['below N1', 'below N1', 'N1', 'N2', 'R'][age] if age < 5 else str(age - 4)


def key_stage(age):
    stages = [(0, 'early years'), (2, 'key stage 1'), (6, 'key stage 2'), (9, 'key stage 3'), (11, 'key stage 4')]
    return band(None if age is None else age - 4, stages, 'post-16')


def open_band(n):
    return band(n, [(42, '0 to 6'), (112, '6 to 16'), (140, '16 to 20')], 'over 20')


def wait_band(n):
    return band(n, [(84, '0 to 12'), (126, '12 to 18'), (364, '18 to 52')], 'over 52')


def overdue_band(n):
    return band(n, [(0, 'under 1'), (2, '1 to 2'), (5, '3 to 5'), (11, '6 to 11')], '12 and over')


# Places and people
localities = [(row['postcode_prefix'].strip().upper(), row['locality']) for row in rows_of('localities')]


def in_locality(postcode):
    letters = ''.join((postcode or '').upper().split())
    written = letters if len(letters) <= 3 else letters[:-3] + ' ' + letters[-3:]
    found = [(len(prefix), name) for prefix, name in localities if written.startswith(prefix) and not (
        written[len(prefix):][:1].isdigit() and prefix[-1].isdigit() or
        written[len(prefix):][:1].isalpha() and prefix[-1].isalpha())]
    return max(found)[1] if found else 'unknown'


people = {row['persontableid']: row for row in rows_of('person')}
schools = {row['URN']: row for row in rows_of('establishments')}
categories = {row['code']: (row['category'], row['mainstream'] == '1') for row in codes('dsg_category')}
own_authority = min((row['NativeId'] for row in people.values() if row['NativeId']), default='895')


def of_person(person, field):
    return people[person][field] if person in people else None


def birth_of(person):
    return day(of_person(person, 'personbirthdate'))


def locality_of(person):
    return in_locality(of_person(person, 'postcode'))


def phase_of(urn):
    return schools[urn]['PhaseOfEducation (name)'] if urn in schools else None


# Requests, assessments and plans held
requests = {row['requeststableid']: row for row in rows_of('requests')}
assessments = {row['assessmenttableid']: row for row in rows_of('assessment') if row['requeststableid'] in requests}
active_plans = rows_of('activeplans')
casework = {row['requeststableid']: row for row in rows_of('casework')}
advice = rows_of('advice')


def grouped(rows, field):
    groups = defaultdict(list)
    for row in rows:
        groups[row[field]].append(row)
    return groups


details_of = grouped(rows_of('plandetail'), 'namedplantableid')
placements_of = grouped(rows_of('placementdetail'), 'activeplanstableid')
active_of = grouped(active_plans, 'requeststableid')
assessments_of = grouped(assessments.values(), 'requeststableid')
advice_of = grouped(advice, 'requeststableid')
needs_of = grouped(rows_of('senneed'), 'activeplanstableid')


def rank(row):
    return 99 if row['placementrank'] is None else row['placementrank']


def need_of(request):
    needs = [(need['sentyperank'], need['sentype']) for active in active_of[request]
             for need in needs_of[active['activeplanstableid']]]
    return min(needs)[1] if needs else None


class Plan:
    """A plan issued, or one that came with a child (no row of namedplan)."""

    def __init__(self, name, request, named=None):
        self.name, self.named, self.request = name, named, requests[request]
        self.assessment = named and assessments[named['assessmenttableid']]
        self.request_id, self.person = request, self.request['persontableid']
        self.start = day(named['startdate'] if named else self.request['receiveddate'])
        self.end = day(named['ceasedate']) if named else None

    def named_setting(self):
        return min(details_of[self.name], key=lambda row: (rank(row), row['plandetailtableid']), default=None)

    def main_placement(self, on):
        every = [row for active in active_of[self.request_id] for row in placements_of[active['activeplanstableid']]]
        left = [row for row in every if row['leavingdate'] and day(row['leavingdate']) <= on]
        placed = [row for row in every if row not in left and not (row['entrydate'] and day(row['entrydate']) > on)]
        main = min(placed, key=lambda row: (rank(row), row['placementdetailtableid']), default=None)
        # Rank 2 never counts beside a rank 1 that has left.
        if main and not any(rank(row) < rank(main) for row in left):
            return main
        return self.named_setting() if self.named else None

    def is_left_out(self):
        flags = [self.request[flag] for flag in ('requestmediation', 'requesttribunal')]
        flags += [self.assessment[flag] for flag in ('assessmentmediation', 'assessmenttribunal', 'othermediation', 'othertribunal')]
        return self.assessment['assessmentoutcome'] in 'HS' or 1 in flags or self.start < received(self.request)


def received(request):
    return day(request['receiveddate'])


def decided(request):
    return day(request['requestoutcomedate'])


def assessed(assessment):
    return day(assessment['assessmentoutcomedate'])


issued = [Plan(row['namedplantableid'], assessments[row['assessmenttableid']]['requeststableid'], row)
          for row in rows_of('namedplan') if row['assessmenttableid'] in assessments]
issued_of = defaultdict(list)
for plan in issued:
    issued_of[plan.request_id].append(plan)
plans = issued + [Plan(row['activeplanstableid'], row['requeststableid']) for row in active_plans
                  if row['requeststableid'] in requests and not issued_of[row['requeststableid']]]
plans_of = defaultdict(list)
for plan in plans:
    plans_of[plan.person].append(plan)


def latest(held, by):
    known = [plan for plan in held if plan.start <= by]
    return max(known, key=lambda plan: (plan.start, plan.name), default=None)


def open_plans(on):
    return [plan for plan in plans if plan.start <= on and not (plan.end and plan.end <= on)]


def placement_type(placement):
    if placement is None:
        return None
    if placement['urn']:
        return schools[placement['urn']]['TypeOfEstablishment (name)'] if placement['urn'] in schools else None
    return placement['sensetting']


def category_of(placement):
    if placement is None or placement['urn'] not in schools:
        return 'other'
    category, is_mainstream = categories.get(placement_type(placement), ('other', False))
    is_unit = 1 in (placement['senunitindicator'], placement['resourcedprovisionindicator'])
    return 'resourced' if is_mainstream and is_unit else category


def is_away(placement):
    if placement is None:
        return False
    school = schools.get(placement['urn'])
    return placement['sensetting'] == 'OLA' or (school is not None and school['LA (code)'] != own_authority)


# How cases become figures. A case: (met, value, splits).
def tenth(value):
    return math.floor(value * 10 + 0.5) / 10


def count(cases):
    return len(cases), None, len(cases)


def rate(cases):
    met = sum(case[0] for case in cases)
    return (met, len(cases), tenth(met / len(cases) * 100)) if cases else (None, 0, None)


def median(cases):
    values = sorted(case[1] for case in cases)
    n = len(values)
    return (None, n, tenth((values[(n - 1) // 2] + values[n // 2]) / 2 / 7)) if n else (None, 0, None)


def put(measure, period, breakdown, category, figure):
    figures[measure, str(period[0]), str(period[1]), breakdown, category] = figure


def emit(measure, kind, period, cases, splits):
    groups = {('all', 'all'): cases}
    for split in splits:
        for case in cases:
            groups.setdefault((split, str(case[2][split] or 'unknown')), []).append(case)
    for (breakdown, category), group in groups.items():
        put(measure, period, breakdown, category, kind(group))


def events(measure, kind, periods, cases, splits=()):
    for start, end in periods:
        emit(measure, kind, (start, end), list(cases(start, end)), splits)


def states(measure, kind, cases, splits=()):
    for on in counted_days:
        emit(measure, kind, (on, on), list(cases(on)), splits)


def sums(measure, period, amounts, as_value=lambda amount: amount):
    """amounts: ((breakdown, category), amount) …; `all` stands also when nothing does."""
    totals = defaultdict(int)
    for key, amount in amounts:
        totals[key] += amount
    for (breakdown, category), total in totals.items():
        put(measure, period, breakdown, category, (total, None, as_value(total)))


def ratio(numerator, denominator, value):
    return (numerator, denominator, value(numerator / denominator)) if denominator else (None, 0, None)


def percent(share):
    return tenth(share * 100)


def holds(period_start, period_end, on):
    return on is not None and period_start <= on <= period_end


def settled(begun, done, limit, start, end):
    """Whether it was done in time, on the day it was done or was late first; nothing when that lies outside, or before it began."""
    late = begun + days(limit + 1)
    counts_on = min(done, late) if done else late
    if (done and done < begun) or not holds(start, end, counts_on):
        return None
    return int(done is not None and done < late), counts_on


USUAL = ['locality', 'primary_need', 'age_band', 'school_phase', 'sex']


# Demand
def child_splits(person, on):
    return {'locality': locality_of(person), 'age_band': age_band(age_on(birth_of(person), on)), 'sex': of_person(person, 'sex')}


def requests_received(start, end):
    for row in requests.values():
        if row['requestoutcome'] != 'H' and holds(start, end, received(row)):
            splits = child_splits(row['persontableid'], received(row)) | {'request_source': row['rquestsource']}
            yield int(row['rquestsource'] == '1'), 0, splits


def requests_triaged(start, end):
    for name, row in casework.items():
        triage = day(row['triage_date'])
        if name in requests and requests[name]['requestoutcome'] != 'H' and holds(start, end, triage):
            if triage >= received(requests[name]):
                yield int(triage <= received(requests[name]) + days(7)), 0, {}


def requests_decided(start, end):
    for name, row in requests.items():
        if row['requestoutcome'] in 'YN' and holds(start, end, decided(row)) and decided(row) >= received(row):
            plan = latest(issued_of[name], end)
            setting = plan and plan.named_setting()
            splits = child_splits(row['persontableid'], decided(row))
            yield int(decided(row) <= received(row) + days(42)), 0, splits | {
                'request_source': row['rquestsource'], 'primary_need': need_of(name), 'school_phase': phase_of(setting and setting['urn'])}


def requests_agreed(start, end):
    for row in requests.values():
        if row['requestoutcome'] in 'YN' and holds(start, end, decided(row)):
            yield int(row['requestoutcome'] == 'Y'), 0, {}


def requests_undecided(on):
    for row in requests.values():
        is_undecided = row['requestoutcome'] == 'A' or (decided(row) is not None and decided(row) > on)
        if row['requestoutcome'] != 'H' and not row['exported'] and is_undecided and on > received(row) + days(42):
            yield 0, 0, {}


events('requests_received', count, months + years, requests_received, ['request_source', 'locality', 'age_band', 'sex'])
events('requests_from_parents', rate, months + years, requests_received)
events('requests_triaged_1_week', rate, years, requests_triaged)
events('requests_decided_6_weeks', rate, years, requests_decided, USUAL + ['request_source'])
events('requests_agreed', rate, years, requests_agreed)
states('requests_undecided_over_6_weeks', count, requests_undecided)


# Timeliness
def plans_issued(with_exceptions):
    def cases(start, end):
        for plan in issued:
            if not holds(start, end, plan.start) or plan.is_left_out() or (plan.assessment['week20'] == 1 and not with_exceptions):
                continue
            age, setting = (plan.start - received(plan.request)).days, plan.named_setting()
            yield int(age <= 140), age, child_splits(plan.person, plan.start) | {
                'primary_need': need_of(plan.request_id), 'school_phase': phase_of(setting and setting['urn'])}
    return cases


def not_issued(start, end):
    for row in assessments.values():
        begun = received(requests[row['requeststableid']])
        if row['assessmentoutcome'] == 'N' and holds(start, end, assessed(row)) and assessed(row) >= begun:
            yield int(assessed(row) <= begun + days(112)), 0, {}


def advice_received(start, end):
    for row in advice:
        found = settled(day(row['requested_date']), day(row['received_date']), 42, start, end)
        if found:
            yield found[0], 0, row


def is_never_open(name, row):
    outcomes = [(one['assessmentoutcome'], assessed(one)) for one in assessments_of[name]]
    return (row['exported'] or (row['requestoutcome'] in 'NW' and decided(row) is None)
            or any(outcome in 'HS' or (outcome in 'NW' and on is None) for outcome, on in outcomes)
            or (row['requestoutcome'] == 'H' and not outcomes) or (active_of[name] and not issued_of[name]))


def closed_on(name, row):
    ends = [plan.start for plan in issued_of[name]]
    ends += [assessed(one) for one in assessments_of[name] if one['assessmentoutcome'] in 'NW']
    ends += [decided(row)] if row['requestoutcome'] in 'NW' else []
    return min(ends, default=None)


def stage_of(name, row, on):
    if row['requestoutcome'] == 'A' or (row['requestoutcome'] != 'H' and decided(row) and decided(row) > on):
        return 'awaiting decision'
    draft = day(casework[name]['draft_issued_date']) if name in casework else None
    if draft and draft <= on:
        return 'with family'
    asked = [one for one in advice_of[name] if day(one['requested_date']) <= on]
    is_complete = asked and all(one['received_date'] and day(one['received_date']) <= on for one in asked)
    return 'drafting' if is_complete else 'awaiting advice'


def open_assessments(youngest=0, oldest=math.inf):
    def cases(on):
        for name, row in requests.items():
            age = (on - received(row)).days
            if age < 0 or not youngest <= age <= oldest or is_never_open(name, row):
                continue
            if closed_on(name, row) is None or closed_on(name, row) > on:
                yield 0, 0, {'stage': stage_of(name, row, on), 'weeks_band': open_band(age)}
    return cases


def meetings_held(start, end):
    for plan in issued:
        if holds(start, end, plan.start) and plan.request_id in casework:
            held = [day(casework[plan.request_id][field]) for field in ('first_meeting_date', 'second_meeting_date')]
            yield int(all(on and on <= plan.start for on in held)), 0, {}


events('plans_issued_20_weeks', rate, months + years, plans_issued(False), USUAL)
events('plans_issued_20_weeks_all', rate, months + years, plans_issued(True), USUAL)
events('weeks_to_issue', median, years, plans_issued(True))
events('not_issued_16_weeks', rate, years, not_issued)
events('advice_6_weeks', rate, years, advice_received, ['service'])
states('open_assessments', count, open_assessments(), ['stage', 'weeks_band'])
states('open_over_20_weeks', count, open_assessments(youngest=141))
states('due_to_breach', count, open_assessments(youngest=80, oldest=140))
events('meetings_held', rate, years, meetings_held)


# Plans
def plans_open(on):
    for plan in open_plans(on):
        birth, placement = birth_of(plan.person), plan.main_placement(on)
        yield 0, 0, {'locality': locality_of(plan.person), 'primary_need': need_of(plan.request_id),
                     'age_band': age_band(age_on(birth, august_before(on))), 'school_phase': phase_of(placement and placement['urn']),
                     'sex': of_person(plan.person, 'sex'), 'placement_type': placement_type(placement),
                     'nc_year': year_group(birth, on), 'ethnicity': of_person(plan.person, 'ethnicity'),
                     'years_held': str(age_on(plan.start, on))}


def plans_started(start, end):
    return ((0, 0, {}) for plan in plans if holds(start, end, plan.start))


def plans_ceased(start, end):
    return ((0, 0, {'cease_reason': plan.named['ceasereason']}) for plan in issued if holds(start, end, plan.end))


def placed(is_met):
    return lambda on: [(int(is_met(plan.main_placement(on))), 0, {'category': category_of(plan.main_placement(on))})
                       for plan in open_plans(on)]


def with_budget(on):
    return ((int(plan.named is not None and plan.named['pb'] == 1), 0, {}) for plan in open_plans(on))


states('plans_open', count, plans_open, USUAL + ['placement_type', 'nc_year', 'ethnicity', 'years_held'])
events('plans_started', count, months + years, plans_started)
events('plans_ceased', count, months + years, plans_ceased, ['cease_reason'])
states('placements_by_category', count, placed(lambda placement: 0), ['category'])
states('placements_independent', rate, placed(lambda placement: category_of(placement) == 'independent'))
states('out_of_area', rate, placed(is_away))
states('personal_budgets', rate, with_budget)

# Annual reviews
reviews = rows_of('annual_reviews')
REVIEWED = USUAL + ['school']


def review_splits(person, on):
    plan = latest(plans_of[person], on)
    placement = plan and plan.main_placement(on)
    urn = placement and placement['urn']
    return child_splits(person, on) | {'primary_need': plan and need_of(plan.request_id), 'school_phase': phase_of(urn), 'school': urn}


def plan_ended(row):
    ends = [plan.end for plan in issued if plan.person == row['persontableid'] and plan.start == day(row['plan_start_date'])]
    return max(ends) if ends and None not in ends else None


for review in reviews:
    review['ended'] = plan_ended(review)


def reviews_held(start, end):
    for row in reviews:
        due, met = day(row['due_date']), day(row['meeting_date'])
        if holds(start, end, due) and not (row['ended'] and row['ended'] <= due):
            yield int(met is not None and met <= due), 0, review_splits(row['persontableid'], due)


def reviews_done(field, limit, is_counted):
    def cases(start, end):
        for row in reviews:
            found = row['meeting_date'] and is_counted(row, end) and settled(
                day(row['meeting_date']), day(row[field]), limit, start, end)
            if found:
                yield found[0], 0, review_splits(row['persontableid'], found[1])
    return cases


def is_amended(row, known_on):
    return row['decision'] == 'A' and not (row['decision_date'] and day(row['decision_date']) > known_on)


def reviews_overdue(on):
    for row in reviews:
        due, met = day(row['due_date']), day(row['meeting_date'])
        if due < on and not (met and met <= on) and not (row['ended'] and row['ended'] <= on):
            yield 0, 0, review_splits(row['persontableid'], on) | {'months_overdue_band': overdue_band(months_between(due, on))}


def contributions(start, end):
    for row in reviews:
        met = day(row['meeting_date'])
        if holds(start, end, met):
            gave = [row[field] for field in ('health_contributed', 'care_contributed', 'child_contributed')]
            yield int(gave == [1, 1, 1]), 0, review_splits(row['persontableid'], met)


def phase_transfers(start, end):
    for row in active_plans:
        due, final, request = day(row['phasetransferduedate']), day(row['phasetransferfinaldate']), row['requeststableid']
        if not holds(start, end, due) or request not in requests:
            continue
        plan = latest(issued_of[request], end) if issued_of[request] else Plan(row['activeplanstableid'], request)
        placement, person = plan and plan.main_placement(due), requests[request]['persontableid']
        urn = placement and placement['urn']
        yield int(final is not None and final <= due), 0, child_splits(person, due) | {
            'primary_need': need_of(request), 'school_phase': phase_of(urn), 'school': urn,
            'key_stage': key_stage(age_on(birth_of(person), august_before(due)))}


events('reviews_held_12_months', rate, months + years, reviews_held, REVIEWED)
events('reviews_decided_4_weeks', rate, months + years, reviews_done('decision_date', 28, lambda row, end: True), REVIEWED)
events('reviews_final_12_weeks', rate, months + years, reviews_done('final_plan_date', 84, is_amended), REVIEWED)
states('reviews_overdue', count, reviews_overdue, REVIEWED + ['months_overdue_band'])
events('review_contributions', rate, years, contributions, REVIEWED)
events('phase_transfers_in_time', rate, years, phase_transfers, REVIEWED + ['key_stage'])

# Families
complaints = [row for row in rows_of('complaints') if row['kind'] == 'complaint']
compliments = [row for row in rows_of('complaints') if row['kind'] == 'compliment']
ANSWER_DAYS = {'1': 10, None: 10, '2': 20}


def on_day(rows, field, is_met=lambda row: False):
    """Every row on one of its days."""
    return lambda start, end: [(int(is_met(row)), 0, row) for row in rows if holds(start, end, day(row[field]))]


def complaints_answered(start, end):
    for row in complaints:
        if row['stage'] not in ANSWER_DAYS:
            continue
        begun, told, answered = day(row['received_date']), day(row['acknowledged_date']), day(row['responded_date'])
        if row['outcome'] == 'withdrawn':
            if answered is None or answered <= end:
                continue
            answered = None
        if told and (told <= end or told <= begun):
            begun = told
        late = add_working_days(begun, ANSWER_DAYS[row['stage']] + 1)
        if not (answered and answered < begun) and holds(start, end, min(answered or late, late)):
            yield int(answered is not None and answered < late), 0, {}


def flagged(kind):
    def cases(start, end):
        for row in requests.values():
            if row['request' + kind] == 1 and holds(start, end, decided(row)):
                yield 0, 0, {}
        for row in assessments.values():
            for flag in ('assessment' + kind, 'other' + kind):
                if row[flag] == 1 and holds(start, end, assessed(row)):
                    yield 0, 0, {}
    return cases


positive = {(row['survey'], row['question']): [word.strip().lower() for word in (row['positive_answers'] or '').split(';') if word.strip()]
            for row in rows_of('survey_questions')}
answers = [row | {'words': row['answer'].strip().lower(), 'asked': (row['survey'], row['question']),
                  'question': row['survey'] + '/' + row['question']}
           for row in rows_of('survey_answers') if (row['answer'] or '').strip() and positive.get((row['survey'], row['question']))]
judged = [row for row in complaints if row['outcome'] in ('upheld', 'partly upheld', 'not upheld')]
events('complaints_received', count, months + years, on_day(complaints, 'received_date'), ['theme', 'stage', 'locality'])
events('complaints_upheld', rate, years, on_day(judged, 'responded_date', lambda row: row['outcome'] != 'not upheld'))
events('complaints_answered_in_time', rate, years, complaints_answered)
events('compliments_received', count, months + years, on_day(compliments, 'received_date'))
events('appeals', count, years, flagged('tribunal'))
events('mediations', count, years, flagged('mediation'))
events('survey_positive', rate, years, on_day(answers, 'answered_date', lambda row: row['words'] in positive[row['asked']]),
       ['survey', 'question', 'respondent', 'plan_year', 'locality'])
for period in years:
    took_part = [row for row in rows_of('participation') if holds(*period, day(row['activity_date']))]
    sums('participation_people', period, [(('all', 'all'), 0)] + [
        (key, row['people']) for row in took_part
        for key in (('all', 'all'), ('activity', row['activity']), ('locality', row['locality'] or 'unknown'))])
for period in months + years:
    offered = [row for row in rows_of('local_offer') if holds(*period, day(row['month'] + '-01'))]
    sums('local_offer_visits', period, [(('all', 'all'), 0)] + [(('all', 'all'), row['visits']) for row in offered])
    if period in years:
        told = [row for row in offered if row['feedback_count'] is not None]
        put('local_offer_positive', period, 'all', 'all', ratio(
            sum(row['feedback_positive'] or 0 for row in told), sum(row['feedback_count'] for row in told), percent))

# Quality, adulthood
audits = rows_of('audits')
overall = [row | {'month': row['audit_date'][:7]} for row in audits if row['section'] == 'overall']
first_days = {}
for row in audits:
    first_days[row['audit_id']] = min(first_days.get(row['audit_id'], row['audit_date']), row['audit_date'])
leavers = rows_of('destinations')
known_leavers = [row for row in leavers if row['destination'] != 'unknown']
GOOD = ('outstanding', 'good with elements of outstanding', 'good')
events('audits_good_or_better', rate, years, on_day(overall, 'audit_date', lambda row: row['grade'] in GOOD),
       ['locality', 'plan_kind', 'month'])
events('audit_grades', count, years, on_day(audits, 'audit_date'), ['section', 'grade'])
events('audits_done', count, months + years, on_day([{'on': on} for on in first_days.values()], 'on'))
events('destinations_known', rate, years, on_day(leavers, 'left_date', lambda row: row['destination'] != 'unknown'))
events('destinations_not_neet', rate, years, on_day(known_leavers, 'left_date', lambda row: row['destination'] != 'NEET'))

# Health
waits = rows_of('health_waits')
stays = rows_of('dynamic_support')


def waiting(on):
    for row in waits:
        ends = [day(row[field]) for field in ('outcome_date', 'closed_date') if row[field]]
        if day(row['referral_date']) <= on and not (ends and min(ends) <= on):
            yield row, (on - day(row['referral_date'])).days


def long_waits(on):
    return ((0, 0, row) for row, waited in waiting(on)
            if waited >= 85 and not (row['first_appointment_date'] and day(row['first_appointment_date']) <= on))


def waited_until(field, limit):
    def cases(start, end):
        for row in waits:
            until = day(row[field])
            if holds(start, end, until) and until >= day(row['referral_date']):
                waited = (until - day(row['referral_date'])).days
                yield int(waited <= limit), waited, row
    return cases


def supported(on):
    for row in stays:
        if day(row['from_date']) <= on and not (row['to_date'] and day(row['to_date']) <= on):
            has_plan = any(plan in plans_of[row['persontableid']] for plan in open_plans(on))
            yield 0, 0, row | {'age_band': age_band(age_on(birth_of(row['persontableid']), on)), 'with_plan': 'yes' if has_plan else 'no'}


states('waiting', count, lambda on: [(0, 0, row | {'weeks_band': wait_band(waited)}) for row, waited in waiting(on)],
       ['pathway', 'provider', 'weeks_band'])
states('waiting_over_12_weeks', count, long_waits, ['pathway'])
events('weeks_to_first_appointment', median, months + years, waited_until('first_appointment_date', 0), ['pathway'])
events('outcomes_18_weeks', rate, years, waited_until('outcome_date', 126), ['pathway'])
states('dynamic_support', count, supported, ['rating', 'age_band', 'with_plan'])


# Places and workforce
def consulted(start, end):
    for row in rows_of('consultations'):
        found = settled(day(row['sent_date']), day(row['response_date']), 15, start, end)
        if found:
            yield found[0], 0, {}


def access(on):
    return ((0, 0, {}) for row in rows_of('setting_access')
            if row['portal_from_date'] and day(row['portal_from_date']) <= on
            and not (row['portal_to_date'] and day(row['portal_to_date']) <= on))


THIS_YEAR = AS_AT.year - (AS_AT.month < 4)


def financial_year(year):
    return f'{year}-{(year + 1) % 100:02d}'


def year_days(year):
    return date(year, 4, 1), date(year + 1, 3, 31)


def filled_places():
    offers = [row for row in rows_of('places') if row['financial_year'] == financial_year(THIS_YEAR)]
    offered = {(row['urn'], row['provision']) for row in offers}
    filled = defaultdict(lambda: [0, 0])
    for row in offers:
        for key in (('all', 'all'), ('school', row['urn']), ('provision', row['provision'])):
            filled[key][1] += row['commissioned_places']
    for plan in open_plans(AS_AT):
        placement = plan.main_placement(AS_AT) or {'urn': None}
        if placement['urn'] is None:
            continue
        wanted = (['resourced provision'] if placement['resourcedprovisionindicator'] == 1 else
                  ['SEN unit'] if placement['senunitindicator'] == 1 else ['special', 'alternative provision'])
        for provision in [one for one in wanted if (placement['urn'], one) in offered][:1]:
            for key in (('all', 'all'), ('school', placement['urn']), ('provision', provision)):
                filled[key][0] += 1
    for (breakdown, category), (open_, commissioned) in filled.items():
        put('places_filled', (AS_AT, AS_AT), breakdown, category, ratio(open_, commissioned, percent))


def millionths(number):
    return math.floor(number * 1000000 + 0.5)


def staff(on):
    known = [row for row in rows_of('staffing') if row['month'] <= str(on)[:7]]
    return [row for row in known if row['month'] == max(one['month'] for one in known)]


events('consultations_15_days', rate, years, consulted)
states('settings_with_access', count, access)
filled_places()
for on in counted_days:
    team = staff(on)
    groups = {('all', 'all'): team} | {('team', row['team']): [row] for row in team}
    for (breakdown, category), group in groups.items():
        agency = sum(millionths(row['agency_fte']) for row in group)
        posts = agency + sum(millionths(row['permanent_fte']) for row in group)
        put('agency_share', (on, on), breakdown, category, ratio(agency, posts, percent))
        if breakdown == 'all':
            put('plans_per_keyworker', (on, on), 'all', 'all', ratio(1000000 * len(open_plans(on)), posts, tenth))
reported = {}
for row in sorted(rows_of('actions'), key=lambda row: row['updated_date']):
    if day(row['updated_date']) <= AS_AT:
        reported[row['ref']] = row
overdue = [row for row in reported.values() if row['status'] != 'done' and
           (day(row['complete_by']) < AS_AT if row['complete_by'] else row['status'] == 'overdue')]
emit('actions_on_track', rate, (AS_AT, AS_AT), [(int(row['status'] in ('on track', 'done')), 0, row) for row in reported.values()], [])
emit('actions_overdue', count, (AS_AT, AS_AT), [(0, 0, row) for row in overdue], ['priority', 'owner'])

# The school census
census_of_load = dict(warehouse.execute('select load_id, period from load').fetchall())
census_days = sorted(day(row[0]) for row in warehouse.execute("select period from visible_period where extract = 'pupilonroll'"))
census_days = [on for on in census_days if on <= AS_AT]


def census_rows(extract):
    return [row | {'census': day(census_of_load[row['row_id'] >> 32])} for row in rows_of(extract)]


numbered = defaultdict(list)
for urn, school in schools.items():
    numbered[school['LA (code)'] + school['EstablishmentNumber']].append(urn)
pupil_needs = defaultdict(list)
for row in census_rows('senneeds'):
    pupil_needs[row['census'], row['pupilonrolltableid']].append((row['sentyperank'], row['sentype']))
fed = {(row['census'], row['pupilonrolltableid']) for row in census_rows('fsmperiod')
       if row['fsmstartdate'] and day(row['fsmstartdate']) <= row['census']
       if not (row['fsmenddate'] and day(row['fsmenddate']) < row['census'])}
pupils = [row for row in census_rows('pupilonroll') if row['enrolstatus'] in 'CM']
for row in pupils:
    row['school'] = row['urn'] or min(numbered[(row['NativeId'] or '').replace('/', '')], default=None)
    row['school_phase'], row['locality'] = phase_of(row['school']), in_locality(row['postcode'])
    row['primary_need'] = min(pupil_needs[row['census'], row['pupilonrolltableid']], default=(0, None))[1]


def pupils_of(provisions='NKESAP', on=None):
    return [row for row in pupils if row['census'] == on and row['senprovision'] in provisions]


def shares(measure, of, is_met, splits=()):
    for on in census_days:
        emit(measure, rate, (on, on), [(int(is_met(row)), 0, row) for row in pupils_of(of, on)], splits)


def is_fed(row):
    return (row['census'], row['pupilonrolltableid']) in fed


def latest_of(rows, year):
    known = [row for row in rows if row['year'] <= year]
    return [row for row in known if row['year'] == max(one['year'] for one in known)]


shares('plans_per_100_pupils', 'NKESAP', lambda row: row['senprovision'] == 'E')
shares('sen_support_rate', 'NKESAP', lambda row: row['senprovision'] == 'K', ['school'])
shares('temporary_upns', 'NKESAP', lambda row: row['upn'][12].isalpha())
shares('fsm_with_plan', 'E', is_fed)
shares('fsm_sen_support', 'K', is_fed)
shares('fsm_no_sen', 'N', is_fed)
estimates = [row for row in rows_of('prevalence') if row['measure'] == 'expected_need_5_to_18']
for on in census_days:
    emit('sen_support_pupils', count, (on, on), [(0, 0, row) for row in pupils_of('K', on)],
         ['school', 'school_phase', 'primary_need', 'locality', 'sex'])
    recorded = [row for row in pupils_of('KE', on) if 5 <= (age_on(day(row['dob']), august_before(on)) or 0) <= 18]
    gap = sum(row['value'] for row in latest_of(estimates, on.year)) - len(recorded)
    put('need_expected_gap', (on, on), 'all', 'all', (gap, None, gap))

# Population
residents = {on: sum(row['count'] for row in latest_of(rows_of('population'), on.year) if row['age'] <= 25) for on in counted_days}
for on in counted_days:
    put('population_0_to_25', (on, on), 'all', 'all', (residents[on], None, residents[on]))
for start, end in years:
    came = len(list(requests_received(start, end)))
    put('requests_per_10000', (start, end), 'all', 'all', ratio(came, residents[end], lambda share: tenth(share * 10000)))

# Money, in pence
lines = rows_of('high_needs_lines')
grants = {int(row['financial_year'][:4]): row for row in rows_of('dsg_allocations') if row['block'] == 'high needs'}
schemes = rows_of('savings_schemes')
line_years = {int(row['financial_year'][:4]) for row in lines}


def pounds(pence):
    return pence / 100


def lines_of(year):
    return [row for row in lines if row['financial_year'] == financial_year(year)]


def current_lines(year):
    bases = {row['basis'] for row in lines_of(year)}
    current = next((basis for basis in ('outturn', 'forecast', 'budget') if basis in bases), None)
    return [row for row in lines_of(year) if row['basis'] == current]


def balance_of(year):
    grant = grants.get(year, {'allocation': 0, 'transfer_in': 0})
    return grant['allocation'] + grant['transfer_in'] - sum(row['amount'] for row in current_lines(year))


def saved(year):
    return sum(math.floor(row['saving'] * row['confidence_percent'] / 100 + 0.5)
               for row in schemes if int(row['financial_year'][:4]) == year)


for year in line_years:
    sums('high_needs_spend', year_days(year), [(('basis', row['basis']), row['amount']) for row in lines_of(year)], pounds)
    if year != THIS_YEAR and not {'forecast', 'budget'} <= {row['basis'] for row in lines_of(year)}:
        continue  # an outturn takes the forecast's place: there is nothing to hold against the budget
    sums('high_needs_variance', year_days(year),
         [(key, row['amount'] * (1 if row['basis'] == 'forecast' else -1)) for row in lines_of(year) if row['basis'] != 'outturn'
          for key in (('all', 'all'), ('category', row['category']))], pounds)
balance_years = sorted(line_years | set(grants))
given = [year for year in sorted(grants) if grants[year]['brought_forward'] is not None]
unmitigated = mitigated = grants[given[0]]['brought_forward'] if given else 0
for year in balance_years:
    put('in_year_balance', year_days(year), 'all', 'all', (balance_of(year), None, pounds(balance_of(year))))
    if year >= (given or sorted(grants) or balance_years)[0]:
        unmitigated += balance_of(year)
        mitigated += balance_of(year) + saved(year)
        put('cumulative_balance', year_days(year), 'scenario', 'unmitigated', (unmitigated, None, pounds(unmitigated)))
        put('cumulative_balance', year_days(year), 'scenario', 'mitigated', (mitigated, None, pounds(mitigated)))
for measure, field in (('savings_planned', 'saving'), ('savings_delivered', 'delivered')):
    for year in {int(row['financial_year'][:4]) for row in schemes} | {THIS_YEAR}:
        amount = sum(row[field] for row in schemes if int(row['financial_year'][:4]) == year)
        put(measure, year_days(year), 'all', 'all', (amount, None, pounds(amount)))
costs = defaultdict(lambda: [0, 0])
for row in current_lines(THIS_YEAR):
    for key in (('all', 'all'), ('category', row['category'])):
        costs[key][0] += row['amount']
for plan in open_plans(AS_AT):
    for key in (('all', 'all'), ('category', category_of(plan.main_placement(AS_AT)))):
        costs[key][1] += 1
for (breakdown, category), (pence, held) in costs.items():
    put('cost_per_plan', year_days(THIS_YEAR), breakdown, category,
        ratio(pence, held, lambda each: math.floor(each + 0.5) / 100))


# The comparison
def number(text):
    return float(text) if text else None


def is_same(one, other):
    return (one is None) == (other is None) and (one is None or abs(one - other) < 1e-9)


measures = {key[0] for key in figures}
figures = {key: figure for key, figure in figures.items() if figure[1] != 0 or key[3] == 'all' or key[0] in ('cost_per_plan', 'places_filled')}
printed = {}
with open(FIGURES) as file:
    for row in csv.DictReader(file):
        if row['measure'] in measures and '|' not in row['breakdown']:
            key = tuple(row[field] for field in ('measure', 'period_start', 'period_end', 'breakdown', 'category'))
            printed[key] = tuple(number(row[field]) for field in ('numerator', 'denominator', 'value'))
different = [key for key in sorted(figures.keys() | printed.keys())
             if key not in figures or key not in printed or not all(map(is_same, figures[key], printed[key]))]
for key in different[:20]:
    print('#', *key, 'is', printed.get(key), 'and should be', figures.get(key))
print(f'{len(measures)} measures, {len(figures)} figures, {len(different)} different')
sys.exit(bool(different))
