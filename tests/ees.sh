#!/bin/sh
# --ees: figures as DfE's open data standard for Explore Education Statistics wants them (analysts' guide, Open Data Standards).
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1

# holds NAME CODE: Python that sees every file: name → (header, rows as dicts, metadata rows as dicts), and figures
holds() {
    cat >holds.py <<END
import csv, glob, os, re
def read(path):
    with open(path, newline='', encoding='utf-8') as file:
        rows = csv.reader(file, strict=True)
        header = next(rows)
        return header, [dict(zip(header, row, strict=True)) for row in rows]
files = {}
for path in sorted(glob.glob('out/ees/*.csv')):
    name = os.path.basename(path)
    if not name.endswith('.meta.csv'):
        header, rows = read(path)
        files[name[:-4]] = (header, rows, read(path[:-4] + '.meta.csv')[1])
figures = read('out/figures.csv')[1]
geography = ['geographic_level', 'country_code', 'country_name', 'region_code', 'region_name', 'old_la_code', 'new_la_code', 'la_name']
keys = ['time_period', 'time_identifier'] + geography + ['breakdown_topic', 'breakdown']
assert files
def indicators(meta):
    return [row for row in meta if row['col_type'] == 'Indicator']
$2
END
    says "$1" python3 holds.py
}

mkdir extracts
"$council" extracts "$published"
rm extracts/health_waits.csv
says "a run writes open data" exits 0 "$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --ees
says "and says what it leaves out" grep -q 'twelve months that are no calendar year' said
holds "a file a kind of period, each with its metadata" "assert set(files) == {'send_figures_by_month', 'send_figures_at_month_end', 'send_figures_by_calendar_year', 'send_figures_by_financial_year', 'send_figures_by_census_term'}, set(files)
assert len(glob.glob('out/ees/*')) == 2 * len(files)"
holds "file names are lower case without special characters" "assert all(re.fullmatch('[a-z0-9_-]{1,50}', name) for name in files)"
holds "the columns of time and geography come first" "assert all(header[:len(keys)] == keys for header, _, _ in files.values())"
holds "column names are snake case of at most 50 characters, each once" "
for header, _, _ in files.values():
    assert all(re.fullmatch('[a-z][a-z0-9_]{0,49}', name) for name in header), header
    assert len(set(header)) == len(header)"
holds "every column of metadata is one of the data, and the other way round" "
for header, _, meta in files.values():
    assert [row['col_name'] for row in meta] == ['breakdown'] + header[len(keys):]"
holds "metadata has the eight columns that the platform wants" "
for _, _, meta in files.values():
    assert list(meta[0]) == 'col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column'.split(',')
    assert all(row['col_type'] in ('Filter', 'Indicator') and row['label'] for row in meta)
    assert len({row['label'] for row in meta}) == len(meta)
    assert all(row['indicator_unit'] in ('', '%', '£') and row['indicator_dp'].isdigit() and not row['filter_hint'] for row in indicators(meta))
    assert all(row['filter_grouping_column'] == 'breakdown_topic' and not row['indicator_dp'] for row in meta if row['col_type'] == 'Filter')"
holds "time identifiers are legal, of one kind a file, with as many digits as they want" "
months = 'January February March April May June July August September October November December'.split()
legal = {'send_figures_by_month': (months, 4), 'send_figures_at_month_end': (months, 4), 'send_figures_by_calendar_year': (['Calendar year'], 4),
         'send_figures_by_financial_year': (['Financial year'], 6), 'send_figures_by_census_term': (['Spring term', 'Summer term', 'Autumn term'], 6)}
for name, (_, rows, _) in files.items():
    identifiers, digits = legal[name]
    assert all(row['time_identifier'] in identifiers and re.fullmatch('[0-9]{%d}' % digits, row['time_period']) for row in rows)
    assert digits == 4 or all((int(row['time_period'][2:4]) + 1) % 100 == int(row['time_period'][4:]) for row in rows)"
holds "every row is of the authority" "
for _, rows, _ in files.values():
    assert {tuple(row[name] for name in geography) for row in rows} == {('Local authority', 'E92000001', 'England', 'E12000002', 'North West', '895', 'E06000049', 'Cheshire East')}"
holds "no row stands twice, and every period has the same rows" "
for _, rows, _ in files.values():
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
    split = {}
    for row in rows:
        split.setdefault((row['time_period'], row['time_identifier']), []).append((row['breakdown_topic'], row['breakdown']))
    assert len({tuple(rows) for rows in split.values()}) == 1"
holds "there is a Total, and no filter is blank or has space around it" "
for _, rows, _ in files.values():
    assert any(row['breakdown_topic'] == row['breakdown'] == 'Total' for row in rows)
    assert all(row[key] and row[key] == row[key].strip() for row in rows for key in ('breakdown_topic', 'breakdown'))"
