-- One row per training event.
select row_id, event_id, event_date, attendees, sencos
from current_training
