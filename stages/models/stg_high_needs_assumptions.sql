-- One row per category and financial year that the forecast assumes something for.
select row_id, category, financial_year, plans_growth_percent, unit_cost_growth_percent, income_growth_percent
from current_high_needs_assumptions
