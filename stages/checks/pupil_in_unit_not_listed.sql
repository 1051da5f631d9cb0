-- says:     The pupil is in a SEN unit, but the list of establishments shows none at the school.
-- severity: query
-- extract:  pupilonroll
-- field:    senunitindicator
-- code:     pupil-in-unit-not-listed
-- action:   Ask the school to correct the indicator or its record.
select pupil.row_id, pupil.urn as value
from current_pupilonroll as pupil
join current_establishments as establishments on establishments."URN" = pupil.urn
where pupil.senunitindicator = 1
  and coalesce(establishments."SenUnitCapacity", 0) = 0 and coalesce(establishments."SenUnitOnRoll", 0) = 0
order by pupil.row_id
