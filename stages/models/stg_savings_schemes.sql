-- One row per savings scheme and year, in pence.
select row_id, scheme, title, owner, category, starts, financial_year, saving, confidence_percent, delivered
from current_savings_schemes
