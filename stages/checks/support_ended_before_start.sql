-- says:     The spell on the database ended before it began.
-- severity: error
-- extract:  dynamic_support
-- field:    to_date
-- code:     support-ended-before-start
-- action:   Correct one of the two dates.
select row_id, to_date as value
from current_dynamic_support
where to_date < from_date
order by row_id
