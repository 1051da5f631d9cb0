-- One row per postcode prefix.
select row_id, postcode_prefix, locality
from current_localities
