/* One row a finance extract some of whose records were rejected and stand in no sum: how many. */
select visible.extract, count(*)
from visible_load as visible
join reject on reject.load_id = visible.load_id
where visible.extract in ('high_needs_lines', 'dsg_allocations', 'high_needs_assumptions', 'savings_schemes')
group by visible.extract
order by visible.extract
