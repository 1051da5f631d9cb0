-- One row per young person who left a plan.
select row_id, persontableid as person_id, left_date, destination
from current_destinations
