-- One row per school census of pupils that is visible and not after as-at.
select visible_period.period as at_date
from visible_period
cross join context
where visible_period.extract = 'pupilonroll' and visible_period.period between '0' and context.as_at
