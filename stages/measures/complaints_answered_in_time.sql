-- title:       Complaints answered in time
-- ref:         X03
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Council complaints policy (limits are settings)
-- owner:       Complaints lead
-- needs:       complaints.responded_date
-- definition:  Complaints answered within the working days that their stage allows, counted from the acknowledgement,
--              of those answered or overdue. Complaints withdrawn or before the ombudsman are left out.
select case_id, least_date(answered_date, first_late_date) as on_date,
       case when answered_date < first_late_date then 1 else 0 end as met, row_id, known_to
from mart_complaint_clock
where (answered_date is null or answered_date >= clock_date)
  and (known_to is null or known_to > least_date(answered_date, first_late_date))
