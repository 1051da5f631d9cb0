-- title:       Rows rejected
-- ref:         N01
-- kind:        ratio
-- when:        snapshot
-- period:      day
-- unit:        percent
-- better:      lower
-- source:      Loads
-- owner:       Data team
-- counts:      other
-- days:        as-at
-- definition:  Rows of the newest load of each extract that were rejected, of all its rows.
with newest as (
    select visible.extract, max(visible.load_id) as load_id
    from visible_load as visible
    join load on load.load_id = visible.load_id
    where load.completes is null
    group by visible.extract
)
select load.extract as case_id, context.as_at as at_date, load.rejected as numerator,
       load.rejected + load.loaded as denominator, load.load_id << 32 as row_id, load.extract
from newest
join load on load.load_id = newest.load_id
cross join context
where load.rejected + load.loaded > 0
