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
with found as (
    select issue.load_id, issue.line, issue.code, issue.field, (issue.load_id << 32) + issue.line as row_id, visible.extract
    from issue
    join visible_load as visible on visible.load_id = issue.load_id
)
select found.load_id || ' ' || found.line || ' ' || found.code || ' ' || coalesce(found.field, '') as case_id,
       context.as_at as at_date, found.row_id, found.extract, found.code,
       case found.extract
           when 'consultations' then (select entry.urn from current_consultations as entry where entry.row_id = found.row_id)
           when 'establishments' then (select entry.urn from current_establishments as entry where entry.row_id = found.row_id)
           when 'first_concerns' then (select entry.urn from current_first_concerns as entry where entry.row_id = found.row_id)
           when 'placementdetail' then (select entry.urn from current_placementdetail as entry where entry.row_id = found.row_id)
           when 'places' then (select entry.urn from current_places as entry where entry.row_id = found.row_id)
           when 'plandetail' then (select entry.urn from current_plandetail as entry where entry.row_id = found.row_id)
           when 'school_reviews' then (select entry.urn from current_school_reviews as entry where entry.row_id = found.row_id)
           when 'setting_access' then (select entry.urn from current_setting_access as entry where entry.row_id = found.row_id)
           else coalesce(entry.urn, (select school.urn from mart_la_school as school
                                     where school.la_establishment = replace(entry.nativeid, '/', ''))) end as school
from found
left join current_pupilonroll as entry on found.extract = 'pupilonroll' and entry.row_id = found.row_id
cross join context
