-- title: Destination
-- order: 110
select sampled.case_id, leaver.left_date as "Left", coalesce(destination.label, leaver.destination) as "Destination"
from sampled_case as sampled
join stg_destinations as leaver on leaver.row_id = sampled.row_id
left join code_destination as destination on destination.code = leaver.destination
order by sampled.case_id
