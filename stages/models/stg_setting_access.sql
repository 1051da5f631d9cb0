-- One row per setting with access to the case system.
select row_id, urn, portal_from_date, portal_to_date
from current_setting_access
