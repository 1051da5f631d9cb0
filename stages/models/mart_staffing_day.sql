-- One row per day counted and team, as the latest month begun by that day has it. Full-time equivalents are in
-- millionths, so that returns of more decimals than two divide as they are written.
with latest as (
    select day.at_date, max(staffing.month) as month
    from counting_date as day
    join stg_staffing as staffing on staffing.month <= month_of(day.at_date)
    group by day.at_date
)
select staffing.row_id, latest.at_date, staffing.month, staffing.team,
       cast(round(staffing.permanent_fte * 1000000) as integer) as permanent_millionths,
       cast(round(staffing.agency_fte * 1000000) as integer) as agency_millionths
from latest
join stg_staffing as staffing on staffing.month = latest.month
