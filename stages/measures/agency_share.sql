-- title:       Share of the SEND team who are agency staff
-- ref:         W04
-- kind:        ratio
-- when:        snapshot
-- period:      day
-- unit:        percent
-- better:      lower
-- source:      Staffing returns
-- owner:       Workforce lead
-- counts:      other
-- amounts:     millionths
-- needs:       staffing
-- definition:  Agency staff, of permanent and agency staff, full-time equivalent, in the latest month. Numerator and
--              denominator are millionths of one full-time post. A team without either has no share.
select month || ' ' || team as case_id, at_date, agency_millionths as numerator,
       permanent_millionths + agency_millionths as denominator, row_id, team
from mart_staffing_day
where permanent_millionths + agency_millionths > 0
