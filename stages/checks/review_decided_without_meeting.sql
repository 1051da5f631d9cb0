-- says:     A decision is dated, but no meeting; the review counts as not held.
-- severity: query
-- extract:  annual_reviews
-- field:    decision_date
-- code:     review-decided-without-meeting
-- action:   Enter the date of the meeting.
select row_id, decision_date as value
from current_annual_reviews
where decision_date is not null and meeting_date is null
order by row_id
