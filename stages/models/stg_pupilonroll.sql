-- One row per pupil enrolment in a school census. A file of several censuses has a date in each row.
select entry.row_id, entry.pupilonrolltableid as pupil_id, entry.NativeId as native_id, entry.urn, entry.upn,
       entry.dob as birth_date, entry.sex, entry.ethnicity, entry.enrolstatus as enrol_status,
       entry.senprovision as sen_provision, entry.postcode,
       coalesce(census.census_date, entry.censusdate) as census_date
from current_pupilonroll as entry
join load as census on census.load_id = entry.row_id >> 32
