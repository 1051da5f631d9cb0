-- title:       Requests for an assessment received
-- ref:         D01
-- kind:        count
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      neither
-- source:      SEN2 requests; DfE counts historical cases (H) apart
-- owner:       Head of SEND
-- needs:       requests
-- definition:  Requests for an education, health and care needs assessment, by the day received. Cases decided before
--              the return's years (outcome H) are left out; a child with two requests counts twice.
select request_id as case_id, received_date as on_date, row_id,
       request_source, locality, age_band(age_at(birth_date, received_date)) as age_band, sex
from mart_request
where outcome <> 'H'
