-- One row per request that was or is open: from the day received until refused, withdrawn or a plan began. Exported
-- requests, transfers in with a plan, cases decided elsewhere or before the return's years, and endings without a date
-- never count as open.
-- keys: request_id
with assessed as (
    select request_id, count(*) as assessments,
           min(case when outcome in ('N', 'W') then outcome_date end) as closed_date,
           max(case when outcome in ('H', 'S') then 1 when outcome in ('N', 'W') and outcome_date is null then 1 else 0 end)
               as is_never_open
    from stg_assessment
    group by request_id
),
held as (
    select distinct request_id from stg_activeplans
)
select request.request_id, request.row_id, request.received_date as from_date,
       least_date(case when request.outcome in ('N', 'W') then request.outcome_date end, assessed.closed_date,
                  request.first_plan_date) as to_date,
       case when request.outcome = 'A' then null
            when request.outcome = 'H' then request.received_date
            else coalesce(request.outcome_date, request.received_date) end as decided_date,
       casework.draft_issued_date
from mart_request as request
left join assessed on assessed.request_id = request.request_id
left join held on held.request_id = request.request_id
left join stg_casework as casework on casework.request_id = request.request_id
where request.is_exported = 0 and coalesce(assessed.is_never_open, 0) = 0
  and not (request.outcome in ('N', 'W') and request.outcome_date is null)
  and not (request.outcome = 'H' and assessed.assessments is null)
  and not (held.request_id is not null and request.first_plan_date is null)
