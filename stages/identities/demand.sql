-- says:  Requests are counted once in all measures of demand
-- holds: equal
select 'requests in D02' as identity, 1 as coefficient, 'requests_from_parents' as measure, 'denominator' as part, 'all' as breakdown, 'all' as category
union all select 'requests in D02', -1, 'requests_received', 'numerator', 'all', 'all'
union all select 'parents in D02', 1, 'requests_from_parents', 'numerator', 'all', 'all'
union all select 'parents in D02', -1, 'requests_received', 'numerator', 'request_source', '1'
