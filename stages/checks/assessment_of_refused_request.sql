-- says:     There is an assessment although the request was refused, withdrawn or is undecided, and neither mediation
--           nor appeal is recorded.
-- severity: query
-- extract:  assessment
-- field:    requeststableid
-- code:     assessment-of-refused-request
-- action:   Correct the outcome of the request, or record the mediation or appeal.
select assessment.row_id, requests.requestoutcome as value
from current_assessment as assessment
join current_requests as requests on requests.requeststableid = assessment.requeststableid
where requests.requestoutcome in ('N', 'W', 'A')
  and coalesce(requests.requestmediation, 0) = 0 and coalesce(requests.requesttribunal, 0) = 0
order by assessment.row_id
