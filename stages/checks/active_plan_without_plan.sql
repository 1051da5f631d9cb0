-- says:     The request of the open plan has no plan, and no authority it was transferred from is given; it is
--           counted as a transfer in.
-- severity: query
-- extract:  activeplans
-- field:    requeststableid
-- code:     active-plan-without-plan
-- action:   Add the plan, or the code of the authority it came from.
select row_id, requeststableid as value
from current_activeplans
where transferla is null
  and exists (select 1 from current_namedplan)
  and requeststableid not in (
    select assessment.requeststableid
    from current_assessment as assessment
    join current_namedplan as namedplan on namedplan.assessmenttableid = assessment.assessmenttableid)
order by row_id
