-- says:     The plan has not ceased, but the open plans do not hold it; its needs are unknown.
-- severity: query
-- extract:  namedplan
-- field:    namedplantableid
-- code:     plan-without-active-plan
-- action:   Add the open plan, or the date the plan ended.
select namedplan.row_id, namedplan.namedplantableid as value
from current_namedplan as namedplan
join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
where namedplan.ceasedate is null
  and assessment.requeststableid not in (select requeststableid from current_activeplans)
  and exists (select 1 from current_activeplans)
order by namedplan.row_id
