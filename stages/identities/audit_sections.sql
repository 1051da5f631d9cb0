-- says:  An audit grades each section of a plan once
-- holds: at most
select section.code as identity, 1 as coefficient, 'audit_grades' as measure, 'numerator' as part, 'section' as breakdown, section.code as category
from code_audit_section as section
union all
select section.code, -1, 'audits_done', 'numerator', 'all', 'all'
from code_audit_section as section
order by 1, 2 desc
