-- One row per school, provision, need and financial year of places commissioned.
select row_id, urn, provision, need, financial_year, commissioned_places
from current_places
