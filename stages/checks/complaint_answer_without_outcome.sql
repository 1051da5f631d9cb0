-- says:     The complaint was answered, but no outcome is given.
-- severity: query
-- extract:  complaints
-- field:    outcome
-- code:     complaint-answer-without-outcome
-- action:   Enter the outcome.
select row_id, responded_date as value
from current_complaints
where kind = 'complaint' and responded_date is not null and outcome is null
order by row_id
