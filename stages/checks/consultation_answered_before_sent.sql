-- says:     The setting answered before it was asked.
-- severity: error
-- extract:  consultations
-- field:    response_date
-- code:     consultation-answered-before-sent
-- action:   Correct one of the two dates.
select row_id, response_date as value
from current_consultations
where response_date < sent_date
order by row_id
