-- says:     A name holds a bar (|), which parts the two names of a two-way breakdown in figures.csv.
-- severity: query
-- extract:  audits
-- field:    locality
-- code:     audit-holds-bar
-- action:   Use another character.
select row_id, locality as value
from current_audits
where locality like '%|%'
order by row_id
