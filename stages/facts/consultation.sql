-- title: Consultation
-- order: 110
select sampled.case_id, coalesce(school.establishment_name, consultation.urn) as "Setting", consultation.sent_date as "Sent",
       consultation.response_date as "Answered", days_between(consultation.sent_date, consultation.response_date) as "Days to the answer",
       coalesce(response.label, consultation.response) as "Answer", coalesce(reason.label, consultation.reason) as "Reason"
from sampled_case as sampled
join stg_consultations as consultation on consultation.row_id = sampled.row_id
left join stg_establishments as school on school.urn = consultation.urn
left join code_consultation_response as response on response.code = consultation.response
left join code_consultation_reason as reason on reason.code = consultation.reason
order by sampled.case_id
