-- One row per assessment.
select row_id, assessmenttableid as assessment_id, requeststableid as request_id, assessmentoutcome as outcome,
       assessmentoutcomedate as outcome_date, assessmentmediation as assessment_mediation,
       assessmenttribunal as assessment_tribunal, othermediation as other_mediation, othertribunal as other_tribunal,
       week20 as has_exception
from current_assessment
