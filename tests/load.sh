#!/bin/sh
# The commands load and history, as a person uses them.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1
# exits CODE COMMAND…: it ends with that code. Its output is in ./out, its errors in ./err.
exits() {
    expected=$1
    shift
    "$@" >out 2>err
    [ $? = "$expected" ] || { cat out err; return 1; }
}
query() { [ "$(sqlite3 "$1" "$2")" = "$3" ] || { sqlite3 "$1" "$2"; return 1; }; }
tells() { grep -q -- "$1" out err || { cat out err; return 1; }; }
untold() { ! grep -- "$1" out err; }

cat >training.csv <<'END'
event_id,event_date,title,audience,attendees,sencos
1,2020-01-10,Autism,schools,12,5
2,2020-02-30,Reading,schools,10,4
3,2020-03-10,Speech,schools,8,2
END
cat >requests.csv <<'END'
requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome
10,1,2020-01-10,2020-02-10,Y
11,2,2020-01-11,2020-02-11,Y
END
cat >person.csv <<'END'
persontableid,personbirthdate,sex,ethnicity
1,2010-01-01,F,WBRI
END

says load_makes_a_warehouse exits 0 "$program" load training.csv --warehouse w.db
says load_makes_it_for_its_owner_only test "$(stat -c %a w.db)" = 600
says load_keeps_good_rows query w.db "select count(*) from current_training" 2
says load_keeps_rejected_rows_as_they_stand query w.db "select line, raw from reject" "3|2,2020-02-30,Reading,schools,10,4"
says load_again_changes_nothing exits 0 "$program" load training.csv --warehouse w.db --json
says load_again_is_unchanged tells '"unchanged"'
says load_again_makes_no_load query w.db "select count(*) from load" 1

says load_tells_where_its_findings_are exits 0 "$program" load training.csv --warehouse other.db
says load_names_check tells 'scorecard check FILE.* lists .*issues.csv'
says load_takes_children_before_parents exits 0 "$program" load requests.csv person.csv --warehouse w.db
says load_tells_orphans query w.db "select extract, line, severity, value from issue join load using (load_id) where code = 'foreign-key'" "requests|3|error|2"
printf '%s\n' 2,2011-01-01,M,WBRI >>person.csv
says load_of_the_parent exits 0 "$program" load person.csv --warehouse w.db
says load_of_the_parent_settles_orphans query w.db "select count(*) from issue where code = 'foreign-key'" 0

printf 'persontableid,sex\n1,F\n' >bad_person.csv
mv person.csv good.csv
mv bad_person.csv person.csv
printf '1,2020-01-10,Autism,schools,12,5\n' >>training.csv
says load_of_a_refused_file_is_3 exits 3 "$program" load person.csv training.csv --warehouse w.db
says load_names_the_refused_file tells person.csv
says load_leaves_no_row_of_a_refused_file query w.db "select count(*) from load where extract = 'person'" 2
says load_keeps_the_other_files query w.db "select max(lines) from load where extract = 'training'" 5

cp w.db before.db
printf '4,2020-04-10,Play,schools,3,1\n' >>training.csv
says load_dry_run exits 0 "$program" load training.csv --warehouse w.db --dry-run
says load_dry_run_writes_nothing cmp w.db before.db
says load_dry_run_makes_no_file exits 0 "$program" load training.csv --warehouse none.db --dry-run
says load_dry_run_made_no_file test ! -e none.db
says load_of_a_missing_file_is_4 exits 4 "$program" load nothing.csv --warehouse w.db
says load_without_a_file_is_1 exits 1 "$program" load --warehouse w.db
says load_of_another_database exits 4 "$program" load training.csv --warehouse training.csv
says load_leaves_another_file_alone grep -q Autism training.csv

# An export that broke off is a good file by itself: only the load before tells.
rows() { awk -v n="$1" 'BEGIN { print "requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome"
    for (i = 1; i <= n; i++) print i ",1,2020-01-10,2020-02-10,Y" }' >requests.csv; }
