-- title:       Open plans by category of placement
-- ref:         S02
-- kind:        count
-- when:        state
-- period:      day
-- unit:        number
-- better:      neither
-- source:      SEN2 placements; GIAS; DSG management plan categories
-- owner:       Head of Sufficiency
-- needs:       requests, assessment, namedplan, activeplans, placementdetail, establishments
-- definition:  Open plans by the category of the DSG management plan that their main placement belongs to.
select case_id, from_date, to_date, row_id, dsg_category as category
from mart_placed_plan
