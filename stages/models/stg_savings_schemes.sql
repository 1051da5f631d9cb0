-- One row per savings scheme and year, in pence.
select row_id, scheme, title, owner, category, starts, financial_year, substr(financial_year, 1, 4) || '-04-01' as year_start,
       saving, confidence_percent, delivered
from current_savings_schemes