holds "every cell is a number or a symbol" "
for _, rows, meta in files.values():
    for row in rows:
        for indicator in indicators(meta):
            assert re.fullmatch(r'-?[0-9]+([.][0-9]+)?|c|x|z|low', row[indicator['col_name']]), (row, indicator)"
holds "totals by month are those of figures.csv" "
by_month = {(row['time_period'], row['time_identifier']): row for row in files['send_figures_by_month'][1] if row['breakdown'] == 'Total'}
names = 'January February March April May June July August September October November December'.split()
n = 0
for figure in figures:
    year, month, day = figure['period_start'].split('-')
    if figure['measure'] == 'plans_issued_20_weeks' and figure['breakdown'] == 'all' and day == '01' and figure['period_end'][:7] == figure['period_start'][:7] and figure['period_end'] != '2021-01-21':
        row = by_month[year, names[int(month) - 1]]
        assert (row['plans_issued_20_weeks_numerator_count'], row['plans_issued_20_weeks_denominator_count'], row['plans_issued_20_weeks_percent']) == tuple(figure[key] or figure['symbol'] for key in ('numerator', 'denominator', 'value')), (row, figure)
        n += 1
assert n == 24 == len(by_month), n"
holds "a calendar year is the twelve months to 31 December" "
[row] = [row for row in files['send_figures_by_calendar_year'][1] if row['time_period'] == '2020' and row['breakdown_topic'] == 'Locality' and row['breakdown'] == 'Crewe']
[figure] = [figure for figure in figures if figure['measure'] == 'requests_received' and (figure['period_start'], figure['period_end']) == ('2020-01-01', '2020-12-31') and figure['category'] == 'Crewe']
assert row['requests_received_count'] == (figure['value'] or figure['symbol'])"
holds "a measure without such a split is not applicable there" "
assert {row['compliments_received_count'] for row in files['send_figures_by_month'][1] if row['breakdown_topic'] == 'Locality'} == {'z'}"
holds "a measure whose extract is missing is not available" "
assert {row['weeks_to_first_appointment_median'] for row in files['send_figures_by_month'][1]} == {'x'}"
holds "codes have their labels" "
topics = {(row['breakdown_topic'], row['breakdown']) for _, rows, _ in files.values() for row in rows}
assert ('Primary need', 'Autistic spectrum disorder') in topics or any(topic == 'Primary need' and len(label) > 5 for topic, label in topics)
assert ('Sex', 'Male') in topics and not any(label == 'unknown' for _, label in topics)"
holds "neither schools nor two-way splits are in it" "
assert not any(row['breakdown_topic'] == 'School' or '|' in row['breakdown_topic'] for _, rows, _ in files.values() for row in rows)"
says "they are among the outputs of the manifest" grep -q '"ees/send_figures_by_month.meta.csv"' out/manifest.json

says "a day that ends a month is a month end" "$program" report send-scorecard --as-at 2020-12-31 --warehouse w.db --out out --ees
holds "and its whole month is there" "
assert any((row['time_period'], row['time_identifier']) == ('2020', 'December') for row in files['send_figures_by_month'][1])
assert any((row['time_period'], row['time_identifier']) == ('2020', 'December') for row in files['send_figures_at_month_end'][1])"
mkdir poor
cp extracts/dsg_allocations.csv poor
says "money is counted without its lines" exits 0 "$program" run --extracts poor --as-at 2021-01-21 --warehouse poor.db --out out --ees
holds "what is not available in figures.csv is not available in open data" "
unknown = {figure['measure'] for figure in figures if figure['symbol'] == 'x'}
n = 0
for _, rows, meta in files.values():
    for indicator in indicators(meta):
        if any(re.fullmatch(name + '_[a-z]+(_count)?', indicator['col_name']) for name in unknown):
            assert {row[indicator['col_name']] for row in rows if row['breakdown'] == 'Total'} == {'x'}, indicator
            n += 1
assert n > 0 and 'high_needs_spend' in unknown"
says "open data is never unsuppressed" exits 1 "$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --out none --ees --unsuppressed
"$program" init own --authority Elsewhere --authority-code 302 --quiet >said
says "it wants the authority's codes" exits 2 "$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --out none --ees --project own
says "and says which is missing" grep -q 'authority.gss' said
says "nothing was written" test ! -e none

# Of two censuses of one term, for which the standard has one name, the later stands.
rm -rf out && cp -r "$clean" term && cp term/2021_spring_pupilonroll.csv term/2021-02-04_pupilonroll.csv
says "two censuses of a term are published" exits 0 "$program" run --extracts term --as-at 2021-02-28 --warehouse term.db --out out --ees
holds "figures have both, open data each time once" "
assert {figure['period_end'] for figure in figures if figure['measure'] == 'temporary_upns'} >= {'2021-01-21', '2021-02-04'}
rows = files['send_figures_by_census_term'][1]
seen = [tuple(row[key] for key in keys) for row in rows]
assert len(set(seen)) == len(seen) and {row['time_identifier'] for row in rows} == {'Spring term'}"
