-- says:     The latest review meeting was held before the plan started.
-- severity: query
-- extract:  activeplans
-- field:    reviewmeeting
-- code:     active-plan-review-before-start
-- action:   Correct the date of the meeting, or remove it.
select activeplans.row_id, activeplans.reviewmeeting as value
from current_activeplans as activeplans
join (select assessment.requeststableid, min(namedplan.startdate) as startdate
      from current_assessment as assessment
      join current_namedplan as namedplan on namedplan.assessmenttableid = assessment.assessmenttableid
      group by assessment.requeststableid) as earliest on earliest.requeststableid = activeplans.requeststableid
where activeplans.reviewmeeting < earliest.startdate
order by activeplans.row_id
