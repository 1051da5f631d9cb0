-- One row per need of a pupil in a school census.
select entry.row_id, entry.pupilonrolltableid as pupil_id, entry.sentype as sen_type,
       entry.sentyperank as sen_type_rank,
       case when length(census.period) = 10 then census.period else entry.censusdate end as census_date
from current_senneeds as entry
join load as census on census.load_id = entry.row_id >> 32
