-- title:       Requests agreed
-- ref:         D05
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      neither
-- source:      SEN2 request outcome
-- owner:       Head of SEND
-- needs:       requests
-- definition:  Decisions to assess, of all decisions to assess or not to assess made in the period.
select request_id as case_id, decision_date as on_date, case when outcome = 'Y' then 1 else 0 end as met, row_id
from mart_request
where decision_date is not null
