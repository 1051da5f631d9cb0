-- title:       Audited plans good or better
-- ref:         Q01
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Multi-agency audit
-- owner:       Audit lead
-- needs:       audits
-- definition:  Plans whose overall grade is good or better, of plans given an overall grade in the period.
select audit_id as case_id, audit_date as on_date,
       case when grade in ('outstanding', 'good with elements of outstanding', 'good') then 1 else 0 end as met, row_id,
       locality, plan_kind, month_of(audit_date) as month
from stg_audits
where section = 'overall'
