-- One row per thing that is open.
-- keys: thing_id
select id as thing_id, born, amount, colour, places, row_id
from current_things
where open
