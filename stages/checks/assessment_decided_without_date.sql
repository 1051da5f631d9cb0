-- says:     The assessment is decided but the date is missing: it is needed for N, and for Y once the plan is issued.
-- severity: error
-- extract:  assessment
-- field:    assessmentoutcomedate
-- code:     assessment-decided-without-date
-- action:   Enter the date of the plan or of the decision letter.
select row_id, assessmentoutcome as value
from current_assessment
where assessmentoutcomedate is null
  and (assessmentoutcome = 'N'
       or assessmentoutcome = 'Y' and assessmenttableid in (select assessmenttableid from current_namedplan))
order by row_id
