-- says:     An outcome is given, but no date of the answer; the complaint counts as open.
-- severity: query
-- extract:  complaints
-- field:    outcome
-- code:     complaint-outcome-without-answer
-- action:   Enter the date of the answer.
select row_id, outcome as value
from current_complaints
where outcome in ('upheld', 'partly upheld', 'not upheld') and responded_date is null
order by row_id
