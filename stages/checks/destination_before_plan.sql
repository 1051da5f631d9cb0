-- says:     The young person left before any plan of theirs had started.
-- severity: query
-- extract:  destinations
-- field:    left_date
-- code:     destination-before-plan
-- action:   Correct the date, or the person.
select destinations.row_id, destinations.left_date as value
from current_destinations as destinations
join (select requests.persontableid, min(namedplan.startdate) as startdate
      from current_namedplan as namedplan
      join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
      join current_requests as requests on requests.requeststableid = assessment.requeststableid
      group by requests.persontableid) as earliest on earliest.persontableid = destinations.persontableid
where destinations.left_date < earliest.startdate
order by destinations.row_id
