-- title:       Requests that come from parents and young people
-- ref:         D02
-- kind:        rate
-- when:        event
-- period:      month, rolling 12 months
-- unit:        percent
-- better:      neither
-- source:      SEN2 request source 1
-- owner:       Head of SEND
-- needs:       requests.rquestsource
-- definition:  Requests made by the parent or the young person, of all requests received. A request without a source
--              stays in the denominator.
select request_id as case_id, received_date as on_date, case when request_source = '1' then 1 else 0 end as met, row_id
from mart_request
where outcome <> 'H'
