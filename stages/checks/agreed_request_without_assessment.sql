-- says:     It was decided to assess but no assessment is recorded.
-- severity: query
-- extract:  requests
-- field:    requestoutcome
-- code:     agreed-request-without-assessment
-- action:   Add the assessment.
select row_id, requestoutcome as value
from current_requests
where requestoutcome = 'Y' and exported is null
  and requeststableid not in (select requeststableid from current_assessment)
  and exists (select 1 from current_assessment)
order by row_id
