-- says:     The plan starts before its request was received; it is counted in no figure of timeliness.
-- severity: error
-- extract:  namedplan
-- field:    startdate
-- code:     plan-before-request
-- action:   Correct the date received or the start of the plan.
select namedplan.row_id, namedplan.startdate as value
from current_namedplan as namedplan
join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
join current_requests as requests on requests.requeststableid = assessment.requeststableid
where namedplan.startdate < requests.receiveddate
order by namedplan.row_id
