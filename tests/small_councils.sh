#!/bin/sh
# Councils of a handful of children: nearly every figure is hidden, and still there is a scorecard to publish.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1

# scorecard_is_published: from ./extracts, into ./out; what was said is in ./said.
scorecard_is_published() {
    "$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --quiet >said 2>&1
}

# publishes NAME DATE:SOURCE…: a council with these requests for assessment alone
publishes() {
    name=$1
    shift
    mkdir extracts
    {
        echo requeststableid,persontableid,receiveddate,rquestsource,requestoutcomedate,requestoutcome
        for request in "$@"; do
            n=$((n + 1))
            echo "R$n,P$n,${request%:*},${request#*:},,A"
        done
    } >extracts/requests.csv
    scorecard_is_published && grep -q ',c$' out/figures.csv
    result "$name"
    rm -rf extracts w.db out
}

publishes "one request" 2019-05-10:2
publishes "a month without requests that is hidden beside one with few: none of them came from parents" \
    2018-05-10:1 2018-06-10:2 2018-06-11:2 2018-06-12:2 2018-07-10:2 2018-08-03:2 2019-05-10:2 2019-09-10:2 \
    2019-10-10:2 2019-10-11:2 2019-12-10:1 2020-01-04:2 2020-01-05:2 2020-02-05:1

# Three requests of professionals: a category beside them is hidden, so that all requests less the others' do not tell them.
rm -rf extracts w.db out
mkdir extracts
awk 'BEGIN {
    print "requeststableid,persontableid,receiveddate,rquestsource,requestoutcomedate,requestoutcome"
    for (n = 0; n < 26; n++)
        print "R" n ",P" n ",2020-12-" 1 + n % 9 + 10 "," (n < 9 ? 1 : n < 23 ? 2 : n < 25 ? 3 : 4) ",,A"
}' >extracts/requests.csv
scorecard_is_published
result "a council with three requests of professionals"
grep -q '^requests_from_parents,D02,2020-01-22,2021-01-21,all,all,9,26,34.6,percent,$' out/figures.csv
result "tells what share of requests parents made"
grep -q '^requests_received,D01,2020-01-22,2021-01-21,request_source,2,,,,number,c$' out/figures.csv
result "and hides what settings asked for"
rm -rf extracts w.db out

# Some 30 plans in mainstream and special schools alone: that none is in another kind of setting can be worked out.
mkdir extracts
for extract in person requests assessment namedplan activeplans placementdetail; do
    "$program" template $extract >extracts/$extract.csv
done
awk 'BEGIN {
    for (n = 0; n < 34; n++) {
        started = sprintf("20%02d-%02d-%02d", 19 + n % 2, 1 + n * 7 % 12, 1 + n * 11 % 28)
        urn = n % 8 == 0 ? 100003 : n % 3 == 0 ? 100002 : 100001
        print "P" n ",,,,201" n % 10 "-0" 1 + n % 9 "-11,M,,,,," >> "extracts/person.csv"
        print "R" n ",P" n ",2018-0" 1 + n % 9 "-10," 1 + n % 3 ",0,2018-10-15,Y,0,0," >> "extracts/requests.csv"
        print "A" n ",R" n ",Y," started ",0,0,0,0,0" >> "extracts/assessment.csv"
        print "N" n ",A" n "," started ",,,0,0,0,," >> "extracts/namedplan.csv"
        print "V" n ",R" n ",,,,,,," >> "extracts/activeplans.csv"
        print "L" n ",V" n "," urn ",,,,1," started ",,0,0,," >> "extracts/placementdetail.csv"
    }
}'
cat >extracts/establishments.csv <<'END'
URN,LA (code),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),SchoolCapacity,NumberOfPupils,ResourcedProvisionOnRoll,ResourcedProvisionCapacity,SenUnitOnRoll,SenUnitCapacity,Postcode
100001,895,4001,One,Community school,Secondary,Open,,,,,,,
100002,895,2001,Two,Academy converter,Primary,Open,,,,,,,
100003,895,7001,Three,Community special school,Not applicable,Open,,,,,,,
END
scorecard_is_published
result "a council whose plans stand in mainstream and special schools alone"
grep -qx 'placements_independent,S01,2021-01-21,2021-01-21,all,all,0,34,0,percent,' out/figures.csv
result "tells that none is independent, of as many as the page of inputs tells of rows of open plans"

# A census names schools by URN, or by LA and establishment number alone: either way the register says of which phase each is.
rm -rf extracts w.db out
mkdir extracts
cat >extracts/establishments.csv <<'END'
URN,LA (code),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),SchoolCapacity,NumberOfPupils,ResourcedProvisionOnRoll,ResourcedProvisionCapacity,SenUnitOnRoll,SenUnitCapacity,Postcode
100001,895,2001,One,Community school,Primary,Open,,,,,,,
100002,895,2002,Two,Community school,Primary,Open,,,,,,,
100003,895,4001,Three,Community school,Secondary,Open,,,,,,,
100004,895,4002,Four,Community school,Secondary,Open,,,,,,,
END
awk 'BEGIN {
    print "pupilonrolltableid,NativeId,urn,upn,dob,gender,ethnicity,enrolstatus,senprovision,ncyearactual,postcode"
    split("10 3 20 2", with_support); split("100001 . 100003 .", urns); split("8952001 895/2002 8954001 8954002", native)
    for (school = 1; school <= 4; school++)
        for (n = 0; n < 60; n++)
            print school "-" n "," native[school] "," (urns[school] == "." ? "" : urns[school]) sprintf(",A%012d", school * 100 + n) ",2010-01-0" 1 + n % 9 \
                ",M,WBRI,C," (n < with_support[school] ? "K" : "N") ",5,"
}' >extracts/2021_spring_pupilonroll.csv
scorecard_is_published
result "a council whose census names some schools by their LA and establishment number alone"
grep -q '^sen_support_pupils,.*,school,100002,,,,number,c$' out/figures.csv
result "hides three pupils of such a school"
"$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --out shown --quiet --unsuppressed >said 2>&1
python3 "$root/tests/attack.py" out/figures.csv shown/figures.csv register=extracts/establishments.csv
result "and who looks up its phase cannot work them out"
