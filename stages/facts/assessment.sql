-- title: Assessment
-- order: 60
with known as (
    select assessment.assessment_id, assessment.request_id, assessment.has_exception,
           case when assessment.outcome_date > context.as_at then 'A' else assessment.outcome end as outcome,
           case when assessment.outcome_date <= context.as_at then assessment.outcome_date end as outcome_date,
           case when assessment.outcome_date > context.as_at then 0
                when 1 in (assessment.assessment_mediation, assessment.other_mediation) then 1 else 0 end as mediation,
           case when assessment.outcome_date > context.as_at then 0
                when 1 in (assessment.assessment_tribunal, assessment.other_tribunal) then 1 else 0 end as tribunal
    from stg_assessment as assessment
    cross join context
)
select sampled.case_id, coalesce(outcome.label, assessment.outcome) as "Outcome", assessment.outcome_date as "Told",
       case when assessment.has_exception = 1 then 'yes' else 'no' end as "Exception to the 20 weeks",
       case when assessment.mediation = 1 then 'yes' else 'no' end as "Mediation",
       case when assessment.tribunal = 1 then 'yes' else 'no' end as "Appeal"
from mart_sampled_case as sampled
join known as assessment on assessment.request_id = sampled.request_id
left join code_assessment_outcome as outcome on outcome.code = assessment.outcome
order by sampled.case_id, assessment.outcome_date, assessment.assessment_id
