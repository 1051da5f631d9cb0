-- says:  The return has a row for each open plan, and the page of inputs tells how many rows it has
-- holds: told
select 'rows of open plans' as identity, 1 as coefficient, 'plans_open' as measure, 'numerator' as part, 'all' as breakdown, 'all' as category
union all select 'rows of open plans', -1, 'fields_complete', 'denominator', 'extract|field', 'activeplans|activeplanstableid'