rows 150
says load_of_the_first_register exits 0 "$program" load requests.csv --warehouse short.db
says load_of_the_first_is_fewer_than_none untold fewer
rows 29
says load_dry_of_a_part exits 0 "$program" load requests.csv --warehouse short.db --dry-run
says load_dry_tells_what_would_be_gone tells ', 121 fewer than in the load before it (150 rows, '
says load_of_a_part_is_no_fault exits 0 "$program" load requests.csv --warehouse short.db
says load_tells_how_many_are_gone grep -q ', 121 fewer than in the load before it (150 rows, 20..-..-..)$' out
says load_warns_of_a_part grep -q '^Warning: requests.csv: 121 rows fewer than the 150 loaded on .*fewer-rows' err
rows 28
says load_json_of_one_fewer exits 0 "$program" load requests.csv --warehouse short.db --json
says load_json_tells_how_many_are_gone python3 -c "import json; assert json.load(open('out'))['files'][0]['fewer'] == 1"
says load_warns_not_of_one untold Warning
rows 24
says load_of_four_fewer exits 0 "$program" load requests.csv --warehouse short.db
says load_warns_not_of_four untold Warning
rows 40
says load_of_more exits 0 "$program" load requests.csv --warehouse short.db
says load_of_more_is_not_of_fewer untold fewer

# What a file without rows means, its kind says.
rows 0
says load_of_an_empty_register exits 0 "$program" load requests.csv --warehouse short.db
says load_of_an_empty_register_empties_it tells 'requests.csv: there are no rows; what this file is the whole of is empty now'
says load_of_what_adds exits 0 "$program" load training.csv --warehouse short.db
head -1 training.csv >training_none.csv
says load_of_nothing_to_add exits 0 "$program" load training_none.csv --warehouse short.db
says load_of_nothing_to_add_empties_nothing tells 'training_none.csv: there are no rows; nothing was added, and what was loaded before stays'
says load_of_nothing_to_add_leaves_rows query short.db "select count(*) > 0 from current_training" 1
echo month,team,permanent_fte,agency_fte,vacant_fte >staffing.csv
says load_of_no_month exits 0 "$program" load staffing.csv --warehouse short.db
says load_of_no_month_empties_none tells 'staffing.csv: there are no rows; nothing was added'
echo pupilonrolltableid,sentyperank,sentype >2021_spring_senneeds.csv
says load_of_an_empty_census exits 0 "$program" load 2021_spring_senneeds.csv --warehouse short.db
says load_of_an_empty_census_empties_it tells 'senneeds.csv: there are no rows; what this file is the whole of in its period is empty now'

# Of a period it is its own rows that count: another's stay.
staff() { printf '%s\n' month,team,permanent_fte,agency_fte,vacant_fte; for month; do printf "$month,team %s,1,0,0\n" 1 2 3 4 5 6; done; }
staff 2020-01 2020-02 2020-03 >staffing.csv
says load_of_three_months exits 0 "$program" load staffing.csv --warehouse short.db
staff 2020-03 2020-04 >staffing.csv
says load_of_a_later_month exits 0 "$program" load staffing.csv --warehouse short.db
says load_of_other_months_takes_nothing untold fewer
staff 2020-02 2020-03 2020-05 | grep -v '2020-02,team [2-6]' >staffing.csv
says load_of_a_part_of_a_month exits 0 "$program" load staffing.csv --warehouse short.db
says load_counts_the_months_it_replaces tells ', 5 fewer than in the load before it (12 rows, '
says load_warns_of_a_part_of_a_month tells '^Warning: staffing.csv: 5 rows fewer than the 12 loaded'

says history exits 0 "$program" history --warehouse w.db
says history_tells_what_superseded_what tells 'supersedes load 2'
says history_counts_rows tells '1 added, 0 changed, 0 gone'
says history_json exits 0 "$program" history --warehouse w.db --json
says history_json_is_json python3 -m json.tool out
says history_at_a_time exits 0 "$program" history --warehouse w.db --known-at 2000-01-01 --json
says history_before_the_first_load_is_empty tells '"loads" : \[\]'
says history_without_a_warehouse_is_4 exits 4 "$program" history --warehouse none.db
