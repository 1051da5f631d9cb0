-- says:     The final plan was issued before the fifteenth day, the last that the family has to answer, counting that
--           on which the draft was sent.
-- severity: query
-- extract:  casework
-- field:    draft_issued_date
-- code:     casework-draft-too-late-for-family
-- action:   Check both dates; an earlier final plan needs the family to have answered.
select casework.row_id, casework.draft_issued_date as value
from current_casework as casework
join (select assessment.requeststableid, min(namedplan.startdate) as startdate
      from current_assessment as assessment
      join current_namedplan as namedplan on namedplan.assessmenttableid = assessment.assessmenttableid
      group by assessment.requeststableid) as issued on issued.requeststableid = casework.requeststableid
where casework.draft_issued_date <= issued.startdate
  and days_between(casework.draft_issued_date, issued.startdate) < 14
order by casework.row_id
