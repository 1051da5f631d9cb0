create index temp.placing_key on placing (extract, "key");

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

/* The schools that GIAS lists, by the number of authority and establishment. Several schools may have had a number. */
create temp table placing_number (number text primary key, urn text not null) without rowid;
insert into temp.placing_number
select "LA (code)" || "EstablishmentNumber", min("URN")
from current_establishments
where "LA (code)" is not null and "EstablishmentNumber" is not null
group by 1;

/* The school of each pupil in the latest census. */
create temp table placing_census (upn text primary key, school text) without rowid;
insert or ignore into temp.placing_census
select pupil.upn, coalesce(pupil.urn, number.urn)
from current_pupilonroll as pupil
join load as census on census.load_id = pupil.row_id >> 32
left join temp.placing_number as number on number.number = replace(pupil.NativeId, '/', '')
where pupil.upn is not null
order by census.period desc, pupil.row_id;

/* The school of a child: the placement that is open, of the lowest rank, the latest; else the one that ended last; else
   the setting named in the latest plan; else the school of the latest census. A row that was rejected tells its school
   where no other does. */
create temp table placing_child (row_id integer primary key, school text not null);
insert into temp.placing_child
with recursive climb (start, row_id, depth) as (
    select row_id, row_id, 0 from temp.placing where extract in ('placementdetail', 'plandetail') and school is not null
    union all
    select climb.start, up.parent_row, climb.depth + 1
    from climb
    join temp.placing_parent as up on up.row_id = climb.row_id
    where climb.depth < 8
),
told as (
    select climb.row_id, own.school,
           case when placed.row_id is not null then 1 when own.extract = 'plandetail' then 2 else 3 end as source,
           placed.leavingdate, coalesce(placed.placementrank, named.placementrank, 99) as placement_rank,
           coalesce(placed.entrydate, plan.startdate, '') as from_date, own.row_id as setting_row
    from climb
    join temp.placing as own on own.row_id = climb.start
    join temp.placing as child on child.row_id = climb.row_id and child.extract = 'person'
    left join current_placementdetail as placed on placed.row_id = own.load_row
    left join current_plandetail as named on named.row_id = own.load_row
    left join current_namedplan as plan on plan.namedplantableid = named.namedplantableid
    union all
    select child.row_id, census.school, 4, null, 0, '', 0
    from temp.placing as child
    join current_person as person on person.row_id = child.load_row
    join temp.placing_census as census on census.upn = person.upn
    where child.extract = 'person'
)
select row_id, school from (
    select row_id, school,
           row_number() over (
               partition by row_id
               order by source, leavingdate is not null, leavingdate desc, placement_rank, from_date desc, setting_row
           ) as choice
    from told
    where school glob '[0-9][0-9][0-9][0-9][0-9][0-9]*'
)
where choice = 1;
