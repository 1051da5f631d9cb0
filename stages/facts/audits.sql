-- title: Earlier audit
-- order: 100
select sampled.case_id, audit.audit_date as "Audited", coalesce(grade.label, audit.grade) as "Overall grade"
from mart_sampled_case as sampled
cross join context
join stg_audits as audit on audit.person_id = sampled.person_id and audit.section = 'overall' and audit.audit_date <= context.as_at
left join code_audit_grade as grade on grade.code = audit.grade
order by sampled.case_id, audit.audit_date, audit.audit_id
