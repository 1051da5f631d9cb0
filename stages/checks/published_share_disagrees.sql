-- says:     The published percentage is not the published numbers divided.
-- severity: query
-- extract:  dfe_timeliness_20_week
-- field:    PC_plans_issued_20_weeks_ex
-- code:     published-share-disagrees
-- action:   Fetch the file again; a spreadsheet may have changed it.
select row_id, "PC_plans_issued_20_weeks_ex" as value
from current_dfe_timeliness_20_week
where plans_issued_den_ex > 0
  and abs(100.0 * plans_issued_20_weeks_ex / plans_issued_den_ex - "PC_plans_issued_20_weeks_ex") > 0.051
order by row_id
