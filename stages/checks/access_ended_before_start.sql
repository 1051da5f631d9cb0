-- says:     The access to the case system ended before it began.
-- severity: error
-- extract:  setting_access
-- field:    portal_to_date
-- code:     access-ended-before-start
-- action:   Correct one of the two dates.
select row_id, portal_to_date as value
from current_setting_access
where portal_to_date < portal_from_date
order by row_id
