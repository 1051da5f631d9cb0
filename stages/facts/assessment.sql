-- title: Assessment
-- order: 60
select sampled.case_id, coalesce(outcome.label, assessment.outcome) as "Outcome", assessment.outcome_date as "Told",
       case when assessment.has_exception = 1 then 'yes' else 'no' end as "Exception to the 20 weeks",
       case when 1 in (assessment.assessment_mediation, assessment.other_mediation) then 'yes' else 'no' end as "Mediation",
       case when 1 in (assessment.assessment_tribunal, assessment.other_tribunal) then 'yes' else 'no' end as "Appeal"
from mart_sampled_case as sampled
join stg_assessment as assessment on assessment.request_id = sampled.request_id
left join code_assessment_outcome as outcome on outcome.code = assessment.outcome
order by sampled.case_id, assessment.outcome_date, assessment.assessment_id
