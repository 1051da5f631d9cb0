-- title: Casework
-- order: 50
select sampled.case_id, casework.triage_date as "Triaged", casework.panel_date as "Panel", casework.draft_issued_date as "Draft issued",
       casework.first_meeting_date as "First meeting", casework.second_meeting_date as "Second meeting"
from mart_sampled_case as sampled
join stg_casework as casework on casework.request_id = sampled.request_id
order by sampled.case_id
