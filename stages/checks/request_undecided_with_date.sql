-- says:     The request is undecided (A) but holds a date of decision.
-- severity: query
-- extract:  requests
-- field:    requestoutcomedate
-- code:     request-undecided-with-date
-- action:   Enter the outcome, or remove the date.
select row_id, requestoutcomedate as value
from current_requests
where requestoutcome = 'A' and requestoutcomedate is not null
order by row_id
