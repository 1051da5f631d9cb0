-- One row per amount that moves the high needs balance of a financial year, in pence: what comes in, less what is
-- spent. Savings, weighted by the confidence in each, count in the mitigated scenario alone (`is_saving` 1). The weighing
-- is exact: confidence in ten-thousandths of a point, whole millions and the rest apart (no product overflows), rounded
-- once, half away from nothing, as the plan's formulas round.
with scheme as (
    select row_id, scheme, financial_year, year_start, abs(saving) as amount, case when saving < 0 then -1 else 1 end as sign,
           cast(round(confidence_percent * 10000) as integer) as confidence
    from stg_savings_schemes
)
select row_id, financial_year || ' high needs block' as item, financial_year,
       year_start, allocation + coalesce(transfer_in, 0) as amount, 0 as is_saving
from stg_dsg_allocations
where block = 'high needs'
union all
select row_id, financial_year || ' ' || line || ' ' || category, financial_year, year_start, 0 - amount, 0
from mart_high_needs_line
where is_current = 1
union all
select row_id, financial_year || ' ' || scheme, financial_year, year_start,
       sign * (amount / 1000000 * confidence + (amount % 1000000 * confidence + 500000) / 1000000), 1
from scheme
