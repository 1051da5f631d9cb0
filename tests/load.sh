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

says history exits 0 "$program" history --warehouse w.db
says history_tells_what_superseded_what tells 'supersedes load 2'
says history_counts_rows tells '1 added, 0 changed, 0 gone'
says history_json exits 0 "$program" history --warehouse w.db --json
says history_json_is_json python3 -m json.tool out
says history_at_a_time exits 0 "$program" history --warehouse w.db --known-at 2000-01-01 --json
says history_before_the_first_load_is_empty tells '"loads" : \[\]'
says history_without_a_warehouse_is_4 exits 4 "$program" history --warehouse none.db
