/* One row an extract and period: the newest full load that holds it. */
select extract, period, max(load_id) as load_id
from load_period
where load_id in (select load_id from load)
group by extract, period
