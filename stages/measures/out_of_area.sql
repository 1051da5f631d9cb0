-- title:       Plans placed outside the area
-- ref:         S05
-- kind:        rate
-- when:        state
-- period:      day
-- unit:        percent
-- better:      lower
-- source:      SEN2 placements; GIAS
-- owner:       Head of Sufficiency
-- needs:       requests, assessment, namedplan, activeplans, placementdetail, establishments
-- definition:  Open plans whose main placement is in another authority's area, or arranged by another authority, of
--              all open plans.
select case_id, from_date, to_date, is_out_of_area as met, row_id
from mart_placed_plan
