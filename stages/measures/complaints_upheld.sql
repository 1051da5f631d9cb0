-- title:       Complaints upheld
-- ref:         X02
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      lower
-- source:      Complaints log
-- owner:       Complaints lead
-- needs:       complaints.responded_date, complaints.outcome
-- definition:  Complaints upheld or partly upheld, of complaints decided in the period. A complaint withdrawn is not
--              decided.
select case_id, responded_date as on_date, case when outcome in ('upheld', 'partly upheld') then 1 else 0 end as met, row_id
from mart_complaint
where responded_date is not null and outcome in ('upheld', 'partly upheld', 'not upheld')
