-- One row per category and financial year that the forecast assumes something for.
select row_id, category,
       substr(financial_year, 1, 4) || '-' || substr(financial_year, length(financial_year) - 1, 2) as financial_year,
       plans_growth_percent, unit_cost_growth_percent, income_growth_percent
from current_high_needs_assumptions
