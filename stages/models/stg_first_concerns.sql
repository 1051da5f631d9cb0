-- One row per school and census of first concerns.
select row_id, urn, censusdate as census_date, pupils
from current_first_concerns
