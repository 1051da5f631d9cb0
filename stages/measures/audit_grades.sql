-- title:       Grades given to the sections of audited plans
-- ref:         Q02
-- kind:        count
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      neither
-- source:      Multi-agency audit
-- owner:       Audit lead
-- needs:       audits
-- definition:  Grades given in the period to the sections of audited plans, and to plans overall.
select audit_id || ' ' || section as case_id, audit_date as on_date, row_id, section, grade,
       section || '|' || grade as "section|grade"
from stg_audits
