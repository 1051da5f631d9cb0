-- One row per need of a pupil in a school census.
select entry.row_id, entry.pupilonrolltableid as pupil_id, entry.sentype as sen_type,
       entry.sentyperank as sen_type_rank,
       coalesce(census.census_date, entry.censusdate) as census_date
from current_senneeds as entry
join load as census on census.load_id = entry.row_id >> 32
