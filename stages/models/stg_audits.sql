-- One row per section graded in an audit of a plan.
select row_id, audit_id, audit_date, persontableid as person_id, plan_kind, locality, section, grade
from current_audits
