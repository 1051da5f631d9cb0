-- says:     The pupil is in a SEN unit or resourced provision but has neither SEN support nor a plan.
-- severity: query
-- extract:  pupilonroll
-- field:    senprovision
-- code:     pupil-in-unit-without-sen
-- action:   Ask the school to correct the provision or the indicator.
select row_id, senprovision as value
from current_pupilonroll
where senprovision = 'N' and (senunitindicator = 1 or resourcedprovisionindicator = 1)
order by row_id
