-- title:       Children waiting for a health service
-- ref:         H01
-- kind:        count
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      lower
-- source:      Health providers' waiting lists
-- owner:       Designated Clinical Officer
-- needs:       health_waits.outcome_date
-- definition:  Referrals with no outcome and not closed on the day counted.
with waiting as (
    select wait.referral_id, wait.row_id, wait.pathway, wait.provider, day.at_date,
           days_between(wait.referral_date, day.at_date) as days
    from mart_health_wait as wait
    join counting_date as day
      on day.at_date >= wait.referral_date and day.at_date < coalesce(wait.ended_date, '9999-12-31')
)
select referral_id as case_id, at_date, row_id, pathway, provider,
       case when days <= 84 then '0 to 12'
            when days <= 126 then '12 to 18'
            when days <= 364 then '18 to 52'
            else 'over 52' end as weeks_band
from waiting
