-- says:  The overall grade is one of the grades of an audit
-- holds: equal
select 'overall grades' as identity, 1 as coefficient, 'audits_good_or_better' as measure, 'denominator' as part, 'all' as breakdown, 'all' as category
union all select 'overall grades', -1, 'audit_grades', 'numerator', 'section', 'overall'
union all select 'good or better', 1, 'audits_good_or_better', 'numerator', 'all', 'all'
union all select 'good or better', -1, 'audit_grades', 'numerator', 'section|grade', 'overall|outstanding'
union all select 'good or better', -1, 'audit_grades', 'numerator', 'section|grade', 'overall|good with elements of outstanding'
union all select 'good or better', -1, 'audit_grades', 'numerator', 'section|grade', 'overall|good'
