-- title: Referral
-- order: 110
with known as (
    select wait.row_id, wait.pathway, wait.provider, wait.locality, wait.referral_date,
           case when wait.first_appointment_date <= context.as_at then wait.first_appointment_date end as first_appointment_date,
           case when wait.outcome_date <= context.as_at then wait.outcome_date end as outcome_date,
           case when wait.closed_date <= context.as_at then wait.closed_date end as closed_date
    from stg_health_waits as wait
    cross join context
)
select sampled.case_id, coalesce(pathway.label, wait.pathway) as "Pathway", wait.provider as "Provider", wait.locality,
       wait.referral_date as "Referred", wait.first_appointment_date as "First appointment",
       days_between(wait.referral_date, wait.first_appointment_date) as "Days to the first appointment", wait.outcome_date as "Outcome",
       wait.closed_date as "Closed"
from sampled_case as sampled
join known as wait on wait.row_id = sampled.row_id
left join code_pathway as pathway on pathway.code = wait.pathway
order by sampled.case_id
