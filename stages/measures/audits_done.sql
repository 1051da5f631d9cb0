-- title:       Plans audited
-- ref:         Q03
-- kind:        count
-- when:        event
-- period:      month, rolling 12 months
-- unit:        number
-- better:      higher
-- source:      Multi-agency audit
-- owner:       Audit lead
-- needs:       audits
-- definition:  Audits of a plan, by the first day on which one of its sections was graded.
select audit_id as case_id, min(audit_date) as on_date, min(row_id) as row_id
from stg_audits
group by audit_id
