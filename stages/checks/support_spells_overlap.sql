-- says:     The child has another spell on the database that had not ended; both are counted.
-- severity: query
-- extract:  dynamic_support
-- field:    from_date
-- code:     support-spells-overlap
-- action:   End the earlier spell.
select row_id, from_date as value
from (select row_id, from_date,
             lag(from_date) over earlier as earlier_start,
             lag(coalesce(to_date, '9999-12-31')) over earlier as earlier_end
      from current_dynamic_support
      window earlier as (partition by persontableid order by from_date, row_id)) as following
where earlier_start is not null and earlier_end > from_date
order by row_id
