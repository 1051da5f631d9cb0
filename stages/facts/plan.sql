-- title: Plan
-- order: 70
with revised as (
    select person_id, plan_start_date, max(final_plan_date) as final_plan_date
    from stg_annual_reviews
    cross join context
    where final_plan_date <= context.as_at
    group by person_id, plan_start_date
),
held as (
    select plan.row_id, plan.case_id, plan.person_id, plan.from_date, plan.personal_budget,
           case when plan.to_date <= context.as_at then plan.to_date end as to_date,
           case when plan.to_date <= context.as_at then plan.cease_reason end as cease_reason
    from mart_plan as plan
    join context on plan.from_date <= context.as_at
)
select sampled.case_id, plan.case_id as "Plan number", case when revised.person_id is null then 'new' else 'revised' end as plan_kind,
       plan.from_date as "Began", issued.days_to_issue as "Days from request to plan",
       case when issued.days_to_issue is null then null when issued.days_to_issue <= 140 then 'yes' else 'no' end
           as "Issued within 20 weeks",
       coalesce(revised.final_plan_date, 'never') as "Last amended", coalesce(plan.to_date, 'not ended') as "Ended",
       case when plan.to_date is null then 'not ended' else coalesce(reason.label, plan.cease_reason) end as "Why it ended",
       case when plan.personal_budget = 1 then 'yes' else 'no' end as "Personal budget"
from mart_sampled_case as sampled
join held as plan on plan.row_id = sampled.plan_row
left join mart_issued_plan as issued on issued.row_id = plan.row_id
left join revised on revised.person_id = plan.person_id and revised.plan_start_date = plan.from_date
left join code_cease_reason as reason on reason.code = plan.cease_reason
order by sampled.case_id
