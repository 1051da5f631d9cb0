-- title: Consultation
-- order: 110
with known as (
    select consultation.row_id, consultation.urn, consultation.sent_date, consultation.reason,
           case when consultation.response_date <= context.as_at then consultation.response_date end as response_date,
           case when consultation.response_date > context.as_at then null else consultation.response end as response
    from stg_consultations as consultation
    cross join context
)
select sampled.case_id, coalesce(school.establishment_name, consultation.urn) as "Setting", consultation.sent_date as "Sent",
       consultation.response_date as "Answered", days_between(consultation.sent_date, consultation.response_date) as "Days to the answer",
       coalesce(response.label, consultation.response) as "Answer", coalesce(reason.label, consultation.reason) as "Reason"
from sampled_case as sampled
join known as consultation on consultation.row_id = sampled.row_id
left join stg_establishments as school on school.urn = consultation.urn
left join code_consultation_response as response on response.code = consultation.response
left join code_consultation_reason as reason on reason.code = consultation.reason
order by sampled.case_id
