-- says:     A name holds a bar (|), which parts the two names of a two-way breakdown in figures.csv.
-- severity: query
-- extract:  survey_answers
-- field:    survey
-- code:     answer-holds-bar
-- action:   Use another character.
select row_id, survey as value
from current_survey_answers
where survey like '%|%' or question like '%|%' or locality like '%|%'
order by row_id
