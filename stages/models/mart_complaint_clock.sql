-- One row per complaint that must be answered in time and state of knowledge (known_from on, before known_to): the clock runs from
-- the day received until an acknowledgement is known, and a complaint withdrawn is one that waits until that is known.
with clock as (
    select row_id, case_id, responded_date, outcome, working_days, received_date as clock_date, acknowledged_date as known_to
    from mart_complaint
    where working_days is not null and (acknowledged_date is null or acknowledged_date > received_date)
    union all
    select row_id, case_id, responded_date, outcome, working_days, acknowledged_date, null
    from mart_complaint
    where working_days is not null and acknowledged_date is not null
),
answered as (
    select row_id, case_id, clock_date, working_days, known_to, responded_date as answered_date
    from clock
    where outcome is null or outcome <> 'withdrawn'
    union all
    select row_id, case_id, clock_date, working_days, least_date(known_to, responded_date), null
    from clock
    where outcome = 'withdrawn' and responded_date is not null
)
select row_id, case_id, clock_date, answered_date, known_to,
       add_working_days(clock_date, working_days + 1) as first_late_date
from answered
