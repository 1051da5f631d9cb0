-- title: Casework
-- order: 50
select sampled.case_id,
       case when casework.triage_date <= context.as_at then casework.triage_date end as "Triaged",
       case when casework.panel_date <= context.as_at then casework.panel_date end as "Panel",
       case when casework.draft_issued_date <= context.as_at then casework.draft_issued_date end as "Draft issued",
       case when casework.first_meeting_date <= context.as_at then casework.first_meeting_date end as "First meeting",
       case when casework.second_meeting_date <= context.as_at then casework.second_meeting_date end as "Second meeting"
from mart_sampled_case as sampled
cross join context
join stg_casework as casework on casework.request_id = sampled.request_id
order by sampled.case_id
