/* Dates of the school censuses that are visible and not after as-at. */
insert into temp.census_date
select distinct load.period
from visible_load
join load on load.load_id = visible_load.load_id
cross join context
where visible_load.extract = 'pupilonroll' and load.period <= context.as_at
