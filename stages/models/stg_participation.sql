-- One row per event or passport.
select event.row_id, event.activity_id, event.activity, event.activity_date, event.people,
       coalesce(place.locality, event.locality) as locality
from current_participation as event
left join mart_locality_name as place on place.written = lower(trim(event.locality))
