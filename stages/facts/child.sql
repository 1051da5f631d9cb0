-- title: Child or young person
-- order: 20
select sampled.case_id, sampled.person_id as persontableid, age_at(child.birth_date, context.as_at) as "Age on the day of the data",
       sex.label as "Sex", child.locality, coalesce(need.label, found.primary_need) as "Primary need"
from mart_sampled_case as sampled
cross join context
left join mart_child as child on child.person_id = sampled.person_id
left join mart_need as found on found.request_id = sampled.request_id
left join code_sex as sex on sex.code = child.sex
left join code_sen_type as need on need.code = found.primary_need
where sampled.person_id is not null
order by sampled.case_id
