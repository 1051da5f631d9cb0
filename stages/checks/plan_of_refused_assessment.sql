-- says:     A plan was issued although the outcome of the assessment is no, undecided or withdrawn, and neither
--           mediation nor appeal is recorded.
-- severity: error
-- extract:  namedplan
-- field:    assessmenttableid
-- code:     plan-of-refused-assessment
-- action:   Correct the outcome of the assessment, or record the mediation or appeal.
select namedplan.row_id, assessment.assessmentoutcome as value
from current_namedplan as namedplan
join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
where assessment.assessmentoutcome in ('N', 'A', 'W')
  and coalesce(assessment.assessmentmediation, 0) = 0 and coalesce(assessment.assessmenttribunal, 0) = 0
order by namedplan.row_id
