-- says:     The draft plan was sent after the final plan was issued.
-- severity: query
-- extract:  casework
-- field:    draft_issued_date
-- code:     casework-draft-after-plan
-- action:   Correct the date of the draft or the start of the plan.
select casework.row_id, casework.draft_issued_date as value
from current_casework as casework
join (select assessment.requeststableid, min(namedplan.startdate) as startdate
      from current_assessment as assessment
      join current_namedplan as namedplan on namedplan.assessmenttableid = assessment.assessmenttableid
      group by assessment.requeststableid) as issued on issued.requeststableid = casework.requeststableid
where casework.draft_issued_date > issued.startdate
order by casework.row_id
