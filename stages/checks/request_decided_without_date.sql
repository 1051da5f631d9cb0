-- says:     The request is decided (Y or N) but the date of the decision is missing; it is counted in no figure of
--           decisions.
-- severity: error
-- extract:  requests
-- field:    requestoutcomedate
-- code:     request-decided-without-date
-- action:   Enter the date on the decision letter.
select row_id, requestoutcome as value
from current_requests
where requestoutcome in ('Y', 'N') and requestoutcomedate is null
order by row_id
