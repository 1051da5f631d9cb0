-- says:     The child has another spell on the database that had not ended; both are counted.
-- severity: query
-- extract:  dynamic_support
-- field:    from_date
-- code:     support-spells-overlap
-- action:   End the earlier spell.
select row_id, from_date as value
from (select row_id, from_date,
             max(coalesce(to_date, '9999-12-31')) over earlier as earlier_end
      from current_dynamic_support
      window earlier as (partition by persontableid order by from_date, row_id
                         rows between unbounded preceding and 1 preceding)) as following
where earlier_end > from_date
order by row_id
