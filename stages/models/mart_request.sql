-- One row per request for an assessment. An interval that ends before it begins is empty.
-- keys: request_id
select request.row_id, request.request_id, request.person_id, request.received_date, request.request_source,
       request.outcome, request.outcome_date, request.mediation, request.tribunal,
       case when request.exported is null then 0 else 1 end as is_exported,
       case when request.outcome in ('Y', 'N') then request.outcome_date end as decision_date,
       case when request.outcome_date >= request.received_date
            then days_between(request.received_date, request.outcome_date) end as days_to_outcome,
       unplanned.known_to as first_plan_date, child.birth_date, child.sex, child.locality, need.primary_need
from stg_requests as request
left join mart_child as child on child.person_id = request.person_id
left join mart_need as need on need.request_id = request.request_id
left join mart_request_plan as unplanned
  on unplanned.request_id = request.request_id and unplanned.known_from is null
