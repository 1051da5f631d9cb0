-- says:     Spending is negative; income is taken off a line but seldom turns it.
-- severity: query
-- extract:  high_needs_lines
-- field:    amount
-- code:     spending-line-negative
-- action:   Check the sign.
select row_id, amount as value
from current_high_needs_lines
where amount < 0
order by row_id
