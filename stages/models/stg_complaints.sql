-- One row per complaint or compliment.
select row_id, case_id, kind, received_date, stage, theme, locality, acknowledged_date, responded_date, outcome
from current_complaints
