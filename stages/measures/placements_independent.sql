-- title:       Plans placed in independent and non-maintained special schools
-- ref:         S01
-- kind:        rate
-- when:        state
-- period:      day
-- unit:        percent
-- better:      lower
-- source:      SEN2 placements; GIAS
-- owner:       Head of Sufficiency
-- needs:       requests, assessment, namedplan, activeplans, placementdetail, establishments
-- definition:  Open plans whose main placement is an independent or non-maintained special school, of all open plans.
select case_id, from_date, to_date, case when dsg_category = 'independent' then 1 else 0 end as met, row_id
from mart_placed_plan
