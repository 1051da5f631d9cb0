-- says:     A decision is dated, but not what was decided.
-- severity: query
-- extract:  annual_reviews
-- field:    decision
-- code:     review-date-without-decision
-- action:   Enter A, C or M.
select row_id, decision_date as value
from current_annual_reviews
where decision is null and decision_date is not null
order by row_id
