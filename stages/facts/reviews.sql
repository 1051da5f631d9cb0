-- title: Annual review
-- order: 90
with known as (
    select review.review_id, review.person_id, review.due_date,
           case when review.meeting_date <= context.as_at then review.meeting_date end as meeting_date,
           case when review.decision_date > context.as_at then null else review.decision end as decision,
           case when review.decision_date <= context.as_at then review.decision_date end as decision_date,
           case when review.final_plan_date <= context.as_at then review.final_plan_date end as final_plan_date,
           review.health_contributed, review.care_contributed, review.child_contributed
    from stg_annual_reviews as review
    cross join context
)
select sampled.case_id, review.due_date as "Due", review.meeting_date as "Meeting",
       case when review.meeting_date <= review.due_date then 'yes'
            when review.meeting_date is null and review.due_date >= context.as_at then 'not due yet'
            else 'no' end as "Held in time",
       coalesce(outcome.label, review.decision) as "Decision", review.decision_date as "Decided", review.final_plan_date as "Final plan",
       case when review.meeting_date is null then null when review.health_contributed = 1 then 'yes' else 'no' end as "Health contributed",
       case when review.meeting_date is null then null when review.care_contributed = 1 then 'yes' else 'no' end
           as "Social care contributed",
       case when review.meeting_date is null then null when review.child_contributed = 1 then 'yes' else 'no' end as "Child contributed"
from mart_sampled_case as sampled
cross join context
join known as review on review.person_id = sampled.person_id
left join code_review_outcome as outcome on outcome.code = review.decision
order by sampled.case_id, review.due_date, review.review_id
