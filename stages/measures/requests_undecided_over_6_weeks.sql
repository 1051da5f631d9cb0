-- title:       Requests undecided after 6 weeks
-- ref:         D06
-- kind:        count
-- when:        state
-- period:      day
-- unit:        number
-- better:      lower
-- source:      SEND Regulations 2014 reg 5(3)
-- owner:       Head of SEND
-- needs:       requests
-- definition:  Requests that are more than 42 days old on the day counted and not yet decided or withdrawn. Requests
--              exported to another authority and historical ones are left out.
select request_id as case_id, add_days(received_date, 43) as from_date,
       case when outcome <> 'A' then outcome_date end as to_date, row_id
from mart_request
where is_exported = 0 and (outcome = 'A' or (outcome in ('Y', 'N', 'W') and outcome_date is not null))
