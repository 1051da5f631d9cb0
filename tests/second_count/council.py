"""Makes the extracts of a council that is hard to count: python3 council.py SEED AS-AT FOLDER.

Days crowd on the edges of months, limits and as-at; ids, ranks, schools and parents are missing, tied or wrong; plans end before they
begin, requests come twice, decisions lie in the future. Nothing here knows how anything is counted.
"""
import csv
import os
import random
import sys
from datetime import date, timedelta

SEED, AS_AT, FOLDER = int(sys.argv[1]), date.fromisoformat(sys.argv[2]), sys.argv[3]
chance = random.Random(SEED)
pick = chance.choice
PEOPLE = 350
LIMITS = [-5, -1, 0, 1, 41, 42, 43, 44, 100, 111, 112, 113, 139, 140, 141, 142, 300]


def days(n):
    return timedelta(n)


def month_end(year, month):
    return date(year + month // 12, month % 12 + 1, 1) - days(1)


def edges():
    found = [AS_AT, AS_AT - days(1), AS_AT + days(1)]
    for back in range(30):
        months = AS_AT.year * 12 + AS_AT.month - 1 - back
        end = month_end(months // 12, months % 12 + 1)
        found += [end - days(1), end, end + days(1)]
    return found


EDGES = edges()


def some_day():
    """Half of all days lie on an edge; some after as-at; the rest anywhere in three years."""
    kind = chance.random()
    if kind < 0.5:
        return pick(EDGES) + days(pick([0, 0, 0, 1, -1]))
    return AS_AT + days(chance.randint(-10, 30) if kind < 0.6 else -chance.randint(0, 1100))


def maybe(value, share=0.5):
    return value if chance.random() < share else None


def after(day, offsets):
    return None if day is None else day + days(pick(offsets))


def flag(share):
    return pick(['1', 'true']) if chance.random() < share else pick(['', '0'])


def write(name, header, rows):
    with open(os.path.join(FOLDER, name + '.csv'), 'w', newline='') as file:
        out = csv.writer(file)
        out.writerow(header.split())
        for row in rows:
            out.writerow(['' if cell is None else cell for cell in row])


def write_spaced(name, header, rows):
    """Whose names hold spaces."""
    with open(os.path.join(FOLDER, name + '.csv'), 'w', newline='') as file:
        csv.writer(file).writerows([header.split(',')] + rows)


# Places
TYPES = ['Community school', 'Academy converter', 'Community special school', 'Other independent special school',
         'Non-maintained special school', 'Pupil referral unit', 'Further education', 'Local authority nursery school',
         'Secure units', 'Foundation special school']
PHASES = ['Primary', 'Secondary', 'Not applicable', '16 plus', 'Nursery']
POSTCODES = ['CW1 2AB', 'CW12AB', 'CW123AB', 'CW12 3AB', 'SK9 1AA', 'sk9 1aa', 'M1 1AA', '', 'CW1']
URNS = [str(100001 + i) for i in range(24)]
ANY_URNS = URNS + ['999999']


def some_urn():
    return pick(ANY_URNS) if chance.random() < 0.8 else ''


def places():
    write('localities', 'postcode_prefix locality', [['CW1', 'Crewe'], ['CW12', 'Congleton'], ['SK9', 'Wilmslow']])
    write_spaced(
        'establishments',
        'URN,LA (code),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),'
        'EstablishmentStatus (name),SchoolCapacity,NumberOfPupils,ResourcedProvisionOnRoll,ResourcedProvisionCapacity,'
        'SenUnitOnRoll,SenUnitCapacity,Postcode',
        [[urn, pick(['895', '895', '896']), 2000 + i, f'School {i}', TYPES[i % len(TYPES)], pick(PHASES), 'Open'] + [''] * 7
         for i, urn in enumerate(URNS)])
    write('setting_access', 'urn portal_from_date portal_to_date',
          [[urn, maybe(some_day(), 0.9), maybe(some_day(), 0.4)] for urn in ANY_URNS])


# The SEN2 return and the trackers kept beside it
def birth_day():
    year = AS_AT.year - chance.randint(1, 26)
    return pick([date(year, *pick([(8, 31), (9, 1), (1, 21), (2, 28), (1, 22), (1, 20), (6, 30)])),
                 date(pick([2004, 2008, 2012, 2016]), 2, 29), AS_AT - days(chance.randint(0, 9800))])


def people():
    write('person', 'persontableid NativeId surname forename personbirthdate sex ethnicity postcode upn '
          'uniquelearnernumber upnunknown',
          [[f'P{i}', pick(['895', '895', '']), 'A', 'B', birth_day(), pick('MF'), pick(['WBRI', 'WIRI', '', 'MWBC']),
            pick(POSTCODES), '', '', ''] for i in range(PEOPLE)])


class Return:
    def __init__(self):
        self.requests, self.assessments, self.plans, self.active = [], [], [], []
        self.details, self.placements, self.needs, self.casework, self.advice = [], [], [], [], []
        self.starts = {}

    def add_plan(self, person, assessment, received):
        plan, start = f'N{len(self.plans):04d}', pick([after(received, LIMITS), some_day()])
        end = maybe(pick([after(start, [0, 1, 30, 365, 366, -1, 730]), some_day()]), 0.35)
        reason = pick(['1', '2', '3', '']) if end or chance.random() < 0.1 else ''
        self.plans.append([plan, assessment, start, '', '', flag(0.3), '', '', end, reason])
        self.starts.setdefault(person, []).append(start)
        for _ in range(pick([0, 1, 1, 2])):
            self.details.append([f'D{len(self.details)}', plan, some_urn(), '', pick(['', '', 'OLA', 'EHE']), '',
                                 pick(['1', '2', '2', '']), flag(0.2), flag(0.2)])

    def add_assessment(self, name, request, person, received, is_old):
        outcome = pick('YHHS') if is_old else pick('YYYYYYNAWHS')
        day = maybe(after(received, LIMITS), 0.9) if outcome in 'YNW' else None
        self.assessments.append([name, request, outcome, day] + [flag(0.06) for _ in range(4)] + [flag(0.15)])
        plans = pick([0, 1, 1, 1, 2]) if outcome in 'YHS' else pick([0, 0, 0, 1])
        for _ in range(plans):
            self.add_plan(person, name, received)
        return plans > 0

    def add_active(self, name, request):
        due = maybe(some_day(), 0.3)
        final = maybe(after(due, [-1, 0, 1, -30, 5]), 0.7)
        self.active.append([name, request, '', '', '', '', due, final, ''])
        for _ in range(pick([0, 1, 2, 3])):
            entry = maybe(some_day(), 0.7)
            leaving = maybe(pick([some_day(), after(entry, [0, 1, -1, 50]) or some_day()]), 0.4)
            self.placements.append([f'L{len(self.placements)}', name, some_urn(), '', pick(['', '', 'OLA', 'EHE']), '',
                                    pick(['1', '1', '2', '2', '']), entry, leaving, flag(0.2), flag(0.2), '', ''])
        for _ in range(pick([0, 1, 2])):
            self.needs.append([f'S{len(self.needs)}', name, pick(['ASD', 'SEMH', 'MLD', 'DS', 'VI']), pick([1, 1, 2])])

    def add_request(self, i):
        request, person = f'R{i}', f'P{chance.randrange(PEOPLE + 5)}'
        received = pick([some_day(), AS_AT - days(pick([41, 42, 43, 79, 80, 81, 103, 112, 113, 139, 140, 141, 142]))])
        outcome = pick('YYYYNAAWH')
        day = None if outcome in 'AH' and chance.random() < 0.8 else maybe(after(received, LIMITS), 0.9)
        self.requests.append([request, person, received, pick(['1', '2', '3', '4', '5', '']), '', day, outcome,
                              flag(0.06), flag(0.06), pick([''] * 6 + ['202'])])
        count = 0 if outcome in 'NW' and chance.random() < 0.8 else pick([0, 1, 1, 1, 2])
        planned = [self.add_assessment(f'A{i}_{k}', request, person, received, outcome == 'H') for k in range(count)]
        if any(planned) and chance.random() < 0.7 or chance.random() < 0.12:
            for k in range(pick([1] * 19 + [2])):
                self.add_active(f'V{i}_{k}', request)
        if chance.random() < 0.5:
            self.casework.append([request, maybe(after(received, [0, 6, 7, 8, -1, 60]), 0.8), ''] +
                                 [maybe(after(received, LIMITS), share) for share in (0.5, 0.7, 0.7)] + [''])
        for _ in range(pick([0, 0, 1, 2, 3])):
            asked = pick([after(received, LIMITS), some_day()])
            self.advice.append([f'X{len(self.advice)}', request, pick(['educational psychology', 'CAMHS', 'social care']),
                                asked, maybe(after(asked, [-1, 0, 41, 42, 43, 44, 100]), 0.7)])

    def write(self):
        write('requests', 'requeststableid persontableid receiveddate rquestsource rya requestoutcomedate requestoutcome '
              'requestmediation requesttribunal exported', self.requests)
        write('assessment', 'assessmenttableid requeststableid assessmentoutcome assessmentoutcomedate '
              'assessmentmediation assessmenttribunal othermediation othertribunal week20', self.assessments)
        write('namedplan', 'namedplantableid assessmenttableid startdate planres planwbp pb oa dp ceasedate ceasereason',
              self.plans)
        write('activeplans', 'activeplanstableid requeststableid transferla reviewmeeting reviewoutcome reviewdraft '
              'phasetransferduedate phasetransferfinaldate lastreview', self.active)
        write('plandetail', 'plandetailtableid namedplantableid urn ukprn sensetting sensettingother placementrank '
              'senunitindicator resourcedprovisionindicator', self.details)
        write('placementdetail', 'placementdetailtableid activeplanstableid urn ukprn sensetting sensettingother '
              'placementrank entrydate leavingdate senunitindicator resourcedprovisionindicator res wbp', self.placements)
        write('senneed', 'senneedtableid activeplanstableid sentype sentyperank', self.needs)
        write('casework', 'requeststableid triage_date panel_date draft_issued_date first_meeting_date second_meeting_date '
              'keyworker', self.casework)
        write('advice', 'advice_id requeststableid service requested_date received_date', self.advice)


def reviews(starts):
    rows = []
    for i in range(700):
        person = f'P{chance.randrange(PEOPLE + 3)}'
        start = pick(starts.get(person, [AS_AT - days(400)]))
        due = pick([some_day(), start + days(365)])
        met = maybe(after(due, [0, 1, -1, 20, -20, 60]), 0.7)
        decided = maybe(after(met, [-1, 0, 27, 28, 29, 30, 60]), 0.7) if met else maybe(some_day(), 0.1)
        final = maybe(after(met, [-1, 0, 83, 84, 85, 86, 200]), 0.6)
        rows.append([f'W{i}', person, start, due, met, '', decided, pick(['A', 'A', 'C', 'M', '']), '', final,
                     flag(0.7), flag(0.7), flag(0.7), ''])
    write('annual_reviews', 'review_id persontableid plan_start_date due_date meeting_date report_received_date '
          'decision_date decision amendment_notice_date final_plan_date health_contributed care_contributed '
          'child_contributed preparing_for_adulthood', rows)


def consultations():
    rows = []
    for i in range(400):
        sent = some_day()
        rows.append([f'C{i}', f'P{chance.randrange(PEOPLE)}', pick(ANY_URNS), sent,
                     maybe(after(sent, [-1, 0, 14, 15, 16, 17, 60]), 0.7), '', 'phase transfer'])
    write('consultations', 'consultation_id persontableid urn sent_date response_date response reason', rows)


def health():
    rows = []
    for i in range(500):
        referred = pick([some_day(), AS_AT - days(pick([83, 84, 85, 86, 125, 126, 127, 363, 364, 365, 366]))])
        rows.append([f'H{i}', pick(['ASD', 'ADHD']), pick(['North', '']), '', '', referred,
                     maybe(after(referred, [-1, 0, 83, 84, 85, 90, 126, 200]), 0.6),
                     maybe(after(referred, [-1, 0, 84, 125, 126, 127, 128, 300]), 0.4),
                     maybe(after(referred, [0, 10, 200, -2]), 0.2), ''])
    write('health_waits', 'referral_id pathway provider age_at_referral locality referral_date first_appointment_date '
          'outcome_date closed_date closed_reason', rows)
    stays = {(f'P{chance.randrange(PEOPLE)}', some_day()) for _ in range(200)}
    write('dynamic_support', 'persontableid from_date to_date rating',
          [[person, day, maybe(after(day, [0, 1, 30, 200, -1])), pick(['red', 'amber', 'green'])]
           for person, day in sorted(stays)])


def complaints():
    rows = []
    for i in range(500):
        received = pick([some_day(), AS_AT - days(chance.randint(0, 60))])
        told = maybe(after(received, [0, 1, 2, 5, -1, 9, 30]), 0.6)
        answered = maybe(after(told or received, [-1, 0, 12, 13, 14, 15, 16, 17, 26, 27, 28, 29, 30, 31, 32, 60]), 0.7)
        rows.append([f'K{i}', pick(['complaint'] * 5 + ['compliment']), received, pick(['1', '2', 'ombudsman', '']),
                     pick(['timeliness', 'communication']), pick(['Crewe', '']), told, answered,
                     pick(['upheld', 'partly upheld', 'not upheld', 'withdrawn', '']), ''])
    write('complaints', 'case_id kind received_date stage theme locality acknowledged_date responded_date outcome learning',
          rows)


# The school census, one file a January, ids the same in both
def census(year):
    first = date(year, 1, 1)
    census_day = first + days((3 - first.weekday()) % 7 + 14)
    pupils, needs, meals = [], [], []
    for i in range(260):
        pupil = f'U{i}'
        if chance.random() < 0.1:
            continue
        pupils.append([pupil, pick(['8952000', '895/2001', '8952002', '8969999', '']), maybe(pick(ANY_URNS), 0.6),
                       pick(['A895200012345', 'B89520001234C', 'A895200012346']),
                       date(year - chance.randint(3, 19), *pick([(8, 31), (9, 1), (1, 1)])), pick('MF'), 'WBRI', '',
                       pick('CCCCMSFOG'), pick('NNNKKKEESAP'), '', '', '', pick(POSTCODES)])
        for _ in range(pick([0, 1, 1, 2, 3])):
            needs.append([pupil, pick([1, 1, 2]), pick(['ASD', 'MLD', 'SEMH', 'NSA'])])
        for _ in range(pick([0, 0, 1, 2])):
            meals.append([pupil, maybe(after(census_day, [0, 1, -1, -30]), 0.95),
                          maybe(after(census_day, [0, 1, -1, 30])), 'ENG'])
    write(f'{year}_spring_pupilonroll', 'pupilonrolltableid NativeId urn upn dob sex ethnicity entrydate enrolstatus '
          'senprovision ncyearactual senunitindicator resourcedprovisionindicator postcode', pupils)
    write(f'{year}_spring_senneeds', 'pupilonrolltableid sentyperank sentype', needs)
    write(f'{year}_spring_fsmperiod', 'pupilonrolltableid fsmstartdate fsmenddate ukcountry', meals)


# Numbers by year and month
THIS_YEAR = AS_AT.year - (AS_AT.month < 4)
CATEGORIES = ['mainstream', 'resourced', 'special', 'independent', 'hospital or AP', 'post-16', 'other']


def financial_year(year):
    return f'{year}-{(year + 1) % 100:02d}'


def pounds(lowest, highest):
    return f'{chance.randint(lowest, highest) / 100:.2f}'


def money():
    years = range(THIS_YEAR - 2, THIS_YEAR + 3)
    lines = [[financial_year(year), pick(['1.0.2 A', '1.2.1 B']), category, basis, pounds(-100000, 90000000)]
             for year in years for basis in ('budget', 'forecast', 'outturn') for category in CATEGORIES
             if (basis == 'budget' or year >= THIS_YEAR - 1) != (basis == 'outturn' and year < THIS_YEAR)
             if chance.random() < 0.8]
    write('high_needs_lines', 'financial_year line category basis amount', lines)
    write('dsg_allocations', 'financial_year block allocation transfer_in brought_forward',
          [[financial_year(year), block, pounds(10**6, 10**8), pick(['0', '12345.67', '-500']),
            maybe(pounds(-10**7, 10**6)) if year > THIS_YEAR - 2 else '']
           for year in range(THIS_YEAR - 2, THIS_YEAR + 2) for block in ('high needs', 'schools')])
    write('savings_schemes', 'scheme title owner category starts financial_year saving confidence_percent delivered',
          [[f'S{i}', 't', 'o', pick(CATEGORIES), AS_AT, financial_year(year), pounds(0, 999999),
            pick([0, 50, 33, 100, 12.5, 75]), pounds(0, 99999)]
           for i in range(6) for year in years if chance.random() < 0.7])
    offers = {(pick(ANY_URNS), pick(['special', 'resourced provision', 'SEN unit', 'alternative provision']),
               pick(['', 'ASD', 'MLD']), financial_year(THIS_YEAR - pick([0, 0, 1]))) for _ in range(60)}
    write('places', 'urn provision need financial_year commissioned_places',
          [list(offer) + [chance.randint(0, 12)] for offer in sorted(offers)])


def month(back):
    months = AS_AT.year * 12 + AS_AT.month - 1 - back
    return f'{months // 12}-{months % 12 + 1:02d}'


def counts():
    years = range(AS_AT.year - 9, AS_AT.year + 2, 2)
    write('prevalence', 'year area measure value',
          [[year, area, measure, chance.randint(50, 90)] for year in years for area in 'xy'
           for measure in ('expected_need_5_to_18', 'other')])
    write('population', 'year area age count',
          [[year, area, age, chance.randint(5, 90)] for year in years for area in 'xy' for age in (0, 5, 18, 25, 26, 40)])
    write('staffing', 'month team permanent_fte agency_fte vacant_fte',
          [[month(back), team, pick([0, 8.5, 3.333, 2]), pick([0, 1.5, 0.25]), 0]
           for back in range(-2, 31) for team in 'ab' if chance.random() < 0.7])
    write('local_offer', 'month visits feedback_count feedback_positive',
          [[month(back), chance.randint(0, 999), *pick([('', ''), (5, 3), (7, 0), (0, 0)])] for back in range(-2, 41)])
    write('participation', 'activity_id activity activity_date people locality',
          [[i, pick(['newsletter', 'youth forum']), some_day(), chance.randint(0, 40), ''] for i in range(150)])


def voices():
    write_spaced('survey_questions', 'survey,question,wording,positive_answers',
                  [['s', 'q1', 'w', 'Yes; Mostly'], ['s', 'q2', 'w', ''], ['t', 'q1', 'w', ' Always ;often']])
    answers = ['yes', 'YES ', 'mostly', 'no', '', 'often', 'Always', 'Most']
    write('survey_answers', 'survey respondent response_id question answer answered_date locality plan_year',
          [[pick('st'), 'parent carer', i, pick(['q1', 'q2', 'q3']), pick(answers), some_day(), pick(['Crewe', '']),
            pick(['2019', ''])] for i in range(400)])
    for name, offset in (('actions_a', 0), ('actions_b', -40), ('actions_c', 1)):
        rows = [[f'{i}.1', 1, pick(['P1', 'P2']), 'a', 'm', pick(['o1', 'o2']), maybe(some_day(), 0.8),
                 pick(['not started', 'on track', 'at risk', 'overdue', 'done']), AS_AT + days(offset), '']
                for i in range(40) if chance.random() < 0.8]
        write(name, 'ref year priority action measure owner complete_by status updated_date note', rows)


def quality():
    grades = ['outstanding', 'good with elements of outstanding', 'good', 'requires improvement', 'inadequate']
    rows = []
    for i in range(150):
        day, kind = some_day(), pick(['new', 'revised'])
        for section in chance.sample(['A', 'B', 'overall', 'C'], chance.randint(1, 3)):
            rows.append([i, pick([day, some_day()]), 'P1', kind, pick(['Crewe', 'Macc']), section, pick(grades)])
    write('audits', 'audit_id audit_date persontableid plan_kind locality section grade', rows)
    leavers = {(f'P{chance.randrange(60)}', some_day()) for _ in range(150)}
    write('destinations', 'persontableid left_date destination',
          [[*leaver, pick(['employment', 'unknown', 'NEET', 'further education'])] for leaver in sorted(leavers)])


os.makedirs(FOLDER, exist_ok=True)
places()
people()
sen2 = Return()
for number in range(PEOPLE * 13 // 10):
    sen2.add_request(number)
sen2.write()
reviews(sen2.starts)
consultations()
health()
complaints()
census(AS_AT.year - 1)
census(AS_AT.year)
money()
counts()
voices()
quality()
