-- title:       Settings with access to the case system
-- ref:         W02
-- kind:        count
-- when:        state
-- period:      day
-- unit:        number
-- better:      higher
-- source:      Case system accounts
-- owner:       Workforce lead
-- counts:      other
-- needs:       setting_access.portal_from_date
-- definition:  Schools and settings that can read their children's cases in the case system on the day counted.
select urn as case_id, portal_from_date as from_date, portal_to_date as to_date, row_id
from stg_setting_access
where portal_from_date is not null
