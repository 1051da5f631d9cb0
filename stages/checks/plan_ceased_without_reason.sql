-- says:     The plan has ceased but no reason is given.
-- severity: query
-- extract:  namedplan
-- field:    ceasereason
-- code:     plan-ceased-without-reason
-- action:   Enter the reason, 1 to 9.
select row_id, ceasedate as value
from current_namedplan
where ceasedate is not null and ceasereason is null
order by row_id
