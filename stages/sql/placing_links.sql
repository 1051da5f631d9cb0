/* The row that each row belongs to, by its first foreign key; of a census within the same census. */
create temp table placing_parent (row_id integer primary key, parent_row integer not null);
insert into temp.placing_parent
select row_id, parent_row from (
    select own.row_id,
           (select min(up.row_id) from temp.placing as up
            where up.extract = own.parent and up."key" = own.parent_key
              and (up.period = own.period or up.period is null or own.period is null)) as parent_row
    from temp.placing as own
    where own.parent is not null
)
where parent_row is not null;

/* The schools that GIAS lists, by the number of authority and establishment. Several schools may have had a number: one
   that is not closed has it now. A school's file is named after its URN: what is none, such as a path, is nobody's
   number. */
create temp table placing_number (number text primary key, urn text not null) without rowid;
insert into temp.placing_number
select "LA (code)" || "EstablishmentNumber",
       coalesce(min(case when "EstablishmentStatus (name)" <> 'Closed' then "URN" end), min("URN"))
from current_establishments
where "LA (code)" is not null and "EstablishmentNumber" is not null
  and "URN" glob '[0-9][0-9][0-9][0-9][0-9][0-9]'
group by 1;

/* The school of a child, by the row that tells it most surely: a place that is open before one that ended, whatever else
   tells it, since a school has nothing to do with a child who left; of the surest extract; of those that ended the last
   one; of the lowest rank; of the latest census; the latest. A row that was rejected tells its school where no other
   does. */
create temp table placing_child (row_id integer primary key, school text not null);
insert into temp.placing_child
with recursive climb (start, row_id, depth) as (
    select row_id, row_id, 0 from temp.placing where placement_order > 0 and school is not null
    union all
    select climb.start, up.parent_row, climb.depth + 1
    from climb
    join temp.placing_parent as up on up.row_id = climb.row_id
    where climb.depth < 8
),
place_of_child as (
    select child.row_id, climb.start as place_row
    from climb
    join temp.placing as child on child.row_id = climb.row_id and child.is_child
    union
    select child.row_id, place.row_id
    from temp.placing as place
    join temp.placing_loaded as told on told.row_id = place.load_row
    join temp.placing_loaded as person on person.upn = told.upn
    join temp.placing as child on child.load_row = person.row_id and child.is_child
    where place.placement_order > 0 and place.school is not null
)
select row_id, school from (
    select pair.row_id, place.school,
           row_number() over (
               partition by pair.row_id
               order by told.row_id is null, told.to_date is not null, place.placement_order, told.to_date desc,
                        coalesce(told.placement_rank, 99), place.period desc, told.from_date desc, place.row_id
           ) as choice
    from place_of_child as pair
    join temp.placing as place on place.row_id = pair.place_row
    left join temp.placing_loaded as told on told.row_id = place.load_row
)
where choice = 1;
