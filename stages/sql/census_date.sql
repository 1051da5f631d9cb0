/* Dates of the school censuses that are visible and not after as-at. */
insert into temp.census_date
select visible_period.period
from visible_period
cross join context
where visible_period.extract = 'pupilonroll' and visible_period.period between '0' and context.as_at
