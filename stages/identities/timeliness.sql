-- says:  Measures of timeliness share cases
-- holds: equal
select 'over 20 weeks' as identity, 1 as coefficient, 'open_over_20_weeks' as measure, 'numerator' as part, 'all' as breakdown, 'all' as category
union all select 'over 20 weeks', -1, 'open_assessments', 'numerator', 'weeks_band', 'over 20'
union all select 'plans with weeks', 1, 'weeks_to_issue', 'denominator', 'all', 'all'
union all select 'plans with weeks', -1, 'plans_issued_20_weeks_all', 'denominator', 'all', 'all'
union all select 'undecided over 6 weeks', 1, 'requests_undecided_over_6_weeks', 'numerator', 'all', 'all'
union all select 'undecided over 6 weeks', -1, 'open_assessments', 'numerator', 'stage|weeks_band', 'awaiting decision|6 to 16'
union all select 'undecided over 6 weeks', -1, 'open_assessments', 'numerator', 'stage|weeks_band', 'awaiting decision|16 to 20'
union all select 'undecided over 6 weeks', -1, 'open_assessments', 'numerator', 'stage|weeks_band', 'awaiting decision|over 20'
