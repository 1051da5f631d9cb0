-- title: Referral
-- order: 110
select sampled.case_id, coalesce(pathway.label, wait.pathway) as "Pathway", wait.provider as "Provider", wait.locality,
       wait.referral_date as "Referred", wait.first_appointment_date as "First appointment",
       days_between(wait.referral_date, wait.first_appointment_date) as "Days to the first appointment", wait.outcome_date as "Outcome",
       wait.closed_date as "Closed"
from sampled_case as sampled
join stg_health_waits as wait on wait.row_id = sampled.row_id
left join code_pathway as pathway on pathway.code = wait.pathway
order by sampled.case_id
