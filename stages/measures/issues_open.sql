-- title:       Issues open in the data
-- ref:         N02
-- kind:        count
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      lower
-- source:      Checks of the extracts
-- owner:       Data team
-- counts:      other
-- days:        as-at
-- definition:  Errors and queries found in the loads that the figures rest on, by extract, kind and school.
select issue.load_id || ' ' || issue.line || ' ' || issue.code || ' ' || coalesce(issue.field, '') as case_id,
       context.as_at as at_date, (issue.load_id << 32) + issue.line as row_id, visible.extract, issue.code, pupil.urn as school
from issue
join visible_load as visible on visible.load_id = issue.load_id
left join current_pupilonroll as pupil
  on visible.extract = 'pupilonroll' and pupil.row_id = (issue.load_id << 32) + issue.line
cross join context
