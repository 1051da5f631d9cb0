-- says:     A compliment has a stage or an outcome of a complaint.
-- severity: query
-- extract:  complaints
-- field:    kind
-- code:     compliment-with-outcome
-- action:   Correct the kind, or remove stage and outcome.
select row_id, kind as value
from current_complaints
where kind = 'compliment' and (stage is not null or outcome is not null)
order by row_id
