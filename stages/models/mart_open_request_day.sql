-- One row per request open on a day counted, with its stage and its age on that day. Of a council that keeps no casework or
-- advice, or not the dates, the stage is unknown where it rests on them.
with open_day as (
    select request.request_id, request.row_id, request.decided_date, request.draft_issued_date, day.at_date,
           days_between(request.from_date, day.at_date) as days_open
    from mart_open_request as request
    join counting_date as day
      on day.at_date >= request.from_date and day.at_date < coalesce(request.to_date, '9999-12-31')
),
advised as (
    select open_day.request_id, open_day.at_date,
           max(case when advice.received_date <= open_day.at_date then 0 else 1 end) as is_waiting
    from stg_advice as advice
    join open_day on open_day.request_id = advice.request_id and advice.requested_date <= open_day.at_date
    group by open_day.request_id, open_day.at_date
),
kept as (
    select exists (select 1 from loaded_column where extract = 'casework' and field = 'draft_issued_date') as has_drafts,
           exists (select 1 from loaded_column where extract = 'advice' and field = 'received_date') as has_advice
)
select open_day.request_id, open_day.row_id, open_day.at_date, open_day.days_open,
       case when open_day.decided_date is null or open_day.decided_date > open_day.at_date then 'awaiting decision'
            when open_day.draft_issued_date <= open_day.at_date then 'with family'
            when not kept.has_drafts or not kept.has_advice then null
            when advised.is_waiting = 0 then 'drafting'
            else 'awaiting advice' end as stage,
       case when open_day.days_open <= 42 then '0 to 6'
            when open_day.days_open <= 112 then '6 to 16'
            when open_day.days_open <= 140 then '16 to 20'
            else 'over 20' end as weeks_band
from open_day
cross join kept
left join advised on advised.request_id = open_day.request_id and advised.at_date = open_day.at_date
