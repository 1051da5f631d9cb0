-- says:  Measures of the school census share pupils
-- holds: equal
select 'pupils in C04' as identity, 1 as coefficient, 'plans_per_100_pupils' as measure, 'denominator' as part, 'all' as breakdown, 'all' as category
union all select 'pupils in C04', -1, 'sen_support_rate', 'denominator', 'all', 'all'
union all select 'pupils in C12', 1, 'temporary_upns', 'denominator', 'all', 'all'
union all select 'pupils in C12', -1, 'sen_support_rate', 'denominator', 'all', 'all'
union all select 'pupils with a plan', 1, 'fsm_with_plan', 'denominator', 'all', 'all'
union all select 'pupils with a plan', -1, 'plans_per_100_pupils', 'numerator', 'all', 'all'
union all select 'pupils with SEN Support', 1, 'fsm_sen_support', 'denominator', 'all', 'all'
union all select 'pupils with SEN Support', -1, 'sen_support_pupils', 'numerator', 'all', 'all'
union all select 'pupils by provision', 1, 'fsm_with_plan', 'denominator', 'all', 'all'
union all select 'pupils by provision', 1, 'fsm_sen_support', 'denominator', 'all', 'all'
union all select 'pupils by provision', 1, 'fsm_no_sen', 'denominator', 'all', 'all'
union all select 'pupils by provision', -1, 'sen_support_rate', 'denominator', 'all', 'all'
