-- One row per year, line, category and basis of high needs spend, in pence.
select row_id,
       substr(financial_year, 1, 4) || '-' || substr(financial_year, length(financial_year) - 1, 2) as financial_year,
       line, category, basis, amount
from current_high_needs_lines
