-- One row per need of an open plan.
select row_id, senneedtableid as need_id, activeplanstableid as active_plan_id, sentype as sen_type,
       sentyperank as sen_type_rank
from current_senneed
