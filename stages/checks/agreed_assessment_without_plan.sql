-- says:     The assessment is dated as issued (Y) but there is no plan.
-- severity: query
-- extract:  assessment
-- field:    assessmentoutcome
-- code:     agreed-assessment-without-plan
-- action:   Add the plan, or remove the date until it is issued.
select row_id, assessmentoutcome as value
from current_assessment
where assessmentoutcome = 'Y' and assessmentoutcomedate is not null
  and assessmenttableid not in (select assessmenttableid from current_namedplan)
  and exists (select 1 from current_namedplan)
order by row_id
