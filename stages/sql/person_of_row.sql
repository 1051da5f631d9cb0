/* The person that a row of the SEN2 return, of a tracker kept by child or of the school census is about. */
create temp table person_of_row (row_id integer primary key, upn text, surname text, forename text, birth_date text);
insert or ignore into temp.person_of_row
with request as (
    select row_id, requeststableid, persontableid from current_requests
),
assessment as (
    select row_id, assessmenttableid, requeststableid from current_assessment
),
keyed_by_request as (
    select row_id, requeststableid from assessment
    union all
    select plan.row_id, assessment.requeststableid
    from current_namedplan as plan
    join assessment on assessment.assessmenttableid = plan.assessmenttableid
    union all
    select row_id, requeststableid from current_activeplans
    union all
    select row_id, requeststableid from current_advice
    union all
    select row_id, requeststableid from current_casework
),
keyed_by_person as (
    select row_id, persontableid from current_person
    union all
    select row_id, persontableid from request
    union all
    select keyed.row_id, request.persontableid
    from keyed_by_request as keyed
    join request on request.requeststableid = keyed.requeststableid
    union all
    select row_id, persontableid from current_annual_reviews
    union all
    select row_id, persontableid from current_consultations
    union all
    select row_id, persontableid from current_destinations
    union all
    select row_id, persontableid from current_audits
    union all
    select row_id, persontableid from current_dynamic_support
)
select keyed.row_id, person.upn, person.surname, person.forename, person.personbirthdate
from keyed_by_person as keyed
join current_person as person on person.persontableid = keyed.persontableid
union all
select row_id, upn, null, null, dob from current_pupilonroll;
