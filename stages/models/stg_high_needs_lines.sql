-- One row per year, line, category and basis of high needs spend, in pence.
select row_id, financial_year, line, category, basis, amount
from current_high_needs_lines
