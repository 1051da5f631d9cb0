-- says:     Characters 2 to 4 of the UPN are not the number of a local authority.
-- severity: query
-- extract:  person
-- field:    upn
-- code:     person-upn-authority-unknown
-- action:   Compare the number with the school's record.
with recursive authority (code, last) as (
    values (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384), (390, 394),
           (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816), (820, 823),
           (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861), (865, 896),
           (908, 909), (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931), (933, 933),
           (935, 938), (940, 943)
    union all
    select code + 1, last from authority where code < last)
select row_id, upn as value
from current_person
where length(upn) = 13 and cast(substr(upn, 2, 3) as integer) not in (select code from authority)
order by row_id
