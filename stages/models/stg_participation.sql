-- One row per event or passport.
select row_id, activity_id, activity, activity_date, people, locality
from current_participation
