-- says:     A personal budget is taken up, but neither direct payments nor organised arrangements are recorded.
-- severity: query
-- extract:  namedplan
-- field:    pb
-- code:     plan-budget-without-kind
-- action:   Record how the budget is held.
select row_id, pb as value
from current_namedplan
where pb = 1 and coalesce(oa, 0) = 0 and dp is null
order by row_id
