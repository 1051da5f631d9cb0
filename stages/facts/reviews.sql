-- title: Annual review
-- order: 90
select sampled.case_id, review.due_date as "Due", review.meeting_date as "Meeting",
       case when review.meeting_date <= review.due_date then 'yes' when review.due_date >= context.as_at then 'not due yet' else 'no' end
           as "Held in time",
       coalesce(outcome.label, review.decision) as "Decision", review.decision_date as "Decided", review.final_plan_date as "Final plan",
       case when review.meeting_date is null then null when review.health_contributed = 1 then 'yes' else 'no' end as "Health contributed",
       case when review.meeting_date is null then null when review.care_contributed = 1 then 'yes' else 'no' end
           as "Social care contributed",
       case when review.meeting_date is null then null when review.child_contributed = 1 then 'yes' else 'no' end as "Child contributed"
from mart_sampled_case as sampled
cross join context
join stg_annual_reviews as review on review.person_id = sampled.person_id
left join code_review_outcome as outcome on outcome.code = review.decision
order by sampled.case_id, review.due_date, review.review_id
