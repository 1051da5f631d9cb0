-- One row per section graded in an audit of a plan.
select audit.row_id, audit.audit_id, audit.audit_date, audit.persontableid as person_id, audit.plan_kind,
       coalesce(place.locality, audit.locality) as locality, audit.section, audit.grade
from current_audits as audit
left join mart_locality_name as place on place.written = lower(trim(audit.locality))
