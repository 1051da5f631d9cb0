-- says:  Measures of timeliness share cases
-- holds: equal
select 'over 20 weeks' as identity, 1 as coefficient, 'open_over_20_weeks' as measure, 'numerator' as part, 'all' as breakdown, 'all' as category
union all select 'over 20 weeks', -1, 'open_assessments', 'numerator', 'weeks_band', 'over 20'
union all select 'plans with weeks', 1, 'weeks_to_issue', 'denominator', 'all', 'all'
union all select 'plans with weeks', -1, 'plans_issued_20_weeks_all', 'denominator', 'all', 'all'
