-- says:     The second meeting is dated before the first, or the first has no date.
-- severity: query
-- extract:  casework
-- field:    second_meeting_date
-- code:     casework-second-meeting-first
-- action:   Correct the dates of the meetings.
select row_id, second_meeting_date as value
from current_casework
where second_meeting_date < coalesce(first_meeting_date, '9999-12-31')
order by row_id
