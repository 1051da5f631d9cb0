-- says:     No plan of this person starts on that day; a plan that ceased cannot be told, so the review counts as
--           due.
-- severity: query
-- extract:  annual_reviews
-- field:    plan_start_date
-- code:     review-of-unknown-plan
-- action:   Give the start date as in the namedplan file.
select row_id, plan_start_date as value
from current_annual_reviews
where exists (select 1 from current_namedplan)
  and persontableid in (select persontableid from current_person)
  and persontableid || '/' || plan_start_date not in (
    select requests.persontableid || '/' || namedplan.startdate
    from current_namedplan as namedplan
    join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
    join current_requests as requests on requests.requeststableid = assessment.requeststableid)
  and persontableid not in (
    select requests.persontableid
    from current_activeplans as activeplans
    join current_requests as requests on requests.requeststableid = activeplans.requeststableid
    where activeplans.transferla is not null)
order by row_id
