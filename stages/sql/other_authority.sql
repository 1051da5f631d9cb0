-- The code of the council that most persons of the return are of, where it is not the project's; else ''. What is no code (three digits) is not told.
with told as (
    select native_id, count(*) as persons
    from stg_person
    where native_id is not null
    group by native_id
)
select coalesce((select max(told.native_id)
                 from told
                 cross join context
                 where length(told.native_id) = 3 and told.native_id between '200' and '999'
                   and 2 * told.persons > (select sum(persons) from told) and told.native_id <> context.authority_code), '')
