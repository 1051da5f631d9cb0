-- says:     More has been delivered than was planned for the year.
-- severity: query
-- extract:  savings_schemes
-- field:    delivered
-- code:     saving-delivered-over-plan
-- action:   Check both amounts; raise the plan if it is right.
select row_id, delivered as value
from current_savings_schemes
where delivered > saving
order by row_id
