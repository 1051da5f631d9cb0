-- title:       Requests triaged within 1 week
-- ref:         D03
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Local standard
-- owner:       Head of SEND
-- needs:       requests, casework.triage_date
-- definition:  Requests triaged at most 7 days after they were received, of all requests triaged in the period.
select request.request_id as case_id, casework.triage_date as on_date,
       case when days_between(request.received_date, casework.triage_date) <= 7 then 1 else 0 end as met, casework.row_id
from stg_casework as casework
join mart_request as request on request.request_id = casework.request_id
where request.outcome <> 'H' and casework.triage_date >= request.received_date
