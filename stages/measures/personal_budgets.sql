-- title:       Plans with a personal budget
-- ref:         P01
-- kind:        rate
-- when:        state
-- period:      day
-- unit:        percent
-- better:      higher
-- source:      SEN2 personal budgets
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan, activeplans
-- definition:  Open plans for which a personal budget was taken up, of all open plans.
select case_id, from_date, to_date, personal_budget as met, row_id
from mart_plan
