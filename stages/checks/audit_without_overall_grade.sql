-- says:     The audit has grades of sections but none overall; it counts in no figure of overall grades.
-- severity: query
-- extract:  audits
-- field:    section
-- code:     audit-without-overall-grade
-- action:   Add a row for the section overall.
select row_id, audit_id as value
from (select row_id, audit_id, row_number() over (partition by audit_id order by row_id) as place,
             max(case when section = 'overall' then 1 else 0 end) over (partition by audit_id) as has_overall
      from current_audits) as graded
where has_overall = 0 and place = 1
order by row_id
