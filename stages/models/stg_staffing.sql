-- One row per month and team.
select row_id, month, team, permanent_fte, agency_fte, vacant_fte
from current_staffing
