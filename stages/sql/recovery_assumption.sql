/* One row a forecast year and category: the growths assumed, in percent. */
select cast(substr(assumption.financial_year, 1, 4) as integer), category.rowid - 1, assumption.plans_growth_percent,
    assumption.unit_cost_growth_percent, assumption.income_growth_percent
from temp.stg_high_needs_assumptions as assumption
join temp.code_high_needs_category as category on category.code = assumption.category
order by assumption.financial_year, category.rowid
