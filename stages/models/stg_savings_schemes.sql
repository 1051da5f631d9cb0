-- One row per savings scheme and year, in pence.
select row_id, scheme, title, owner, category, starts,
       substr(financial_year, 1, 4) || '-' || substr(financial_year, length(financial_year) - 1, 2) as financial_year,
       saving, confidence_percent, delivered
from current_savings_schemes
