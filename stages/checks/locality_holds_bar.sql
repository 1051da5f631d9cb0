-- says:     The name holds a bar (|), which parts the two names of a two-way breakdown in figures.csv.
-- severity: query
-- extract:  localities
-- field:    locality
-- code:     locality-holds-bar
-- action:   Use another character.
select row_id, locality as value
from current_localities
where locality like '%|%'
order by row_id
