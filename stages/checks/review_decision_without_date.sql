-- says:     A decision is given without its date.
-- severity: query
-- extract:  annual_reviews
-- field:    decision
-- code:     review-decision-without-date
-- action:   Enter the date of the decision letter.
select row_id, decision as value
from current_annual_reviews
where decision is not null and decision_date is null
order by row_id
