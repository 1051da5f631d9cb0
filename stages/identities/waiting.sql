-- says:  Who waits more than 12 weeks for a first appointment waits in one of the bands of more than 12 weeks, in every pathway
-- holds: at most
select pathway.code as identity, 1 as coefficient, 'waiting_over_12_weeks' as measure, 'numerator' as part, 'pathway' as breakdown, pathway.code as category
from code_pathway as pathway
union all
select pathway.code, -1, 'waiting', 'numerator', 'pathway|weeks_band', pathway.code || '|' || band.code
from code_pathway as pathway
cross join (select '12 to 18' as code union all select '18 to 52' union all select 'over 52') as band
order by 1, 2 desc
