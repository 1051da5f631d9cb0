/* One row an extract and period: the newest full load that holds it. What a corrected list of rejects brings belongs to the load
that it completes, and takes the place of none of its rows. */
select held.extract, held.period, max(l.root) as load_id
from load_period as held
join load as l on l.load_id = held.load_id
group by held.extract, held.period
