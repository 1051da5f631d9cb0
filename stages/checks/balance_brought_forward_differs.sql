-- says:     The balance brought forward is not last year's balance plus allocation and transfer less spending.
-- severity: query
-- extract:  dsg_allocations
-- field:    brought_forward
-- code:     balance-brought-forward-differs
-- action:   Compare the balance with the accounts; figures go on from the earliest balance given.
with spent as (
    select substr(financial_year, 1, 4) as year, basis, sum(amount) as amount
    from current_high_needs_lines group by substr(financial_year, 1, 4), basis),
current_basis as (
    select year, amount,
           row_number() over (partition by year
                              order by case basis when 'outturn' then 1 when 'forecast' then 2 else 3 end) as place
    from spent),
block as (
    select row_id, cast(substr(financial_year, 1, 4) as integer) as year, allocation + transfer_in as income,
           brought_forward
    from current_dsg_allocations where block = 'high needs')
select block.row_id, block.brought_forward as value
from block
join block as before on before.year = block.year - 1 and before.brought_forward is not null
join current_basis on cast(current_basis.year as integer) = before.year and current_basis.place = 1
where block.brought_forward <> before.brought_forward + before.income - current_basis.amount
order by block.row_id
