-- says:     An answer is given without its date; the consultation counts as not answered.
-- severity: query
-- extract:  consultations
-- field:    response_date
-- code:     consultation-answer-without-date
-- action:   Enter the date of the answer.
select row_id, response as value
from current_consultations
where response is not null and response_date is null
order by row_id
