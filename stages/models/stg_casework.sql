-- One row per request followed by a caseworker.
select row_id, requeststableid as request_id, triage_date, panel_date, draft_issued_date, first_meeting_date,
       second_meeting_date, keyworker
from current_casework
