-- One row per plan issued.
select row_id, namedplantableid as plan_id, assessmenttableid as assessment_id, startdate as start_date,
       planres as residential, planwbp as work_based, pb as personal_budget, oa as organised_arrangement,
       dp as direct_payment, ceasedate as cease_date, ceasereason as cease_reason
from current_namedplan
