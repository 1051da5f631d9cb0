-- says:     Mediation or an appeal against refusing a plan is recorded although the outcome is to issue one; the
--           first decision should stay as it was.
-- severity: query
-- extract:  assessment
-- field:    assessmentoutcome
-- code:     assessment-challenged-but-agreed
-- action:   Restore the first outcome (N), or clear the flag.
select row_id, assessmentoutcome as value
from current_assessment
where assessmentoutcome in ('Y', 'A') and (assessmentmediation = 1 or assessmenttribunal = 1)
order by row_id
