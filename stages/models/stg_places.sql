-- One row per school, provision, need and financial year of places commissioned.
select row_id, urn, provision, need,
       substr(financial_year, 1, 4) || '-' || substr(financial_year, length(financial_year) - 1, 2) as financial_year,
       commissioned_places
from current_places
