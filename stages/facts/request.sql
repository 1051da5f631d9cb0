-- title: Request
-- order: 30
with known as (
    select request.request_id, request.received_date, request.request_source,
           case when request.outcome_date > context.as_at then 'A' else request.outcome end as outcome,
           case when request.outcome_date <= context.as_at then request.outcome_date end as outcome_date,
           case when request.outcome_date <= context.as_at then request.days_to_outcome end as days_to_outcome,
           case when request.outcome_date > context.as_at then 0 else request.mediation end as mediation,
           case when request.outcome_date > context.as_at then 0 else request.tribunal end as tribunal
    from mart_request as request
    cross join context
)
select sampled.case_id, request.request_id as "Request number", request.received_date as "Received",
       coalesce(source.label, request.request_source) as "Asked for by", coalesce(outcome.label, request.outcome) as "Decision",
       request.outcome_date as "Decided", request.days_to_outcome as "Days to the decision",
       case when request.days_to_outcome is null then null when request.days_to_outcome <= 42 then 'yes' else 'no' end
           as "Decided within 6 weeks",
       case when request.mediation = 1 then 'yes' else 'no' end as "Mediation on the request",
       case when request.tribunal = 1 then 'yes' else 'no' end as "Appeal on the request"
from mart_sampled_case as sampled
join known as request on request.request_id = sampled.request_id
left join code_request_source as source on source.code = request.request_source
left join code_request_outcome as outcome on outcome.code = request.outcome
order by sampled.case_id
