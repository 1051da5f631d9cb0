-- One row per year, line, category and basis of high needs spend, in pence.
select row_id, financial_year, substr(financial_year, 1, 4) || '-04-01' as year_start, line, category, basis, amount
from current_high_needs_lines
