-- One row per pupil eligible for free school meals on the day of a school census, however many spells cover it.
-- keys: pupil_id, census_date
select distinct census_date, pupil_id
from stg_fsmperiod
where start_date <= census_date and (end_date is null or end_date >= census_date)
