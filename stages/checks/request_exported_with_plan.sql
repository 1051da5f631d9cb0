-- says:     The person is marked as moved to another authority before the end of the assessment, yet a plan was
--           issued.
-- severity: query
-- extract:  requests
-- field:    exported
-- code:     request-exported-with-plan
-- action:   Remove the authority code, or the plan.
select requests.row_id, requests.exported as value
from current_requests as requests
where requests.exported is not null and requests.requeststableid in (
    select assessment.requeststableid
    from current_assessment as assessment
    join current_namedplan as namedplan on namedplan.assessmenttableid = assessment.assessmenttableid)
order by requests.row_id
