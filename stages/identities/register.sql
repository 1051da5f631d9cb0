-- says:  Who is on the Dynamic Support Database has no last day there
-- holds: equal
select 'without a last day' as identity, 1 as coefficient, 'dynamic_support' as measure, 'numerator' as part, 'all' as breakdown, 'all' as category
union all select 'without a last day', -1, 'fields_complete', 'rest', 'extract|field', 'dynamic_support|to_date'
