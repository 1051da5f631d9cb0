-- title: Advice
-- order: 40
with known as (
    select advice.advice_id, advice.request_id, advice.service, advice.requested_date,
           case when advice.received_date <= context.as_at then advice.received_date end as received_date
    from stg_advice as advice
    join context on advice.requested_date <= context.as_at
)
select sampled.case_id, coalesce(service.label, advice.service) as "Asked of", advice.requested_date as "Asked for",
       advice.received_date as "Advice received", days_between(advice.requested_date, advice.received_date) as "Days to the advice",
       case when advice.received_date <= add_days(advice.requested_date, 42) then 'yes'
            when advice.received_date is null and add_days(advice.requested_date, 42) >= context.as_at then 'not due yet'
            else 'no' end as "Received within 6 weeks"
from mart_sampled_case as sampled
cross join context
join known as advice on advice.request_id = sampled.request_id
left join code_service as service on service.code = advice.service
order by sampled.case_id, advice.requested_date, advice.service, advice.advice_id
