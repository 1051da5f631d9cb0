-- One row per spell of free school meals of a pupil in a school census.
select entry.row_id, entry.pupilonrolltableid as pupil_id, entry.fsmstartdate as start_date,
       entry.fsmenddate as end_date,
       coalesce(census.census_date, entry.censusdate) as census_date
from current_fsmperiod as entry
join load as census on census.load_id = entry.row_id >> 32
