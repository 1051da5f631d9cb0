-- One row a published figure: there is none.
-- keys: measure
select null as measure, null as breakdown, null as category, null as geography, null as time_period,
       null as period_end, null as value
where false
