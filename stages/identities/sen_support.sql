-- says:  Pupils with SEN Support are those of the rate, in every school
-- holds: equal
select 'SEN Support' as identity, 1 as coefficient, 'sen_support_rate' as measure, 'numerator' as part, '*' as breakdown, '*' as category
union all select 'SEN Support', -1, 'sen_support_pupils', 'numerator', '*', '*'
