-- says:     The assessment is undecided (A) but holds a date of outcome.
-- severity: query
-- extract:  assessment
-- field:    assessmentoutcomedate
-- code:     assessment-undecided-with-date
-- action:   Enter the outcome, or remove the date.
select row_id, assessmentoutcomedate as value
from current_assessment
where assessmentoutcome = 'A' and assessmentoutcomedate is not null
order by row_id
