-- One row per stay on the Dynamic Support Database.
select row_id, persontableid as person_id, from_date, to_date, rating
from current_dynamic_support
